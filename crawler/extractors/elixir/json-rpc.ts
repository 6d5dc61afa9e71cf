import { Annotations } from '#data/schema/tool.ts';
import { schemaFrom, toJson } from '../../syntax/program/json.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { type Dict, isKind, unknown, type Value } from '../../syntax/program/value.ts';
import type { Idiom, World } from '../idiom.ts';
import { beginPhase } from '../read-program.ts';
import { functionsIn, modulesOf } from './drive.ts';

const ID = 'json-rpc';

/** The answers in a value that hold a list of tools. */
function answersIn(value: Value, depth = 0): Value[] {
  if (depth > 6) return [];
  if (isKind(value, 'list')) return value.items.flatMap((item) => answersIn(item, depth + 1));
  if (!isKind(value, 'dict')) return [];
  const tools = value.entries.get('tools');
  return [
    ...(tools === undefined ? [] : [tools]),
    ...[...value.entries.values()].flatMap((each) => answersIn(each, depth + 1)),
  ];
}

const hasShape = (value: Value): value is Dict =>
  isKind(value, 'dict') && value.entries.has('name') && value.entries.has('inputSchema');

function register({ recorded }: World, tool: Dict, at: Dict['at']): void {
  const [name, title, description, schema, hints] = [
    'name',
    'title',
    'description',
    'inputSchema',
    'annotations',
  ].map((word) => tool.entries.get(word));
  const annotations = Annotations.safeParse(hints === undefined ? {} : toJson(hints).value);
  if (at === null) return;
  recorded.registrations.push({
    idiom: ID,
    name: name ?? null,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(schema !== undefined && { inputSchema: schemaFrom(schema) }),
    ...(annotations.success && { annotations: annotations.data }),
    at,
    flag: '',
  });
}

function listFrom(machine: Machine, world: World, fn: ReturnType<typeof functionsIn>[number]): void {
  beginPhase(machine);
  const args = fn.fn.parameters.map((parameter) => unknown(parameter.name));
  const answer = machine.call(fn, { args, named: new Map(), typeArgs: [] }, fn.fn.at);
  for (const tools of answersIn(answer)) {
    const items = isKind(tools, 'list') ? tools.items.filter(hasShape) : [];
    for (const tool of items) register(world, tool, tool.at);
  }
}

/** Servers without an SDK, which answer `tools/list` themselves. */
export const jsonRpc: Idiom = {
  id: ID,
  find(machine, world) {
    const answering = modulesOf(machine).filter(({ declaration }) =>
      machine.program.readFile(declaration.at.path).includes('"tools/list"'),
    );
    for (const fn of answering.flatMap(functionsIn)) listFrom(machine, world, fn);
  },
};
