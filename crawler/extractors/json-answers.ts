import { schemaFrom } from '../syntax/program/json.ts';
import { type Dict, isKind, type Value } from '../syntax/program/value.ts';
import { sentHints } from './hints.ts';
import type { Registration } from './registration.ts';

const MAX_DEPTH = 6;

/** The lists under `tools` anywhere in what a program answers. */
export function toolListsIn(value: Value, depth = 0): Value[] {
  if (depth > MAX_DEPTH) return [];
  if (isKind(value, 'list')) return value.items.flatMap((item) => toolListsIn(item, depth + 1));
  if (!isKind(value, 'dict')) return [];
  const tools = value.entries.get('tools');
  const inner = [...value.entries.values()].flatMap((each) => toolListsIn(each, depth + 1));
  return tools === undefined ? inner : [tools, ...inner];
}

/** Whether a dictionary is a tool as `tools/list` sends it. */
const hasShape = (value: Value): value is Dict =>
  isKind(value, 'dict') && value.entries.has('name') && value.entries.has('inputSchema');

/** The tools among the items of a list, as they are sent. */
export function sentTools(idiom: string, tools: Value): Registration[] {
  const items = isKind(tools, 'list') ? tools.items.filter(hasShape) : [];
  return items.flatMap((tool) => readSent(idiom, tool) ?? []);
}

function readSent(idiom: string, { entries, at }: Dict): Registration | undefined {
  const [name, title, description, schema, hints] = [
    'name',
    'title',
    'description',
    'inputSchema',
    'annotations',
  ].map((word) => entries.get(word));
  if (at === null) return undefined;
  return {
    idiom,
    name: name ?? null,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(schema !== undefined && { inputSchema: schemaFrom(schema) }),
    annotations: sentHints(hints),
    at,
    flag: '',
  };
}
