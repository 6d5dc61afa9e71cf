import { schemaFrom } from '../../syntax/program/json.ts';
import { currentFlag, type Model } from '../../syntax/program/machine.ts';
import { asText, isKind, type NativeCall, type Value } from '../../syntax/program/value.ts';
import type { Idiom, World } from '../idiom.ts';
import type { Registration } from '../registration.ts';
import { readHints } from './attribute.ts';
import { type Handler, handlerTool, methodOf } from './method-tool.ts';

const ID = 'add-tool';

const ADDING = /^(addTool|withTool)$/;

const PLACES = ['handler', 'name', 'description', 'annotations', 'inputSchema'];
/** Since the official SDK knows titles they stand before descriptions. */
const PLACES_WITH_TITLE = ['handler', 'name', 'title', 'description', 'annotations'];

/** `[Cls::class, 'm']`, `$object->m(...)`, `Cls::class`, a closure, the name of a function. */
function handlerOf(value: Value | undefined): Handler | undefined {
  if (isKind(value, 'closure')) return { fn: value.fn, owner: value.owner, scope: value.scope };
  if (isKind(value, 'type')) return methodOf(value, '__invoke');
  if (isKind(value, 'instance') && isKind(value.of, 'type')) return methodOf(value.of, '__invoke');
  if (!isKind(value, 'list')) return undefined;
  const [owner, name] = value.items;
  const method = asText(name);
  const type = isKind(owner, 'instance') ? owner.of : owner;
  return method !== undefined && isKind(type, 'type') ? methodOf(type, method) : undefined;
}

/** What is said by place and by name. Two texts after the name are title and description. */
function saidOf({ args, named }: NativeCall): ReadonlyMap<string, Value> {
  const places = asText(args[3]) === undefined ? PLACES : PLACES_WITH_TITLE;
  const placed = args.flatMap((value, index) => {
    const name = places[index];
    return name === undefined ? [] : [[name, value] as const];
  });
  return new Map([...placed, ...named]);
}

/** A tool whose handler is not in the tree: what is said beside it. */
function statedTool(said: ReadonlyMap<string, Value>): Omit<Registration, 'flag' | 'at'> {
  const [description, schema] = [said.get('description'), said.get('inputSchema')];
  return {
    idiom: ID,
    name: said.get('name') ?? null,
    ...(description !== undefined && description !== null && { description }),
    ...(isKind(schema, 'dict') && { inputSchema: schemaFrom(schema) }),
    annotations: readHints(said.get('annotations')),
  };
}

/** Registers what a builder is given. A handler that is not in the tree still has what is said beside it. */
const add =
  ({ recorded }: World): Model =>
  (call, machine) => {
    const said = saidOf(call);
    const handler = handlerOf(said.get('handler'));
    const flag = currentFlag(machine);
    if (handler)
      recorded.registrations.push({ ...handlerTool(machine, ID, handler, said), at: handler.fn.at, flag });
    else if (said.has('name')) recorded.registrations.push({ ...statedTool(said), at: call.at, flag });
    return call.self;
  };

/** Tools handed to a server's builder one by one. */
export const addTool: Idiom = {
  id: ID,
  models: (world) => ({
    method: (type, name) =>
      ADDING.test(name) && (type === '' || /Server|Builder/.test(type)) ? add(world) : undefined,
  }),
};
