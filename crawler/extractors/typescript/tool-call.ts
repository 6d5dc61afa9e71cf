// https://github.com/modelcontextprotocol/typescript-sdk/blob/v1.x/src/server/mcp.ts: the overloads of `tool`
import { likeliest } from '../../syntax/javascript/choice.ts';
import type { Invocation } from '../../syntax/javascript/realm.ts';
import { unknown, type Value } from '../../syntax/javascript/value.ts';
import {
  asObject,
  type Idiom,
  isShape,
  mayBeFunction,
  type Parts,
  type Recorder,
  textOf,
} from './registration.ts';
import { isSdkMethod } from './sdk.ts';
import { readToolObject } from './tool-object.ts';

const isText = (value: Value) =>
  textOf(value) !== undefined || (value.kind === 'unknown' && value.reason.includes('text'));

const isJsonSchema = (value: Value) =>
  textOf(asObject(value)?.properties.get('type')) === 'object' &&
  asObject(value)?.properties.has('properties') === true;

/** Sorts the arguments between the name and the handler, as the SDK does: a text is the description, an object a shape or annotations. */
function readOverload(name: Value, between: readonly Value[]): Parts {
  const [first] = between;
  const described =
    first !== undefined && (isText(first) || !asObject(first)) && likeliest(first).kind !== 'schema';
  const [shapeOrHints, hints] = described ? between.slice(1) : between;
  const isParameters =
    shapeOrHints !== undefined &&
    (isShape(shapeOrHints) || isJsonSchema(shapeOrHints) || hints !== undefined || !asObject(shapeOrHints));
  return {
    name,
    description: described ? first : undefined,
    inputSchema: isParameters ? shapeOrHints : undefined,
    annotations: isParameters ? hints : shapeOrHints,
  };
}

/** Methods that register a tool, with the place of the argument that only they have: https://developers.cloudflare.com/agents/x402/ */
const METHODS = new Map<string | null, number | null>([
  ['tool', null],
  ['paidTool', 2],
]);

/** `server.tool({name, description, schema}, handler)`: https://github.com/paoloricciuti/tmcp */
function readDefinition({ args: [first, handler, ...more] }: Invocation, recorder: Recorder) {
  const definition = first && asObject(first);
  const isTool = definition && handler && mayBeFunction(handler) && more.length === 0;
  return isTool && textOf(recorder.member(definition, 'name')) !== undefined
    ? { parts: readToolObject(definition, recorder), origin: definition.origin }
    : undefined;
}

/** `server.tool(name, [description,] [shape,] [annotations,] handler)`, `server.paidTool(name, description, price, shape, annotations, handler)` */
export const toolCall: Idiom = {
  id: 'tool-call',
  version: 1,
  observe(call, recorder) {
    const extra = METHODS.get(call.method);
    if (call.kind !== 'call' || extra === undefined || !isSdkMethod(call.callee)) return undefined;
    const defined = readDefinition(call, recorder);
    if (defined !== undefined)
      return recorder.register({
        idiom: 'tool-call',
        parts: defined.parts,
        site: defined.origin ?? call.site,
        server: call.receiver,
      });
    const [name, ...rest] = extra === null ? call.args : call.args.toSpliced(extra, 1);
    const handler = rest.at(-1);
    if (!name || !handler || !mayBeFunction(handler) || asObject(name)) return undefined;
    if (textOf(name) === undefined) {
      recorder.refuse({
        idiom: 'tool-call',
        reason: 'name-computed',
        site: call.site,
        message: 'the name of a tool is computed',
      });
      return unknown('registered tool');
    }
    return recorder.register({
      idiom: 'tool-call',
      parts: readOverload(name, rest.slice(0, -1)),
      site: call.site,
      server: call.receiver,
    });
  },
};
