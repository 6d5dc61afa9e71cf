// https://github.com/invopop/jsonschema/blob/main/reflect.go
import type { JsonSchema } from '#data/schema/tool.ts';
import { isExported, tagValue, wireName } from '../../syntax/go/tags.ts';
import type { Field, TypeRef } from '../../syntax/program/ir.ts';
import type { Property, TypeMeaning, TypeRules } from '../../syntax/program/type-schema.ts';

/** What a reflector is set to. */
interface Reflector {
  /** `jsonschema:"required"` decides, not `omitempty`. */
  requiredFromTags: boolean;
}

const SCALARS: ReadonlyMap<string, JsonSchema> = new Map([
  ['string', { type: 'string' }],
  ['bool', { type: 'boolean' }],
  ['any', {}],
  ['error', {}],
  ['float32', { type: 'number' }],
  ['float64', { type: 'number' }],
  ['time.Time', { type: 'string', format: 'date-time' }],
  ['time.Duration', { type: 'integer' }],
  ['json.RawMessage', {}],
  ['url.URL', { type: 'string', format: 'uri' }],
  ['net.IP', { type: 'string', format: 'ipv4' }],
]);

function meaning({ name, args }: TypeRef): TypeMeaning | undefined {
  const scalar =
    SCALARS.get(name) ??
    (/^(u?int(8|16|32|64|ptr)?|byte|rune)$/.test(name) ? { type: 'integer' } : undefined);
  if (scalar) return { kind: 'schema', json: scalar };
  const [first, second] = args;
  if (name === '[]' && first?.name === 'byte')
    return { kind: 'schema', json: { type: 'string', contentEncoding: 'base64' } };
  if (name === '[]' && first) return { kind: 'array', of: first };
  if (name === '{}' && second) return { kind: 'map', of: second };
  return undefined;
}

const NUMBERS: ReadonlySet<string> = new Set([
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
]);
const TEXTS: ReadonlySet<string> = new Set(['title', 'description', 'pattern', 'format', 'type']);

/** Splits at commas that no backslash stands before. */
const splitTag = (tag: string): string[] => tag.split(/(?<!\\),/).map((part) => part.replaceAll('\\,', ','));

const asNumber = (field: Field, text: string): unknown =>
  /^(u?int|float)/.test(field.type?.name ?? '') && text !== '' && Number.isFinite(Number(text))
    ? Number(text)
    : field.type?.name === 'bool'
      ? text === 'true'
      : text;

/** The words of a `jsonschema` tag: `required,description=…,enum=a,enum=b,default=1`. */
function keywords(field: Field): JsonSchema {
  const entries = new Map<string, unknown>();
  const listed: unknown[] = [];
  for (const part of splitTag(tagValue(field.tag, 'jsonschema') ?? '')) {
    const cut = part.indexOf('=');
    const [key, value] = cut < 0 ? [part, ''] : [part.slice(0, cut), part.slice(cut + 1)];
    if (key === 'enum') listed.push(asNumber(field, value));
    else if (key === 'default' || key === 'const') entries.set(key, asNumber(field, value));
    else if (TEXTS.has(key) && cut >= 0) entries.set(key, value);
    else if (NUMBERS.has(key) && Number.isFinite(Number(value))) entries.set(key, Number(value));
  }
  const described = tagValue(field.tag, 'jsonschema_description');
  if (described !== undefined) entries.set('description', described);
  if (listed.length > 0) entries.set('enum', listed);
  return Object.fromEntries(entries);
}

/** How invopop/jsonschema sees Go types. */
export function invopopRules({ requiredFromTags }: Reflector): TypeRules {
  function property(field: Field): Property | 'leave' | 'flatten' {
    const { name, isLeft, isOmitted } = wireName(field.tag);
    if (isLeft || tagValue(field.tag, 'jsonschema') === '-') return 'leave';
    if (field.embedded && name === '') return 'flatten';
    if (!isExported(field.name)) return 'leave';
    const said = splitTag(tagValue(field.tag, 'jsonschema') ?? '').includes('required');
    return {
      name: name === '' ? field.name : name,
      required: requiredFromTags ? said : said || !isOmitted,
      extra: keywords(field),
    };
  }
  return { meaning, property };
}
