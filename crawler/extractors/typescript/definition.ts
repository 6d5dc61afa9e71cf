import { z } from 'zod';
import type { Location } from '#data/schema/location.ts';
import type { Skip } from '#data/schema/skip.ts';
import { Annotations, JsonSchema, type ToolDefinition } from '#data/schema/tool.ts';
import { alternatives, likeliest } from '../../syntax/javascript/choice.ts';
import { readSketch } from '../../syntax/javascript/convert.ts';
import { lineAt, type Syntax, textOf as sourceOf } from '../../syntax/javascript/syntax.ts';
import type { ObjectValue, Value } from '../../syntax/javascript/value.ts';
import type { JsonFragment } from '../../syntax/json-schema/fragment.ts';
import { objectFragment, shapeOf } from '../../syntax/json-schema/zod-types.ts';
import { isShape, jsonOf, type Registration, textOf } from './registration.ts';

/** What a tool without parameters lists: the SDK's own words for it. */
const NO_PARAMETERS = { type: 'object', properties: {} };

const locate = (node: Syntax): Location => ({
  path: node.source.path,
  startLine: lineAt(node.source, node.start),
  endLine: lineAt(node.source, Math.max(node.start, node.end - 1)),
});

const DEFINING = new Set([
  'object',
  'call_expression',
  'new_expression',
  'class_declaration',
  'class',
  'class_body',
]);

/** The smallest definition around a literal: the object, call or class it stands in. */
function findDefinition(literal: Syntax): Syntax {
  for (let each: Syntax | null = literal; each; each = each.parent) if (DEFINING.has(each.type)) return each;
  return literal;
}

const contains = (outer: Syntax, inner: Syntax) =>
  outer.source === inner.source && outer.start <= inner.start && inner.end <= outer.end;

/** Where the definition stands: the registration, unless the name was written elsewhere as part of a larger thing. */
function findSite(registration: Registration): Syntax {
  const name = registration.parts.name && likeliest(registration.parts.name);
  const literal = name?.kind === 'primitive' ? name.origin : null;
  if (!literal || contains(registration.site, literal)) return registration.site;
  const around = findDefinition(literal);
  return around === literal ? registration.site : around;
}

interface ReadSchema {
  json: JsonSchema | undefined;
  complete: boolean;
}

const fromFragment = (fragment: JsonFragment): ReadSchema => ({
  json: fragment.json,
  complete: fragment.complete,
});

const countMembers = ({ json }: ReadSchema): number =>
  typeof json?.properties === 'object' && json.properties !== null ? Object.keys(json.properties).length : 0;

/**
 * The JSON Schema of what a registration gives as schema: declared by a library, a record of such, or JSON Schema as it is. Of several
 * that a condition decides between, the one with most members: what is listed is the union of what may be there. That there are none
 * is believed only where all of them are known.
 */
function readSchema(value: Value | undefined): ReadSchema | undefined {
  if (value === undefined || isAbsent(value)) return undefined;
  const options = alternatives(value).map((option) => readOption(option.value));
  const [most] = options.toSorted((a, b) => countMembers(b) - countMembers(a));
  const isDoubtful = most && countMembers(most) === 0 && options.some((each) => !each.complete);
  return isDoubtful && most.complete ? UNREAD : most;
}

const UNREAD: ReadSchema = { json: undefined, complete: false };

const WORDS = new Set(['type', 'title', 'description', 'properties', 'required', 'items', 'enum']);

/** Nothing but words of JSON Schema, none of them known: what a converter made of a schema that it could not see into. */
function isHalfMade({ properties }: ObjectValue): boolean {
  const isUnread = (value: Value) => /^(?:unknown|external)$/.test(likeliest(value).kind);
  return properties.size > 0 && [...properties].every(([key, value]) => WORDS.has(key) && isUnread(value));
}

function readOption(value: Value): ReadSchema {
  const likely = likeliest(value);
  if (likely.kind === 'schema') return fromFragment(likely.schema);
  if (likely.kind !== 'object') return UNREAD;
  if (isHalfMade(likely)) return UNREAD;
  if (isShape(likely)) {
    const { shape, complete } = shapeOf(likely);
    return fromFragment(objectFragment(shape, complete));
  }
  const json = jsonOf(likely);
  const parsed = JsonSchema.safeParse(json.value);
  return { json: parsed.data, complete: json.complete && parsed.success };
}

const isAbsent = (value: Value | undefined) =>
  value === undefined || (value.kind === 'primitive' && value.value == null);

const Text = z.string().min(1);

/** What JavaScript makes of a setting that nobody gave, as a word of a name. */
const UNSET = /(?:^|[_\-.:/])(?:undefined|null)(?:[_\-.:/]|$)/;

/** The name of a tool; undefined where it is not known, as with a prefix that has no default. */
function readName(value: Value | undefined): string | undefined {
  const name = textOf(value);
  const origin = value?.kind === 'primitive' ? value.origin : null;
  const isWritten = origin !== null && UNSET.test(sourceOf(origin).slice(1, -1));
  return name !== undefined && UNSET.test(name) && !isWritten ? undefined : name;
}

function readAnnotations(value: Value | undefined) {
  const parsed = Annotations.safeParse(jsonOf(value).value);
  return parsed.success && Object.keys(parsed.data).length > 0 ? parsed.data : undefined;
}

export interface ReadTool {
  tool: ToolDefinition;
  skipped: Skip[];
}

/** The definition that a registration gives; undefined where its name is not known. */
export function readDefinition(registration: Registration, version: number): ReadTool | undefined {
  const { parts, flag } = registration;
  const name = Text.safeParse(readName(parts.name));
  if (!name.success) return undefined;
  const site = findSite(registration);
  const extractor = `typescript/${registration.idiom}`;
  const input = readSchema(parts.inputSchema);
  const output = readSchema(parts.outputSchema);
  const description = textOf(parts.description);
  const skip = (reason: Skip['reason'], message: string): Skip => ({
    path: site.source.path,
    extractor,
    reason,
    message,
  });
  const skipped = [
    ...(input && !input.complete ? [skip('schema-computed', `input of ${name.data}`)] : []),
    ...(description === undefined && !isAbsent(parts.description)
      ? [skip('description-computed', name.data)]
      : []),
  ];
  const tool: ToolDefinition = {
    name: name.data,
    location: locate(site),
    extractor: `${extractor}@${version}`,
    ...(flag === null ? {} : { conditional: { flag } }),
  };
  const stated = {
    title: textOf(parts.title),
    description: description ?? readSketch(parts.description),
    inputSchema: input ? input.json : NO_PARAMETERS,
    outputSchema: output?.json,
    annotations: readAnnotations(parts.annotations),
  };
  for (const [key, value] of Object.entries(stated))
    if (value !== undefined) Object.assign(tool, { [key]: value });
  return { tool, skipped };
}
