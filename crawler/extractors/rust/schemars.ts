import type { JsonSchema } from '#data/schema/tool.ts';
import { fragment, type JsonFragment } from '../../syntax/json-schema/fragment.ts';
import type { Attribute, Field, TypeRef } from '../../syntax/program/ir.ts';
import { toJson } from '../../syntax/program/json.ts';
import type { TypeMeaning, TypeRules } from '../../syntax/program/type-schema.ts';
import type { TypeValue } from '../../syntax/program/value.ts';

const INTEGER = /^[iu](8|16|32|64|128|size)$|^NonZero/;

const TYPES: Record<string, JsonSchema> = {
  String: { type: 'string' },
  str: { type: 'string' },
  char: { type: 'string' },
  PathBuf: { type: 'string' },
  Path: { type: 'string' },
  Url: { type: 'string', format: 'uri' },
  Uuid: { type: 'string', format: 'uuid' },
  DateTime: { type: 'string', format: 'date-time' },
  NaiveDate: { type: 'string', format: 'date' },
  bool: { type: 'boolean' },
  f32: { type: 'number' },
  f64: { type: 'number' },
  Value: {},
  JsonValue: {},
  JsonObject: { type: 'object' },
};

const ARRAYS: ReadonlySet<string> = new Set(['Vec', 'VecDeque', 'HashSet', 'BTreeSet', 'IndexSet', '[]']);
const MAPS: ReadonlySet<string> = new Set(['HashMap', 'BTreeMap', 'IndexMap', 'Map']);
const WRAPPERS: ReadonlySet<string> = new Set(['Box', 'Arc', 'Rc', 'Cow', 'Parameters', 'Json', 'Mutex']);

function meaning(type: TypeRef): TypeMeaning | undefined {
  const [first] = type.args;
  const last = type.args.at(-1);
  if (first && type.name === 'Option') return { kind: 'same', of: first, optional: true };
  if (first && ARRAYS.has(type.name)) return { kind: 'array', of: first };
  if (last && MAPS.has(type.name)) return { kind: 'map', of: last };
  if (last && WRAPPERS.has(type.name)) return { kind: 'same', of: last, optional: false };
  if (INTEGER.test(type.name)) return { kind: 'schema', json: { type: 'integer' } };
  return Object.hasOwn(TYPES, type.name) ? { kind: 'schema', json: { ...TYPES[type.name] } } : undefined;
}

/** Literal arguments of the attributes of serde and schemars, which both read the other's. */
function said(attributes: readonly Attribute[]): ReadonlyMap<string, unknown> {
  const own = attributes.filter(({ name }) =>
    /^(serde|schemars|validate|json_schema)$/.test(name.split('::').at(-1) ?? ''),
  );
  return new Map(
    own.flatMap(({ args }) =>
      args.flatMap(({ name, value }): [string, unknown][] => {
        if (name === '') return value.kind === 'name' ? [[value.name, true]] : [];
        return [[name, value.kind === 'literal' ? toJson(value.value).value : true]];
      }),
    ),
  );
}

const words = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
    .filter((word) => word !== '');

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `rename_all` as serde does it. */
function recase(name: string, rule: unknown): string {
  const parts = words(name);
  switch (rule) {
    case 'camelCase':
      return parts.map((word, index) => (index === 0 ? word : capital(word))).join('');
    case 'PascalCase':
      return parts.map(capital).join('');
    case 'snake_case':
      return parts.join('_');
    case 'SCREAMING_SNAKE_CASE':
      return parts.join('_').toUpperCase();
    case 'kebab-case':
      return parts.join('-');
    case 'SCREAMING-KEBAB-CASE':
      return parts.join('-').toUpperCase();
    case 'lowercase':
      return name.toLowerCase();
    case 'UPPERCASE':
      return name.toUpperCase();
    default:
      return name;
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function property(field: Field, owner: TypeValue): ReturnType<TypeRules['property']> {
  const own = said(field.attributes);
  if (own.has('skip') || own.has('skip_deserializing')) return 'leave';
  if (own.has('flatten')) return 'flatten';
  const description = text(own.get('description')) ?? field.doc.replace(/\s*\n\s*/g, ' ');
  const isOptional =
    own.has('default') || field.type?.name === 'Option' || said(owner.declaration.attributes).has('default');
  return {
    name: sentName(field, owner),
    required: !isOptional,
    extra: description === '' ? {} : { description },
  };
}

/** An enum without data is the list of its names. */
function declared({ declaration }: TypeValue): JsonFragment | undefined {
  if (declaration.form !== 'enum') return undefined;
  const rule = said(declaration.attributes).get('rename_all');
  const names = declaration.cases.map(
    (each) => text(said(each.attributes).get('rename')) ?? recase(each.name, rule),
  );
  return fragment({ type: 'string', enum: names });
}

/** The name serde gives a member of a struct. */
export const sentName = (field: Field, { declaration }: TypeValue): string =>
  text(said(field.attributes).get('rename')) ??
  recase(field.name, said(declaration.attributes).get('rename_all'));

/** How schemars makes JSON Schema of Rust's types, with what serde says of names and defaults. */
export const schemars: TypeRules = { meaning, property, declared };

/** `#[schemars(description = "…")]` of a parameter; empty for none. */
export const describedBy = (attributes: readonly Attribute[]): string =>
  text(said(attributes).get('description')) ?? '';
