// Definitions that stand in the files of a server and that nothing registers: left behind, switched off, or of another program.
import type { Skip } from '#data/schema/skip.ts';
import type { Program } from '../../syntax/javascript/program.ts';
import { childrenOf, findField, type Syntax, textOf } from '../../syntax/javascript/syntax.ts';

/** What a file with a definition holds; the rest is not parsed for this. */
const WORTH = /\binputSchema\b|\.(?:registerTool|tool|addTool)\(/;
const METHODS = /^(?:registerTool|tool|addTool)$/;
/** A bundle holds the definitions of everything it took in. */
const MAX_LENGTH = 200_000;

const literalText = (node: Syntax | undefined): string | undefined =>
  node?.type === 'string' ? textOf(node).slice(1, -1) : undefined;

function readPairs(object: Syntax): Map<string, Syntax> {
  const pairs = childrenOf(object).filter((child) => child.type === 'pair');
  return new Map(
    pairs.flatMap((pair) => {
      const key = findField(pair, 'key');
      const value = findField(pair, 'value');
      return key && value ? [[textOf(key).replace(/^['"]|['"]$/g, ''), value] as const] : [];
    }),
  );
}

/** The name that an object gives a tool; undefined where it is none: without schema and description it may be anything. */
function nameOfObject(node: Syntax): string | undefined {
  const pairs = readPairs(node);
  return pairs.has('inputSchema') && pairs.has('description') ? literalText(pairs.get('name')) : undefined;
}

function nameOfCall(node: Syntax): string | undefined {
  const target = findField(node, 'function');
  const property = target && findField(target, 'property');
  const list = findField(node, 'arguments');
  const args = list ? childrenOf(list) : [];
  const registers = property !== undefined && METHODS.test(textOf(property)) && args.length > 1;
  return registers ? literalText(args[0]) : undefined;
}

function nameOf(node: Syntax): string | undefined {
  if (node.type === 'object') return nameOfObject(node);
  return node.type === 'call_expression' ? nameOfCall(node) : undefined;
}

/** Every name that a file defines a tool under, without recursion. */
function listDefined(root: Syntax): string[] {
  const names: string[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    const name = nameOf(node);
    if (name !== undefined) names.push(name);
    open.push(...childrenOf(node));
  }
  return names;
}

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
    .filter((file) => file.text.length < MAX_LENGTH && WORTH.test(file.text))
    .flatMap(({ path }) => {
      const root = program.parse(path);
      const dead = root ? listDefined(root).filter((name) => !registered.has(name)) : [];
      return [...new Set(dead)].map(
        (name): Skip => ({
          path,
          extractor: 'typescript',
          reason: 'never-registered',
          message: `${name} is defined and nothing registers it`,
        }),
      );
    });
}
