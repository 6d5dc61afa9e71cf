import type { SkipReason } from '#data/schema/skip.ts';
import type { ToolDefinition } from '#data/schema/tool.ts';
import { docstring } from '../../syntax/python/doc.ts';
import { readDocstring } from '../../syntax/python/docstring.ts';
import { isJsonObject, isKnown, toJson } from '../../syntax/python/json.ts';
import type { Machine } from '../../syntax/python/machine.ts';
import { cleanDoc } from '../../syntax/python/text.ts';
import type { Schema } from '../../syntax/python/types.ts';
import { type Func, type Instance, isKind, type Value } from '../../syntax/python/value.ts';
import { functionSchema } from './function-schema.ts';
import { cleansDocstrings, readsDocstrings, type Sdk } from './sdk.ts';
import type { Registration } from './server.ts';
import { FUNCTION, functionOf, textAttribute } from './tool-object.ts';

/** What could not be read, of a tool or in its place. */
export interface Unread {
  reason: SkipReason;
  message: string;
}

export type ReadTool =
  | { kind: 'tool'; tool: ToolDefinition; unread: Unread[] }
  | { kind: 'skip'; skip: Unread };

/** The second major of mcp spells them `read_only_hint`. */
const camelCase = (name: string) =>
  name.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());

/** Reads annotations out of a `ToolAnnotations(…)` or a dict. */
function annotationsOf(value: Value | undefined): ToolDefinition['annotations'] {
  const held = isKind(value, 'instance')
    ? Object.fromEntries([...value.attributes].map(([name, each]) => [name, toJson(each)]))
    : toJson(value ?? null);
  if (!isJsonObject(held)) return undefined;
  const stated = Object.entries(held)
    .map(([name, each]) => [camelCase(name), each] as const)
    .filter(([name, each]) =>
      name.endsWith('Hint') ? typeof each === 'boolean' : name === 'title' && typeof each === 'string',
    );
  return stated.length === 0 ? undefined : Object.fromEntries(stated);
}

function describeFunction(
  machine: Machine,
  func: Func,
  sdk: Sdk,
): { summary: string | undefined; parameters: ReadonlyMap<string, string> } {
  const raw = docstring(machine, func);
  if (raw === undefined || raw === '') return { summary: undefined, parameters: new Map() };
  if (!cleansDocstrings(sdk)) return { summary: raw, parameters: new Map() };
  const clean = cleanDoc(raw);
  return readsDocstrings(sdk) ? readDocstring(clean) : { summary: clean, parameters: new Map() };
}

const schemaValue = (tool: Instance) =>
  ['inputSchema', 'input_schema', 'parameters']
    .map((name) => tool.attributes.get(name))
    .find((value) => value !== undefined);

function statedSchema(tool: Instance): Schema | undefined {
  const stated = schemaValue(tool);
  const json = stated === undefined ? undefined : toJson(stated);
  return isJsonObject(json) ? json : undefined;
}

function outputSchema(tool: Instance): Schema | undefined {
  const json = toJson(tool.attributes.get('outputSchema') ?? tool.attributes.get('output_schema') ?? null);
  return isJsonObject(json) ? json : undefined;
}

function textsOf(machine: Machine, tool: Instance, sdk: Sdk) {
  const callee = tool.attributes.get(FUNCTION);
  const func = functionOf(callee);
  const read = func === undefined ? undefined : describeFunction(machine, func, sdk);
  const stated = textAttribute(tool, 'description');
  const inputSchema =
    statedSchema(tool) ??
    (callee === undefined ? undefined : functionSchema(machine, callee, sdk, read?.parameters ?? new Map()));
  return {
    description: stated !== undefined && (stated !== '' || func === undefined) ? stated : read?.summary,
    inputSchema,
  };
}

function unreadOf(made: Instance, { name, description }: ToolDefinition): Unread[] {
  const schema = schemaValue(made);
  const isVague = description === undefined && isKind(made.attributes.get('description'), 'unknown');
  return [
    ...(schema === undefined || schema === null || isKnown(schema)
      ? []
      : [
          {
            reason: 'schema-computed' as const,
            message: `a part of the input of ${name} is made at run time`,
          },
        ]),
    ...(isVague
      ? [
          {
            reason: 'description-computed' as const,
            message: `the description of ${name} is made at run time`,
          },
        ]
      : []),
  ];
}

/** What a registration says, as the SDK would tell a client. */
export function readTool(
  machine: Machine,
  made: Registration,
  about: { sdk: Sdk; prefix: string; version: number },
): ReadTool {
  const name = textAttribute(made.tool, 'name');
  const isWhole = name !== undefined && name !== '' && !isKind(made.tool.attributes.get('name'), 'template');
  if (!isWhole) {
    const message = `the name of a tool at line ${made.site.startLine} is made at run time`;
    return { kind: 'skip', skip: { reason: 'name-computed', message } };
  }
  const { description, inputSchema } = textsOf(machine, made.tool, about.sdk);
  const title = textAttribute(made.tool, 'title');
  const annotations = annotationsOf(made.tool.attributes.get('annotations'));
  const output = outputSchema(made.tool);
  const tool: ToolDefinition = {
    name: about.prefix + name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && description !== '' && { description }),
    ...(inputSchema && { inputSchema }),
    ...(output && { outputSchema: output }),
    ...(annotations && { annotations }),
    location: { path: made.site.source.path, startLine: made.site.startLine, endLine: made.site.endLine },
    extractor: `python/${made.idiom}@${about.version}`,
    ...(made.flag !== undefined && { conditional: { flag: made.flag } }),
  };
  return { kind: 'tool', tool, unread: unreadOf(made.tool, tool) };
}
