// A server that is handed to what is not in the tree, to be given tools there.

import type { Invocation } from '../../syntax/javascript/realm.ts';
import { findField, type Syntax, textOf as sourceOf } from '../../syntax/javascript/syntax.ts';
import type { ExternalValue, Value } from '../../syntax/javascript/value.ts';
import type { Idiom } from './registration.ts';
import { isServer } from './sdk.ts';

const ID = 'handed-over';
/** What a function is called that gives a server more tools; what instruments or connects one is not. */
const ADDS = /tool|regist|plugin|plug-in|extension|feature|module|capabilit/i;
const ADDS_OTHERS = /resource|prompt|transport|logg/i;
/** What is done with a server that is finished. */
const USES = /connect|listen|serve|close|handle|attach|instrument|wrap|log|push|set|has|add$/i;
/** The SDKs' own functions are idioms, or of no account; what a container holds, the run knows. */
const SDK =
  /^(?:@modelcontextprotocol\/|global |agents(?:\/|$)|fastmcp$|@?tmcp(?:\/|$)|mcp-framework$|tsyringe$)/;

const nameOf = (site: Syntax): string => {
  const target = findField(site, 'function') ?? findField(site, 'constructor');
  return target ? sourceOf(target).slice(-80) : '';
};

/** Words of the package count where what it exports has no name of its own. */
function namesOf({ site }: Invocation, { module, path }: ExternalValue): string {
  const [name] = path;
  return `${nameOf(site)} ${path.join('.')} ${name === undefined || name === 'default' ? module : ''}`;
}

function addsTools(call: Invocation): boolean {
  const { callee } = call;
  if (callee.kind === 'unknown') return ADDS.test(nameOf(call.site)) || !USES.test(nameOf(call.site));
  if (callee.kind !== 'external' || SDK.test(callee.module)) return false;
  const names = namesOf(call, callee);
  return ADDS.test(names) && !(ADDS_OTHERS.test(names) && !/tool/i.test(names));
}

const explain = (callee: Value): string =>
  callee.kind === 'external' ? `the package ${callee.module}` : 'what is not in the tree';

/** Whether an argument is a server, or options that hold one. */
const holdsServer = (arg: Value): boolean =>
  isServer(arg) || (arg.kind === 'object' && [...arg.properties.values()].some(isServer));

/** `registerMoreTools(server)` of a package, or `plugin.register(server)` of a plug-in that a setting names. */
export const handedOver: Idiom = {
  id: ID,
  version: 1,
  observe(call, recorder) {
    if (!call.args.some(holdsServer) || !addsTools(call)) return undefined;
    recorder.refuse({
      idiom: ID,
      reason: call.callee.kind === 'external' ? 'in-dependency' : 'dynamic',
      site: call.site,
      message: `the server is handed to ${explain(call.callee)}`,
    });
    return undefined;
  },
};
