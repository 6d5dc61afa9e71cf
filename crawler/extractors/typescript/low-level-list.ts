// https://github.com/modelcontextprotocol/typescript-sdk/blob/main/docs/server.md: the low-level Server and its request handlers
import { alternatives } from '../../syntax/javascript/choice.ts';
import type { Invocation } from '../../syntax/javascript/realm.ts';
import { childrenOf, findField, type Syntax, textOf as sourceOf } from '../../syntax/javascript/syntax.ts';
import { objectOf, unknown, type Value } from '../../syntax/javascript/value.ts';
import { asObject, type Idiom, type Recorder, textOf } from './registration.ts';
import { readToolObject } from './tool-object.ts';

const ID = 'low-level-list';

/** Whether a schema is the one of `tools/list`: by name, by the method it declares, or because it is that string. */
function isListRequest(schema: Value | undefined, argument: Syntax | undefined): boolean {
  if (textOf(schema) === 'tools/list') return true;
  if (schema?.kind === 'external') return schema.path.at(-1) === 'ListToolsRequestSchema';
  const method = schema?.kind === 'schema' ? schema.schema.shape?.get('method')?.json.const : undefined;
  if (method !== undefined) return method === 'tools/list';
  return argument !== undefined && /ListToolsRequest/.test(sourceOf(argument));
}

/** Why a value could not be read, in a few words. */
const explain = (value: Value): string => (value.kind === 'unknown' ? value.reason : `a ${value.kind}`);

/** A list that a server answers. `guarded`: it hangs on what surrounds the answer, too. */
interface Answered {
  idiom: string;
  list: Value;
  site: Syntax;
  guarded: boolean;
}

/** Registers what a list holds, and says what of it could not be read. */
export function registerList({ idiom, list, site, guarded }: Answered, recorder: Recorder): void {
  const unread: string[] = [];
  for (const { value, flag } of alternatives(list)) {
    if (value.kind !== 'array') unread.push(`the list is ${explain(value)}`);
    else if (value.partial) unread.push('there may be more in the list');
    const elements = value.kind === 'array' ? value.elements : [];
    unread.push(
      ...elements.flatMap((element) =>
        registerElement({ idiom, element, site, flag: flag ?? (guarded ? undefined : null) }, recorder),
      ),
    );
  }
  for (const message of new Set(unread)) recorder.refuse({ idiom, reason: 'list-computed', site, message });
}

/** An element of a list, and the flag that the list hangs on. */
interface Listed {
  idiom: string;
  element: Value;
  site: Syntax;
  flag: string | null | undefined;
}

/** Registers an element; answers why it could not be read, where so. */
function registerElement({ idiom, element, site, flag: outer }: Listed, recorder: Recorder): string[] {
  return alternatives(element).flatMap(({ value, flag }) => {
    const object = asObject(value);
    const name = object && recorder.member(object, 'name');
    if (object && textOf(name) !== undefined) {
      const parts = readToolObject(object, recorder);
      const decided = flag ?? outer;
      const registered = { idiom, parts, site: object.origin ?? site, server: null };
      recorder.register(decided === undefined ? registered : { ...registered, flag: decided });
      return [];
    }
    return [object ? `the name of a tool is ${explain(name ?? value)}` : `a tool is ${explain(value)}`];
  });
}

function readAnswer(call: Invocation, handler: Value, recorder: Recorder): void {
  const request = objectOf([['method', { kind: 'primitive', value: 'tools/list', origin: null }]]);
  request.open = true;
  const answer = recorder.invoke(handler, [request, unknown('request context')]);
  const lists = alternatives(answer).map((option) => recorder.member(option.value, 'tools'));
  for (const list of lists) registerList({ idiom: ID, list, site: call.site, guarded: true }, recorder);
}

/** `server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: […] }))`, or with the method's name in the second SDK. */
export const lowLevelList: Idiom = {
  id: ID,
  version: 1,
  observe(call, recorder) {
    if (call.kind !== 'call' || call.method !== 'setRequestHandler') return undefined;
    const [schema, second, third] = call.args;
    const list = findField(call.site, 'arguments');
    const isList = isListRequest(schema, list && childrenOf(list)[0]);
    const handler = third ?? second;
    if (isList && handler) recorder.later(call.receiver, () => readAnswer(call, handler, recorder));
    return unknown('request handler');
  },
};
