import type { JsonSchema } from '#data/schema/tool.ts';
import { fragment, type JsonFragment, UNREAD } from '../json-schema/fragment.ts';
import { anonymousType } from './anonymous.ts';
import type { Field, TypeRef } from './ir.ts';
import type { Machine } from './machine.ts';
import { lineage, typeScope } from './members.ts';
import { carried } from './type-arguments.ts';
import { isKind, type Scope, type TypeValue } from './value.ts';

/** What a type is for a schema: a JSON Schema of its own, a container of others, or something declared. */
export type TypeMeaning =
  | { kind: 'schema'; json: JsonSchema }
  /** `as` is what such arrays say beside, or instead. */
  | { kind: 'array'; of: TypeRef; as?: JsonSchema }
  | { kind: 'map'; of: TypeRef }
  /** Wrapped in something that the wire does not show: pointers, boxes, optionals. */
  | { kind: 'same'; of: TypeRef; optional: boolean };

/** What a member of a type becomes on the wire. */
export interface Property {
  name: string;
  required: boolean;
  /** Beside what its type says: description, enum, default, bounds; wins over the type's own words. */
  extra: JsonSchema;
}

/** How one SDK turns a language's types into JSON Schema. */
export interface TypeRules {
  /** Undefined for a type that is neither builtin nor known: it is looked up in the tree. */
  meaning(type: TypeRef): TypeMeaning | undefined;
  /** `leave`: not on the wire. `flatten`: its own members stand in its place. */
  property(field: Field, owner: TypeValue): Property | 'leave' | 'flatten';
  /** What something that may be absent is, where that shows. */
  nullable?(inner: JsonFragment): JsonFragment;
  /** What every object of members says beside them. */
  object?: JsonSchema;
  /** What the declaration of a type adds to its schema, or replaces it with. */
  declared?(type: TypeValue): JsonFragment | undefined;
}

interface Reader {
  machine: Machine;
  rules: TypeRules;
  /** Types that are being read, so that one which holds itself ends. */
  open: readonly TypeValue[];
}

const MAX_DEPTH = 12;

/** The JSON Schema of a type as written. Types from outside the tree are incomplete, and anything. */
export function typeToSchema(machine: Machine, type: TypeRef, scope: Scope, rules: TypeRules): JsonFragment {
  return read({ machine, rules, open: [] }, type, scope);
}

function read(reader: Reader, type: TypeRef, written: Scope): JsonFragment {
  const inner = readPlain(reader, type, written);
  return type.nullable ? (reader.rules.nullable?.(inner) ?? inner) : inner;
}

function readPlain(reader: Reader, type: TypeRef, written: Scope): JsonFragment {
  const scope = type.home ?? written;
  if (type.members) return readMembers(reader, type.members, scope);
  const meaning = reader.rules.meaning(type);
  if (meaning) return readMeaning(reader, meaning, scope);
  const argument = scope.typeArgs.get(type.name);
  if (argument && argument.name !== type.name) return read(reader, argument, scope);
  const of = reader.machine.resolveType(type, scope);
  return isKind(of, 'type') ? readDeclared(reader, of, { type, scope }) : UNREAD;
}

function readMeaning(reader: Reader, meaning: TypeMeaning, scope: Scope): JsonFragment {
  if (meaning.kind === 'schema') return fragment(meaning.json);
  const inner = read(reader, meaning.of, scope);
  if (meaning.kind === 'array')
    return fragment({ type: 'array', items: inner.json, ...meaning.as }, { complete: inner.complete, inner });
  if (meaning.kind === 'map')
    return fragment({ type: 'object', additionalProperties: inner.json }, { complete: inner.complete });
  return { ...inner, optional: inner.optional || meaning.optional };
}

function readDeclared(reader: Reader, of: TypeValue, written: Written): JsonFragment {
  if (reader.open.includes(of) || reader.open.length > MAX_DEPTH) return fragment({ type: 'object' });
  const special = reader.rules.declared?.(of);
  if (special) return special;
  const { declaration } = of;
  const inner: Reader = { ...reader, open: [...reader.open, of] };
  const scope = withTypeArguments(typeScope(of), declaration.typeParameters, written);
  const [target] = declaration.bases;
  if (declaration.form === 'alias' && target) return read(inner, target, scope);
  if (declaration.form === 'enum')
    return fragment({ type: 'string', enum: declaration.cases.map((each) => each.name) });
  const ancestors = lineage(reader.machine, of).filter((each) => isKind(each, 'type'));
  const fields = ancestors.reverse().flatMap((each) => each.declaration.fields);
  return readFields(inner, { fields, owner: of }, scope);
}

/** A type, and where it is written. */
interface Written {
  type: TypeRef;
  scope: Scope;
}

function withTypeArguments(scope: Scope, parameters: readonly string[], written: Written): Scope {
  const bound = parameters.flatMap((name, index) => {
    const argument = written.type.args[index];
    return argument ? [[name, carried(argument, written.scope)] as const] : [];
  });
  return bound.length === 0 ? scope : { ...scope, typeArgs: new Map([...scope.typeArgs, ...bound]) };
}

function readMembers(reader: Reader, fields: readonly Field[], scope: Scope): JsonFragment {
  return readFields(reader, { fields, owner: anonymousType(fields, scope) }, scope);
}

function readFields(
  reader: Reader,
  { fields, owner }: { fields: readonly Field[]; owner: TypeValue },
  scope: Scope,
): JsonFragment {
  const shape = new Map<string, JsonFragment>();
  for (const field of fields) {
    const property = reader.rules.property(field, owner);
    if (property === 'leave') continue;
    const value = field.type ? read(reader, field.type, scope) : UNREAD;
    if (property === 'flatten') for (const [name, each] of value.shape ?? []) shape.set(name, each);
    else shape.set(property.name, withExtra(value, property));
  }
  const made = objectOf(shape);
  return { ...made, json: { ...made.json, ...reader.rules.object } };
}

const withExtra = (value: JsonFragment, { required, extra }: Property): JsonFragment => ({
  ...value,
  json: { ...value.json, ...extra },
  optional: !required,
});

/** An object schema of named members; those that are not optional are required. */
export function objectOf(shape: ReadonlyMap<string, JsonFragment>): JsonFragment {
  const properties = Object.fromEntries([...shape].map(([name, each]) => [name, each.json]));
  const required = [...shape].filter(([, each]) => !each.optional).map(([name]) => name);
  const json: JsonSchema = { type: 'object', properties, ...(required.length > 0 && { required }) };
  return fragment(json, { shape, complete: [...shape.values()].every((each) => each.complete) });
}
