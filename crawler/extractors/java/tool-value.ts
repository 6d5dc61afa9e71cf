import type { Location } from '#data/schema/location.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { lineage } from '../../syntax/program/members.ts';
import {
  dict,
  type Instance,
  isKind,
  lastName,
  type TypeValue,
  type Value,
} from '../../syntax/program/value.ts';
import type { Registration } from '../registration.ts';
import { givenTo } from './fluent.ts';
import { readHints } from './hints.ts';
import { readSchema } from './schema-value.ts';

/** The order of the constructors' parameters by how many there are: later releases of the SDK have more. */
const THREE = ['name', 'description', 'inputSchema', 'annotations'];
const FIVE = ['name', 'description', 'inputSchema', 'outputSchema', 'annotations'];
const SEVEN = ['name', 'title', 'description', 'inputSchema', 'outputSchema', 'annotations', 'meta'];

const orderOf = (count: number): readonly string[] => (count < 5 ? THREE : count === 5 ? FIVE : SEVEN);

const HINT_ORDER = ['title', 'readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'];

/** What a value of the SDK says under a name: set by a builder, or given to its constructor in an order. */
function stated(value: Instance, name: string, order: readonly string[]): Value | undefined {
  return value.fields.get(name) ?? givenTo(value)[order.indexOf(name)];
}

const last = (value: Value | undefined): Value | undefined =>
  isKind(value, 'list') ? value.items.at(-1) : value;

function hintsOf(value: Value | undefined): Value | undefined {
  if (!isKind(value, 'instance')) return value;
  return dict(
    HINT_ORDER.flatMap((name): [string, Value][] => {
      const said = stated(value, name, HINT_ORDER);
      return said === undefined ? [] : [[name, said]];
    }),
  );
}

export const pathOf = ({ of }: Instance): string => (of.kind === 'external' ? of.path : of.declaration.name);

export const isSdkTool = (value: Value | undefined): value is Instance =>
  isKind(value, 'instance') && /(^|McpSchema\.)Tool$/.test(pathOf(value)) && value.of.kind === 'external';

/** `McpSchema.Tool`, however it was made. */
export function readTool(value: Instance, idiom: string): Omit<Registration, 'flag'> & { at: Location } {
  const given = givenTo(value);
  const isBuilt =
    value.fields.has('description') || value.fields.has('inputSchema') || value.fields.has('name');
  const order = isBuilt ? ['name', 'inputSchema'] : orderOf(given.length);
  const say = (name: string) => stated(value, name, order);
  const [title, description] = [say('title'), say('description')];
  const inputSchema = readSchema(last(say('inputSchema')));
  const outputSchema = readSchema(last(say('outputSchema')));
  return {
    idiom,
    name: say('name') ?? null,
    ...(title !== undefined && { title }),
    ...(description !== undefined && description !== null && { description }),
    ...(inputSchema && { inputSchema }),
    ...(outputSchema && { outputSchema }),
    annotations: readHints(hintsOf(say('annotations'))),
    at: value.at,
  };
}

/** Whether something of the tree is, by what it descends from, an outside type of that name. */
export const isA = (machine: Machine, of: TypeValue, names: RegExp): boolean =>
  lineage(machine, of).some((each) => each.kind === 'external' && names.test(lastName(each.path)));
