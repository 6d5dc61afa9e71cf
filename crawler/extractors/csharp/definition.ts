import type { Annotations } from '#data/schema/tool.ts';
import type { JsonFragment } from '../../syntax/json-schema/fragment.ts';
import type { FunctionNode, Parameter } from '../../syntax/program/ir.ts';
import { toJson } from '../../syntax/program/json.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { typeScope } from '../../syntax/program/members.ts';
import { objectOf, typeToSchema } from '../../syntax/program/type-schema.ts';
import { asText, type Closure, isKind, type Scope, type Value } from '../../syntax/program/value.ts';
import { hintsFrom, pascalCase } from '../hints.ts';
import type { Registration } from '../registration.ts';
import { parameterDoc, returnsOf, summaryOf } from './doc-comment.ts';
import type { Host } from './host.ts';
import { isInjected } from './injected-types.ts';
import { derivedName } from './names.ts';
import { argumentOf, attributeNamed, described, schemaRules } from './schema-rules.ts';
import { isAtLeast, type Version } from './versions.ts';

/** The attribute of the SDK, and what it was called in its first preview. */
export const TOOL_ATTRIBUTES = ['McpServerTool', 'McpTool'];
export const TYPE_ATTRIBUTES = ['McpServerToolType', 'McpToolType'];

/** Comments became descriptions with this release, what is said of the result part of them with the second. */
const READS_COMMENTS: Version = [0, 4, 1, 1];
const SAYS_RETURNS: Version = [0, 5, 0, 1];
const HAS_TITLE: Version = [0, 3, 0, 1];

/** What `McpServerToolCreateOptions` said, by the names of its properties. */
export type Stated = ReadonlyMap<string, Value>;

interface Reading {
  machine: Machine;
  host: Host;
  closure: Closure;
  stated: Stated;
  scope: Scope;
  version: Version;
}

/** The tool that the SDK makes of a method. */
export function methodTool(
  { machine, host }: Pick<Reading, 'machine' | 'host'>,
  closure: Closure,
  { idiom, stated, flag }: { idiom: string; stated: Stated; flag: string },
): Registration {
  const { fn, owner } = closure;
  const scope = owner ? typeScope(owner) : closure.scope;
  const reading: Reading = { machine, host, closure, stated, scope, version: host.versionOf(fn.at.path) };
  const title = statedOr(reading, 'Title');
  const description = descriptionOf(reading);
  return {
    idiom,
    name: statedOr(reading, 'Name') ?? derivedName(fn, reading.version),
    ...(title !== undefined && isAtLeast(reading.version, HAS_TITLE) && { title }),
    ...(description !== undefined && { description }),
    inputSchema: inputSchema(reading),
    annotations: csharpHints((name) => statedOr(reading, name)),
    at: fn.at,
    flag,
  };
}

/** What the options say, else the attribute. */
function statedOr({ machine, closure, stated, scope }: Reading, name: string): Value | undefined {
  const said = stated.get(name);
  if (said !== undefined && said !== null) return said;
  const attribute = attributeNamed(closure.fn.attributes, ...TOOL_ATTRIBUTES);
  const isFirst = name === 'Name' && attribute?.name === 'McpTool';
  return argumentOf(machine, attribute, scope, name, ...(isFirst ? [''] : [])) ?? undefined;
}

/** Hints and title as properties or elements of an attribute state them; empty for none. */
export const csharpHints = (said: (name: string) => Value | undefined): Annotations =>
  hintsFrom((name) => {
    const property = pascalCase(name);
    return said(property.replace(/Hint$/, '')) ?? said(property);
  });

function descriptionOf(reading: Reading): Value | undefined {
  const { machine, closure, stated, scope, version } = reading;
  const { fn } = closure;
  const said =
    stated.get('Description') ??
    argumentOf(machine, attributeNamed(fn.attributes, 'Description'), scope, '', 'description');
  const commented = commentsCount(fn, version) ? summaryOf(fn.doc) : '';
  const own = said ?? (commented === '' ? undefined : commented);
  const returned = isAtLeast(version, SAYS_RETURNS) ? returnedText(reading) : '';
  if (returned === '' || (own !== undefined && asText(own) === undefined)) return own;
  return own === undefined ? `Returns: ${returned}` : `${asText(own)}\nReturns: ${returned}`;
}

const commentsCount = (fn: FunctionNode, version: Version): boolean =>
  fn.modifiers.includes('partial') && isAtLeast(version, READS_COMMENTS);

/** What is said of the result, which joins the description unless an output schema says it. */
function returnedText({ machine, closure, scope, version }: Reading): string {
  const { fn } = closure;
  const attribute = attributeNamed(fn.attributes, ...TOOL_ATTRIBUTES);
  if (argumentOf(machine, attribute, scope, 'UseStructuredContent') === true) return '';
  const said = asText(argumentOf(machine, attributeNamed(fn.attributes, 'return:Description'), scope, ''));
  return said ?? (commentsCount(fn, version) ? returnsOf(fn.doc) : '');
}

function inputSchema(reading: Reading): JsonFragment {
  const shape = new Map<string, JsonFragment>();
  for (const parameter of reading.closure.fn.parameters) {
    if (!isHidden(reading, parameter)) shape.set(parameter.name, parameterSchema(reading, parameter));
  }
  return objectOf(shape);
}

function isHidden({ machine, host, scope }: Reading, parameter: Parameter): boolean {
  const type = parameter.type && machine.resolveType(parameter.type, scope);
  const isDeclared = isKind(type ?? null, 'type');
  return isInjected(parameter, host.isAdded, isDeclared);
}

function parameterSchema(reading: Reading, parameter: Parameter): JsonFragment {
  const { machine, closure, scope, version } = reading;
  const { type, attributes, initial } = parameter;
  const read = type
    ? typeToSchema(machine, type, { ...closure.scope, ...scope }, schemaRules(machine))
    : { json: {}, optional: false, complete: false, shape: null, inner: null };
  const commented = commentsCount(closure.fn, version) ? parameterDoc(closure.fn.doc, parameter.name) : '';
  const stated = attributeNamed(attributes, 'DefaultValue');
  const fallback = stated
    ? argumentOf(machine, stated, scope, '')
    : initial && machine.evaluate(initial, scope);
  const isOptional = initial !== null || stated !== undefined;
  return {
    ...read,
    json: {
      ...(commented !== '' && { description: commented }),
      ...described(machine, attributes, scope),
      ...read.json,
      ...(isOptional && defaultOf(fallback ?? null)),
    },
    optional: isOptional,
  };
}

function defaultOf(value: Value): { default?: unknown } {
  const name = isKind(value, 'instance') ? value.fields.get('$name') : value;
  const { value: json, complete } = toJson(name ?? value);
  return complete ? { default: json } : {};
}
