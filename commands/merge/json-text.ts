import {
  applyEdits,
  type FormattingOptions,
  modify,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { toPointer } from '#data/policy/pointer.ts';
import type { Problem } from '#data/policy/validate.ts';
import type { Edit, Path } from './plan.ts';

export type Read = { kind: 'value'; value: unknown } | { kind: 'invalid'; problems: Problem[] };

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `Line ${before.length}, column ${String(before.at(-1)).length + 1}`;
}

const SAID: Partial<Record<ReturnType<typeof printParseErrorCode>, string>> = {
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  EndOfFileExpected: 'there is more than one value',
  PropertyNameExpected: 'a name in quotation marks is missing',
  ValueExpected: 'a value is missing',
};

function problemAt(text: string, { error, offset }: ParseError): Problem {
  const code = printParseErrorCode(error);
  return { pointer: '', message: `${placeOf(text, offset)}: ${SAID[code] ?? `this is not JSON (${code})`}.` };
}

const pathOf = (node: Node, above: Path): Path => [...above, String(node.children?.[0]?.value)];

function twins(node: Node | undefined, path: Path): Problem[] {
  const children = node?.children ?? [];
  if (node?.type === 'array') return children.flatMap((child, i) => twins(child, [...path, i]));
  if (node?.type !== 'object') return [];
  const names = children.map((child) => String(child.children?.[0]?.value));
  const twice = names.filter((name, i) => names.indexOf(name) !== i);
  return [
    ...twice.map((name) => ({
      pointer: toPointer([...path, name]),
      message: 'This key stands there twice.',
    })),
    ...children.flatMap((child) => twins(child.children?.[1], pathOf(child, path))),
  ];
}

/** Keys of any name: none reaches a prototype. */
function toValue(node: Node): unknown {
  if (node.type === 'array') return node.children?.map(toValue) ?? [];
  if (node.type !== 'object') return node.value;
  const entries = (node.children ?? []).flatMap(({ children }) =>
    children?.[1] === undefined ? [] : [[String(children[0]?.value), toValue(children[1])] as const],
  );
  return Object.fromEntries(entries);
}

/** JSON as people keep it by hand: comments and trailing commas are allowed, keys that stand twice are not. Blank text is an empty object. */
export function readJson(text: string): Read {
  const bare = text.replace(/^\uFEFF/, ' ');
  if (bare.trim() === '') return { kind: 'value', value: {} };
  const errors: ParseError[] = [];
  const tree = parseTree(bare, errors, { allowTrailingComma: true });
  const problems = [...errors.slice(0, 1).map((error) => problemAt(bare, error)), ...twins(tree, [])];
  if (tree === undefined || problems.length > 0) return { kind: 'invalid', problems };
  return { kind: 'value', value: toValue(tree) };
}

function formattingOf(text: string): FormattingOptions {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1];
  const isTab = indent?.startsWith('\t') === true;
  return {
    insertSpaces: !isTab,
    tabSize: isTab || indent === undefined ? 2 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

/** Trailing commas are legal and in the way of what is written after them. */
function withoutTrailingComma(text: string, path: Path): string {
  const bare = text.replace(/^\uFEFF/, ' ');
  const tree = parseTree(bare, [], { allowTrailingComma: true });
  let node = tree;
  for (const key of path) {
    const next = (node?.children ?? []).find((child, i) =>
      node?.type === 'array' ? i === key : child.children?.[0]?.value === key,
    );
    const below = node?.type === 'array' ? next : next?.children?.[1];
    if (below === undefined) break;
    node = below;
  }
  const last = node?.children?.at(-1);
  if (node === undefined || last === undefined) return text;
  const start = last.offset + last.length;
  const tail = text.slice(start, node.offset + node.length);
  const comma = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*,/.exec(tail);
  if (comma === null) return text;
  const at = start + comma[0].length - 1;
  return text.slice(0, at) + text.slice(at + 1);
}

function withEdit(text: string, edit: Edit): string {
  const parent = edit.kind === 'set' ? edit.path.slice(0, -1) : edit.path;
  const ready = withoutTrailingComma(text, parent);
  const formattingOptions = formattingOf(ready);
  if (edit.kind === 'set') {
    return applyEdits(ready, modify(ready, [...edit.path], edit.value, { formattingOptions }));
  }
  return edit.items.reduce<string>((before, item) => {
    const change = modify(before, [...edit.path, -1], item, { formattingOptions, isArrayInsertion: true });
    return applyEdits(before, change);
  }, ready);
}

/** The text with its edits; comments, order and everything else stay as they are. */
export function editJson(text: string, edits: readonly Edit[]): string {
  const start = text.trim() === '' ? '{}\n' : text;
  return edits.reduce(withEdit, start);
}
