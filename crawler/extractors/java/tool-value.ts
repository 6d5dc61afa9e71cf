import type { Location } from '#data/schema/location.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { lineage } from '../../syntax/program/members.ts';
import { type Instance, isKind, lastName, type TypeValue, type Value } from '../../syntax/program/value.ts';
import { HINT_ORDER, hintsOf } from '../hints.ts';
import type { Registration } from '../registration.ts';
import { GIVEN, givenTo } from './fluent.ts';
import { readSchema } from './schema-value.ts';

/** The order of the constructors' parameters by how many there are: later releases of the SDK have more. */
const THREE = ['name', 'description', 'inputSchema', 'annotations'];
const FIVE = ['name', 'description', 'inputSchema', 'outputSchema', 'annotations'];
const SEVEN = ['name', 'title', 'description', 'inputSchema', 'outputSchema', 'annotations', 'meta'];

const orderOf = (count: number): readonly string[] => (count < 5 ? THREE : count === 5 ? FIVE : SEVEN);

const SCHEMA_ORDER = ['type', 'properties', 'required', 'additionalProperties', '$defs', 'definitions'];

function namesOf(type: string, count: number): readonly string[] {
  if (type === 'Tool') return orderOf(count);
  if (type === 'ToolAnnotations') return HINT_ORDER;
  if (type === 'JsonSchema') return SCHEMA_ORDER;
  return type === 'Builder' ? ['name', 'inputSchema'] : [];
}

/** Gives what a constructor, or the beginning of a builder, was given in order the names by which it is read. */
export function named(value: Value): Value {
  if (!isKind(value, 'instance') || value.of.kind !== 'external') return value;
  const given = givenTo(value);
  const names = namesOf(lastName(value.of.path), given.length);
  names.forEach((name, index) => {
    const said = given[index];
    if (said !== undefined && !value.fields.has(name)) value.fields.set(name, said);
  });
  if (names.length > 0) value.fields.delete(GIVEN);
  return value;
}

const last = (value: Value | undefined): Value | undefined =>
  isKind(value, 'list') ? value.items.at(-1) : value;

export const pathOf = ({ of }: Instance): string => (of.kind === 'external' ? of.path : of.declaration.name);

export const isSdkTool = (value: Value | undefined): value is Instance =>
  isKind(value, 'instance') && /(^|McpSchema\.)Tool$/.test(pathOf(value)) && value.of.kind === 'external';

/** `McpSchema.Tool`, however it was made. */
export function readTool(value: Instance, idiom: string): Omit<Registration, 'flag'> & { at: Location } {
  const say = (name: string) => value.fields.get(name);
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
    annotations: hintsOf(say('annotations')),
    at: value.at,
  };
}

/** Whether something of the tree is, by what it descends from, an outside type of that name. */
export const isA = (machine: Machine, of: TypeValue, names: RegExp): boolean =>
  lineage(machine, of).some((each) => each.kind === 'external' && names.test(lastName(each.path)));
