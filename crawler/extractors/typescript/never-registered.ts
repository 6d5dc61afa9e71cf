// Definitions that stand in the files of a server and that nothing registers: left behind, switched off, or of another program.
import type { Skip } from '#data/schema/skip.ts';
import type { Program } from '../../syntax/javascript/program.ts';
import { childrenOf, findField, type Syntax, textOf } from '../../syntax/javascript/syntax.ts';

const METHODS = /^(?:registerTool|tool|addTool)$/;
/** A bundle holds the definitions of everything it took in. */
const MAX_LENGTH = 200_000;

/** Whether a file may hold a definition; the rest is not parsed for this. */
const isWorth = (text: string): boolean =>
  /\binputSchema\b|\.(?:registerTool|tool|addTool)\(/.test(text) ||
  (/\bdescription\b/.test(text) && /\b(?:parameters|schema|extends)\b/.test(text));

/** What a file calls its texts. */
type Constants = ReadonlyMap<string, string>;

/** The text of a literal, or of a constant of the file. */
function textIn(node: Syntax | undefined, constants: Constants): string | undefined {
  if (node?.type === 'identifier') return constants.get(textOf(node));
  const isPlain = node?.type === 'template_string' && !textOf(node).includes('${');
  return node && (node.type === 'string' || isPlain) ? textOf(node).slice(1, -1) : undefined;
}

const keyOf = (node: Syntax) => textOf(node).replace(/^['"]|['"]$/g, '');

function readPairs(object: Syntax): Map<string, Syntax> {
  return new Map(
    childrenOf(object).flatMap((child) => {
      const key = findField(child, child.type === 'pair' ? 'key' : 'name');
      const value = child.type === 'pair' ? findField(child, 'value') : child;
      return key && value ? [[keyOf(key), value] as const] : [];
    }),
  );
}

const hasSome = (members: ReadonlyMap<string, Syntax>, keys: readonly string[]) =>
  keys.some((key) => members.has(key));
const SCHEMAS = ['parameters', 'schema', 'paramsSchema'];
const HANDLERS = ['execute', 'handler', 'run', 'callback', 'call'];

/** The name that an object gives a tool; undefined where it is none: without schema and description it may be anything. */
function nameOfObject(node: Syntax, constants: Constants): string | undefined {
  const pairs = readPairs(node);
  const isTool =
    pairs.has('inputSchema') || (hasSome(pairs, SCHEMAS) && hasSome(pairs, [...HANDLERS, 'method']));
  if (!isTool || !pairs.has('description')) return undefined;
  return textIn(pairs.get('method'), constants) ?? textIn(pairs.get('name'), constants);
}

/** The name that the instances of a class have which also describe themselves. */
function nameOfClass(node: Syntax, constants: Constants): string | undefined {
  const fields = new Map(
    childrenOf(node).flatMap((member) => {
      const name = findField(member, 'name') ?? findField(member, 'property');
      return name ? [[keyOf(name), findField(member, 'value') ?? member] as const] : [];
    }),
  );
  const isExtended =
    node.parent !== null && childrenOf(node.parent).some(({ type }) => type === 'class_heritage');
  if (!fields.has('description') || !(isExtended || hasSome(fields, HANDLERS))) return undefined;
  return textIn(fields.get('name') ?? fields.get('toolName'), constants);
}

function nameOfCall(node: Syntax, constants: Constants): string | undefined {
  const target = findField(node, 'function');
  const property = target && findField(target, 'property');
  const list = findField(node, 'arguments');
  const args = list ? childrenOf(list) : [];
  const [first] = args;
  const registers = property !== undefined && METHODS.test(textOf(property)) && args.length > 1;
  return registers ? textIn(first, constants) : undefined;
}

function nameOf(node: Syntax, constants: Constants): string | undefined {
  if (node.type === 'object') return nameOfObject(node, constants);
  if (node.type === 'class_body') return nameOfClass(node, constants);
  return node.type === 'call_expression' ? nameOfCall(node, constants) : undefined;
}

/** Every node of a file, without recursion. */
function listNodes(root: Syntax): Syntax[] {
  const nodes = [root];
  for (let next = 0; next < nodes.length; next++) nodes.push(...childrenOf(nodes[next] ?? root));
  return nodes;
}

function readConstants(nodes: readonly Syntax[]): Constants {
  const none: Constants = new Map();
  return new Map(
    nodes.flatMap((node) => {
      const name = node.type === 'variable_declarator' ? findField(node, 'name') : undefined;
      const text = name && textIn(findField(node, 'value'), none);
      return name && text !== undefined ? [[textOf(name), text] as const] : [];
    }),
  );
}

/** Every name that a file defines a tool under. */
function listDefined(root: Syntax): string[] {
  const nodes = listNodes(root);
  const constants = readConstants(nodes);
  return nodes.flatMap((node) => nameOf(node, constants) ?? []);
}

/** What is said of a definition that nothing registers. */
export const neverRegistered = (name: string, path: string): Skip => ({
  path,
  extractor: 'typescript',
  reason: 'never-registered',
  message: `${name} is defined and nothing registers it`,
});

export interface OwnFile {
  path: string;
  text: string;
}

/** Skips for what the files of a package define and its server never registers. */
export function findNeverRegistered(
  files: readonly OwnFile[],
  registered: ReadonlySet<string>,
  program: Program,
): Skip[] {
  return files
    .filter((file) => file.text.length < MAX_LENGTH && isWorth(file.text))
    .flatMap(({ path }) => {
      const root = program.parse(path);
      const dead = root ? listDefined(root).filter((name) => !registered.has(name)) : [];
      return [...new Set(dead)].map((name) => neverRegistered(name, path));
    });
}
