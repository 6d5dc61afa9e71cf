import {
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { yamlText } from '#classifier/policies/document-text.ts';
import type { Problem } from '#data/policy/validate.ts';
import type { Read } from './json-text.ts';
import { applyEdits, type Edit, type Path } from './plan.ts';

const invalid = (message: string): Read => {
  const problems: Problem[] = [{ pointer: '', message }];
  return { kind: 'invalid', problems };
};

/** One YAML document without aliases, which an edit in one place would change in another. Text without any value is an empty object. */
export function readYaml(text: string): Read {
  const documents = parseAllDocuments(text, { uniqueKeys: true });
  if (!Array.isArray(documents)) return { kind: 'value', value: {} };
  const [document, second] = documents;
  if (second !== undefined) return invalid('There is more than one document in this file.');
  const [error] = document?.errors ?? [];
  if (error !== undefined) {
    const [place] = error.linePos ?? [];
    const at = place === undefined ? '' : `Line ${place.line}, column ${place.col}: `;
    return invalid(
      `${at}${String(error.message.split('\n')[0]).replace(/ at line \d+, column \d+:?$/, '')}.`,
    );
  }
  if (/^[^#'"]*[:-] +[&*][A-Za-z]/m.test(text))
    return invalid('Anchors and aliases are not understood here.');
  const value: unknown = document?.toJS();
  return { kind: 'value', value: value ?? {} };
}

const indented = (text: string, spaces: number) =>
  text
    .split('\n')
    .map((line) => (line === '' ? line : ' '.repeat(spaces) + line))
    .join('\n');

const columnOf = (text: string, offset: number) => offset - (text.lastIndexOf('\n', offset - 1) + 1);

/** The start of the line after a place, and the text with a line feed there where it had none. */
function afterLine(text: string, offset: number): { text: string; at: number } {
  if (text[offset - 1] === '\n') return { text, at: offset };
  const end = text.indexOf('\n', offset);
  return end < 0 ? { text: `${text}\n`, at: text.length + 1 } : { text, at: end + 1 };
}

function insertLines(text: string, offset: number, lines: string): string {
  const place = afterLine(text, offset);
  return `${place.text.slice(0, place.at)}${lines}\n${place.text.slice(place.at)}`;
}

const endOf = (node: unknown) => nodeRange(node)[1];

function nodeRange(node: unknown): [number, number] {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  if (!Array.isArray(range)) throw new TypeError('a node that was read has no place');
  return [Number(range[0]), Number(range[1])];
}

function lastEnd(node: YAMLMap | YAMLSeq): number {
  const last: unknown = node.items.at(-1);
  if (typeof last === 'object' && last !== null && 'key' in last && 'value' in last) {
    return last.value === null ? endOf(last.key) : endOf(last.value);
  }
  return endOf(last);
}

/** A collection in brackets is written anew, in brackets. */
function replaceFlow(text: string, node: Node, value: unknown): string {
  const [start, end] = nodeRange(node);
  const flow = stringify(value, { collectionStyle: 'flow', lineWidth: 0, compat: 'yaml-1.1' }).trimEnd();
  return text.slice(0, start) + flow + text.slice(end);
}

const isBlock = (node: Node) => (isMap(node) || isSeq(node)) && node.flow !== true && node.items.length > 0;

const firstStart = (node: YAMLMap): number => nodeRange(node.items[0]?.key)[0];

/** The deepest node on a path that is there, and what of the path is left. */
function findNode(root: Node, path: Path): { node: Node; rest: Path } {
  let node = root;
  for (const [depth, key] of path.entries()) {
    const below: unknown = isMap(node) || isSeq(node) ? node.get(key, true) : undefined;
    if (!isMap(below) && !isSeq(below) && !isScalar(below)) return { node, rest: path.slice(depth) };
    node = below;
  }
  return { node, rest: [] };
}

const nested = (path: Path, value: unknown): unknown =>
  path.reduceRight<unknown>((below, key) => Object.fromEntries([[String(key), below]]), value);

function insertInto(text: string, node: Node, value: unknown): string {
  if (isMap(node) && isBlock(node)) {
    const column = columnOf(text, firstStart(node));
    return insertLines(text, lastEnd(node), indented(yamlText(value), column));
  }
  if (isSeq(node) && isBlock(node)) {
    const column = columnOf(text, nodeRange(node)[0]);
    return insertLines(text, lastEnd(node), indented(yamlText(value), column));
  }
  throw new TypeError('only blocks can be added to');
}

/** A key without a value gets one below it; anything else that is no block is written anew. */
function withoutBlock(text: string, node: Node, edit: Edit, rest: Path): string {
  const added = edit.kind === 'set' ? nested(rest, edit.value) : [...edit.items];
  if (isScalar(node)) {
    const [start, end] = nodeRange(node);
    if (end > start) return replaceFlow(text, node, added);
    const line = text.lastIndexOf('\n', start - 1) + 1;
    const column = String(/^[ -]*/.exec(text.slice(line))?.[0]).length;
    return insertLines(text, start, indented(yamlText(added), column + 2));
  }
  const before: unknown = isMap(node) || isSeq(node) ? node.toJSON() : {};
  return replaceFlow(text, node, applyEdits(before, [{ ...edit, path: rest }]));
}

function withEdit(text: string, edit: Edit): string {
  const [document] = parseAllDocuments(text);
  const root = document && 'contents' in document ? document.contents : null;
  const added = edit.kind === 'set' ? nested(edit.path, edit.value) : nested(edit.path, edit.items);
  if (root === null || (isScalar(root) && root.value === null)) {
    return `${text === '' || text.endsWith('\n') ? text : `${text}\n`}${yamlText(added)}\n`;
  }
  const { node, rest } = findNode(root, edit.path);
  if (!isBlock(node)) return withoutBlock(text, node, edit, rest);
  if (edit.kind === 'append' && rest.length === 0) return insertInto(text, node, [...edit.items]);
  return insertInto(text, node, nested(rest, edit.kind === 'set' ? edit.value : edit.items));
}

/** The text with its edits. Comments, order and quotation marks stay as they are outside of brackets that are added to. */
export const editYaml = (text: string, edits: readonly Edit[]): string => edits.reduce(withEdit, text);
