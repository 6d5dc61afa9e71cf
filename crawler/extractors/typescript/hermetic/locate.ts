// Where a tool stands that only a run has seen: at the literal of its name, or in the file that most likely makes it.
import type { Location } from '#data/schema/location.ts';
import type { FileTree } from '../../../snapshot.ts';
import type { Program } from '../../../syntax/javascript/program.ts';
import { childrenOf, lineAt, type Syntax } from '../../../syntax/javascript/syntax.ts';

const DEFINING = new Set([
  'object',
  'call_expression',
  'new_expression',
  'class_declaration',
  'class',
  'class_body',
]);
/** Bundles are searched and not parsed again. */
const MAX_LENGTH = 1_000_000;

const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Patterns for a name, the surest first: what is given as name, what a call or key begins with, any literal. */
const listPatterns = (name: string): RegExp[] => {
  const word = escapePattern(name);
  return [
    new RegExp(`\\b(?:name|method|toolName)["']?\\s*[:=]\\s*["'\`]${word}["'\`]`),
    new RegExp(`\\(\\s*["'\`]${word}["'\`]|^\\s*["']?${word}["']?\\s*:`, 'm'),
    new RegExp(`["'\`]${word}["'\`]`),
  ];
};

/** The innermost definition around an offset. */
function findDefinition(root: Syntax, offset: number): Syntax {
  let node = root;
  let definition = root;
  for (;;) {
    const inner = childrenOf(node).find((child) => child.start <= offset && offset < child.end);
    if (!inner) return definition;
    if (DEFINING.has(inner.type)) definition = inner;
    node = inner;
  }
}

function locateMatch(path: string, text: string, match: RegExpExecArray, program: Program): Location {
  const offset = match.index + match[0].search(/["'`\w]/);
  const root = text.length < MAX_LENGTH ? program.parse(path) : undefined;
  const node = root && findDefinition(root, offset);
  if (node && node !== root)
    return {
      path,
      startLine: lineAt(node.source, node.start),
      endLine: lineAt(node.source, Math.max(node.start, node.end - 1)),
    };
  const line = text.slice(0, offset).split('\n').length;
  return { path, startLine: line, endLine: line };
}

export interface Place {
  tree: FileTree;
  program: Program;
  /** Files that were part of the run; the first is the one that was run. */
  files: readonly string[];
}

/** The place of a tool's definition, by its name. */
export function locateTool(name: string, { tree, program, files }: Place): Location {
  const texts = files
    .map((path) => [path, tree.readFile(path) ?? ''] as const)
    .filter(([, text]) => text.includes(name));
  for (const pattern of listPatterns(name))
    for (const [path, text] of texts) {
      const match = pattern.exec(text);
      if (match) return locateMatch(path, text, match, program);
    }
  return { path: files[0] ?? '', startLine: 1, endLine: 1 };
}
