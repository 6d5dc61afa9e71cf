// https://modelcontextprotocol.io/specification/2026-07-28/server/tools#listing-tools: servers that speak the protocol without an SDK
import { type Syntax, textOf as sourceOf } from '../../syntax/javascript/syntax.ts';
import { unknown, type Value } from '../../syntax/javascript/value.ts';
import { registerList } from './low-level-list.ts';
import { asObject, type Idiom, type Recorder } from './registration.ts';

const ID = 'json-rpc';
const LIST = 'tools/list';
const SIGN = /["'`]tools\/list["'`]/;
const BRANCHING = /^(if_statement|ternary_expression)$/;
/** How far around a call the answered method is looked for. */
const MAX_ANCESTORS = 24;

/** Functions that are called in such a branch, and so answer there. */
const answering = new WeakSet<Syntax>();

/** Whether a call stands in the branch that answers `tools/list`: under an `if` or a `case` that names it. */
function answersList(site: Syntax): boolean {
  let inner = site;
  for (let step = 0; step < MAX_ANCESTORS && inner.parent; step++) {
    const outer = inner.parent;
    if (answering.has(outer)) return true;
    const isBranch = BRANCHING.test(outer.type) && inner.field === 'consequence';
    const isCase = outer.type === 'switch_case' && inner.field === 'body';
    if ((isBranch || isCase) && SIGN.test(sourceOf(outer).slice(0, Math.max(0, inner.start - outer.start))))
      return true;
    inner = outer;
  }
  return false;
}

/** A cheap look at the text before the call: the walk up the tree is not for every call of a program. */
const namesMethod = (site: Syntax) =>
  site.source.text.slice(Math.max(0, site.start - 4_000), site.start).includes('tools/list');

/** The list in an answer such as `{jsonrpc, id, result: {tools: […]}}` or its parts. */
function findList(value: Value, recorder: Recorder): Value | undefined {
  const answer = asObject(value);
  if (!answer) return undefined;
  const result = asObject(recorder.member(answer, 'result')) ?? answer;
  const tools = recorder.member(result, 'tools');
  return tools.kind === 'array' || tools.kind === 'choice' ? tools : undefined;
}

/** What a handler that stands under the method's name answers. */
function readAnswer(handler: Value, site: Syntax, recorder: Recorder): void {
  const list = findList(recorder.invoke(handler, [unknown('request')]), recorder);
  if (list) registerList({ idiom: ID, list, site, guarded: true }, recorder);
}

/** `if (message.method === 'tools/list') send({ result: { tools: […] } })`, the same returned or kept, or `{ 'tools/list': () => ({ tools: […] }) }` */
export const jsonRpc: Idiom = {
  id: ID,
  version: 1,
  observe(call, recorder) {
    if (call.kind !== 'call' || call.args.length === 0) return undefined;
    if (call.callee.kind === 'function' && namesMethod(call.site) && answersList(call.site))
      answering.add(call.callee.node);
    const lists = call.args.flatMap((arg) => findList(arg, recorder) ?? []);
    if (lists.length === 0 || !answersList(call.site)) return undefined;
    for (const list of lists) registerList({ idiom: ID, list, site: call.site, guarded: false }, recorder);
    return undefined;
  },
  noteObject(made, recorder) {
    const site = made.origin;
    if (!site) return;
    const handler = made.properties.get(LIST);
    if (handler?.kind === 'function') recorder.later(null, () => readAnswer(handler, site, recorder));
    const list = made.properties.has('tools') ? findList(made, recorder) : undefined;
    if (list && namesMethod(site) && answersList(site))
      registerList({ idiom: ID, list, site, guarded: false }, recorder);
  },
};
