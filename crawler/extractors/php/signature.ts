import type { JsonSchema } from '#data/schema/tool.ts';
import { fragment, type JsonFragment } from '../../syntax/json-schema/fragment.ts';
import type { FunctionNode, Parameter, TypeRef } from '../../syntax/program/ir.ts';
import { toJson } from '../../syntax/program/json.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { objectOf } from '../../syntax/program/type-schema.ts';
import { isKind, lastName, type Scope } from '../../syntax/program/value.ts';
import { readAttribute } from './attribute.ts';
import { type DocBlock, readDocBlock } from './doc-block.ts';

/** Handed in by the SDKs themselves, and not sent. */
const INJECTED: ReadonlySet<string> = new Set([
  'RequestContext',
  'ClientGateway',
  'Context',
  'ClientAwareInterface',
]);

const TYPES: Record<string, JsonSchema> = {
  string: { type: 'string' },
  int: { type: 'integer' },
  integer: { type: 'integer' },
  float: { type: 'number' },
  double: { type: 'number' },
  bool: { type: 'boolean' },
  boolean: { type: 'boolean' },
  array: { type: 'array' },
  iterable: { type: 'array' },
  object: { type: 'object' },
  stdClass: { type: 'object' },
  mixed: {},
};

const known = (name: string): JsonSchema | undefined =>
  Object.hasOwn(TYPES, name) ? { ...TYPES[name] } : undefined;

/** A declared type: builtin, an enum of the tree, or an object. */
function typeOf(machine: Machine, type: TypeRef, scope: Scope): JsonSchema {
  if (type.name === '|')
    return { type: type.args.flatMap((each) => typeOf(machine, each, scope).type ?? []) };
  const builtin = known(type.name);
  if (builtin) return builtin;
  const of = machine.resolveType(type, scope);
  if (!isKind(of, 'type') || of.declaration.form !== 'enum') return { type: 'object' };
  const members = of.declaration.cases.map(({ name, value }) =>
    value ? toJson(machine.evaluate(value, of.scope)).value : name,
  );
  return { type: typeof members[0] === 'number' ? 'integer' : 'string', enum: members };
}

/** `string[]`, `array<int>`, `list<string>`: what the documentation adds to `array`. */
function itemsOf(documented: string): JsonSchema | undefined {
  const inner =
    /^\??(\w+)\[\]/.exec(documented)?.[1] ??
    /^\??(?:array|list|iterable)<(?:[^,<>]+,\s*)?(\w+)>/.exec(documented)?.[1];
  return inner === undefined ? undefined : known(inner);
}

const nullable = (json: JsonSchema): JsonSchema =>
  json.type === undefined ? json : { ...json, type: ['null', ...[json.type].flat()] };

/** What a documentation comment says of a type where the signature says nothing. */
const documentedType = (written: string): TypeRef => {
  const names = written
    .replace(/^\?/, '')
    .split('|')
    .filter((name) => name !== 'null');
  return { name: names[0] || 'mixed', args: [], nullable: /^\?|\bnull\b/.test(written) };
};

function readParameter(machine: Machine, parameter: Parameter, doc: DocBlock, scope: Scope): JsonFragment {
  const said = doc.params.get(parameter.name);
  const type = parameter.type ?? documentedType(said?.type ?? '');
  const json = typeOf(machine, type, scope);
  const items = json.type === 'array' && said ? itemsOf(said.type) : undefined;
  if (items) json.items = items;
  const whole: JsonSchema = parameter.variadic
    ? { type: 'array', items: json }
    : type.nullable
      ? nullable(json)
      : json;
  if (said && said.text !== '') whole.description = said.text;
  const given =
    parameter.initial === null ? undefined : toJson(machine.evaluate(parameter.initial, scope)).value;
  if (given !== undefined) whole.default = given;
  Object.assign(whole, stated(machine, parameter, scope));
  return fragment(whole, { optional: parameter.initial !== null || parameter.variadic });
}

/** `#[Schema(minimum: 1, description: '…')]` on a parameter. */
function stated(machine: Machine, parameter: Parameter, scope: Scope): JsonSchema {
  const attribute = parameter.attributes.find((each) => lastName(each.name) === 'Schema');
  if (!attribute) return {};
  const read = [...readAttribute(machine, attribute, scope)].flatMap(([key, value]) => {
    const json = toJson(value).value;
    return json === undefined || json === null ? [] : [[key, json] as const];
  });
  const { definition, ...rest } = Object.fromEntries(read);
  return { ...(typeof definition === 'object' ? definition : {}), ...rest };
}

/** The schema that the SDKs make of a function's parameters. */
export function signatureSchema(machine: Machine, fn: FunctionNode, scope: Scope): JsonFragment {
  const doc = readDocBlock(fn.doc);
  const sent = fn.parameters.filter((parameter) => !INJECTED.has(lastName(parameter.type?.name ?? '')));
  return objectOf(new Map(sent.map((each) => [each.name, readParameter(machine, each, doc, scope)])));
}
