// https://learn.microsoft.com/dotnet/csharp/roslyn-sdk: a source generator of the tree that writes [McpServerTool] methods

import { fragment, type JsonFragment } from '../../syntax/json-schema/fragment.ts';
import type { Attribute, FunctionNode } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { objectOf, typeToSchema } from '../../syntax/program/type-schema.ts';
import { asText, type TypeValue } from '../../syntax/program/value.ts';
import { typesIn } from '../declared.ts';
import type { Idiom, World } from '../idiom.ts';
import type { Registration } from '../registration.ts';
import { csharpHints } from './definition.ts';
import { parameterDoc } from './doc-comment.ts';
import { hostOf } from './host.ts';
import { isInjected } from './injected-types.ts';
import { argumentOf, schemaRules } from './schema-rules.ts';

const GENERATES = /\b(IIncrementalGenerator|ISourceGenerator)\b/;
const WRITES_TOOLS = /\[McpServerTool\b/;
/** An attribute of the tree's own that says which interfaces are tools. */
const MARKS = /^Mcp\w*Tool$/;
const MARKED = /\[\s*Mcp\w*Tool\s*\(\s*"/;

/** A parameter that the generator writes out, unless an attribute of the interface says not to. */
interface Fixed {
  name: string;
  description: string;
  unless: string;
}

const FIXED = /\[Description\(\\"((?:[^"\\]|\\[^"]){1,300})\\"\)\] string ([a-z]\w{0,60})\b/g;
const CONDITION = /if \(!\w+\.(\w+)\)\s*\{[^{}]{0,200}$/;

/** What the generators of a tree write beside what the interfaces say; undefined where none writes tools. */
function readGenerator(world: World): Fixed[] | undefined {
  const { tree } = hostOf(world);
  const texts = tree
    .listFiles()
    .filter((path) => path.endsWith('.cs'))
    .map((path) => tree.readFile(path) ?? '')
    .filter((text) => GENERATES.test(text) && WRITES_TOOLS.test(text));
  if (texts.length === 0) return undefined;
  return texts.flatMap((text) =>
    [...text.matchAll(FIXED)].map(({ index, 1: description = '', 2: name = '' }) => ({
      name,
      description,
      unless: CONDITION.exec(text.slice(Math.max(0, index - 300), index))?.[1] ?? '',
    })),
  );
}

function findGenerated(machine: Machine, world: World): void {
  const fixed = readGenerator(world);
  if (!fixed) return;
  for (const path of machine.program.paths) {
    if (!MARKED.test(machine.program.readFile(path))) continue;
    for (const type of typesIn(machine, [path])) {
      const mark = type.declaration.attributes.find(({ name }) => MARKS.test(name));
      if (mark && type.declaration.form === 'interface') register(machine, world, { type, mark, fixed });
    }
  }
}

interface Marked {
  type: TypeValue;
  mark: Attribute;
  fixed: readonly Fixed[];
}

function register(machine: Machine, world: World, { type, mark, fixed }: Marked): void {
  const { scope } = type;
  const said = (...names: string[]) => argumentOf(machine, mark, scope, ...names);
  const [title, description] = [said('Title'), said('Description')];
  world.recorded.registrations.push({
    idiom: 'generated-tool',
    name: said('Name', '') ?? null,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    inputSchema: unionOfMethods(machine, world, { type, mark, fixed }),
    annotations: csharpHints((name) => said(name)),
    at: type.declaration.at,
    flag: '',
    ...serverOf(world),
  });
}

/** The server that is given the tools of its assembly, where there is one: what is generated is compiled into it. */
function serverOf({ recorded }: World): Pick<Registration, 'server'> {
  const servers = new Set(recorded.registrations.map(({ server }) => server));
  const [only] = servers;
  return servers.size === 1 && only !== undefined ? { server: only } : {};
}

/** One tool for all methods of an interface: which to call, and every parameter that any of them has. */
function unionOfMethods(machine: Machine, world: World, { type, fixed }: Marked): JsonFragment {
  const { methods, attributes } = type.declaration;
  const actions = methods.map((method) => actionOf(machine, type, method));
  const shape = new Map<string, JsonFragment>([['action', fragment({ type: 'string', enum: actions })]]);
  const marks = new Set(attributes.map(({ name }) => name));
  for (const { name, description, unless } of fixed)
    if (unless === '' || !marks.has(unless)) shape.set(name, fragment({ description, type: 'string' }));
  for (const method of methods)
    for (const [name, each] of parametersOf(machine, world, type, method))
      if (!shape.has(name)) shape.set(name, each);
  return { ...objectOf(shape), complete: false };
}

const wordsOf = (name: string, separator: string): string =>
  name.replace(/(?<=.)\p{Lu}/gu, (letter) => `${separator}${letter}`).toLowerCase();

/** What an attribute of the method calls it, else its name in words. */
function actionOf(machine: Machine, type: TypeValue, { name, attributes }: FunctionNode): string {
  const stated = attributes.find((each) => each.name.endsWith('Action'));
  return asText(argumentOf(machine, stated, type.scope, '')) ?? wordsOf(name, '-');
}

function parametersOf(
  machine: Machine,
  world: World,
  type: TypeValue,
  { parameters, doc }: FunctionNode,
): [string, JsonFragment][] {
  const { isAdded } = hostOf(world);
  return parameters
    .filter((each) => !isInjected(each, isAdded, true))
    .map((each) => {
      const read = each.type
        ? typeToSchema(machine, { ...each.type, nullable: true }, type.scope, schemaRules(machine))
        : fragment({});
      const description = parameterDoc(doc, each.name);
      const json = { ...(description !== '' && { description }), ...read.json, default: null };
      return [wordsOf(each.name, '_'), { ...read, json, optional: true }];
    });
}

export const generatedTool: Idiom = { id: 'generated-tool', find: findGenerated };
