// https://github.com/rekog-labs/MCP-Nest: tools of NestJS providers
import { childrenOf, findField, type Syntax, textOf as sourceOf } from '../../syntax/javascript/syntax.ts';
import { primitive, unknown, type Value } from '../../syntax/javascript/value.ts';
import { asObject, type Idiom, textOf } from './registration.ts';
import { readToolObject } from './tool-object.ts';

const ID = 'tool-decorator';
const MODULE = /(^|[/-])mcp[/-]nest|nest[\w-]*[/-]mcp|mcp-nest/;

/** The method that a decorator stands on: its parent, or what follows it in the class. */
function findDecorated(site: Syntax): Syntax | undefined {
  const decorator = site.parent;
  const around = decorator?.parent;
  if (decorator?.type !== 'decorator' || !around) return undefined;
  if (around.type === 'method_definition') return around;
  const members = childrenOf(around);
  return members.slice(members.indexOf(decorator)).find((each) => each.type === 'method_definition');
}

function methodName(site: Syntax): Value | undefined {
  const method = findDecorated(site);
  const name = method && findField(method, 'name');
  return name && primitive(sourceOf(name), name);
}

/** `@Tool({ name, description, parameters }) run() {}`; without a name, that of the method. */
export const toolDecorator: Idiom = {
  id: ID,
  version: 1,
  observe(call, recorder) {
    const { callee, site } = call;
    if (callee.kind !== 'external' || !MODULE.test(callee.module)) return undefined;
    if (callee.path.at(-1) === 'forRoot')
      recorder.nameServer(recorder.member(call.args[0] ?? unknown('options'), 'name'));
    if (callee.path.at(-1) !== 'Tool' || site.parent?.type !== 'decorator') return undefined;
    const object = asObject(call.args[0]);
    const parts = object && readToolObject(object, recorder);
    const name = parts?.name ?? (object || call.args.length === 0 ? methodName(site) : undefined);
    if (textOf(name) === undefined) {
      recorder.refuse({
        idiom: ID,
        reason: 'name-computed',
        site,
        message: 'the name of a tool is computed',
      });
    } else {
      recorder.register({ idiom: ID, parts: { ...parts, name }, site, server: null, flag: null });
    }
    return unknown('decorator');
  },
};
