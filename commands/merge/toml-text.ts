import { parse, TomlError } from 'smol-toml';
import { tomlText } from '#classifier/policies/document-text.ts';
import type { Read } from './json-text.ts';
import { type Edit, isObject, type Path } from './plan.ts';

/** Tables as objects like any other; dates stay what they are. */
function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  if (!isObject(value) || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, toPlain(below)]));
}

/** A TOML file. */
export function readToml(text: string): Read {
  try {
    return { kind: 'value', value: toPlain(parse(text)) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const said = String(error.message.split('\n')[0]).replace(/^Invalid TOML document: /, '');
    const message = `Line ${error.line}, column ${error.column}: ${said}.`;
    return { kind: 'invalid', problems: [{ pointer: '', message }] };
  }
}

interface Header {
  path: string[];
  /** Where the line after it begins. */
  after: number;
}

const MULTI_LINE = /"""|'''/;
const HEADER = /^[ \t]*\[(?!\[).*\][ \t]*(?:#.*)?$/;

function pathOf(line: string): string[] {
  let value: unknown = parse(line);
  const path: string[] = [];
  while (isObject(value)) {
    const [key] = Object.keys(value);
    if (key === undefined) break;
    path.push(key);
    value = value[key];
  }
  return path;
}

const depthOf = (line: string) => {
  const bare = line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|#.*$/g, '');
  return bare.split('[').length - bare.split(']').length;
};

/** The tables that have a line of their own, outside of texts and lists that go over several lines. */
function headersOf(text: string): Header[] {
  const headers: Header[] = [];
  let offset = 0;
  let quote: string | undefined;
  let depth = 0;
  for (const line of text.split('\n')) {
    offset += line.length + 1;
    if (quote === undefined && depth <= 0 && HEADER.test(line.trimEnd())) {
      headers.push({ path: pathOf(line.trim()), after: Math.min(offset, text.length) });
      continue;
    }
    for (const [mark] of line.matchAll(new RegExp(MULTI_LINE, 'g'))) {
      if (quote === undefined) quote = mark;
      else if (quote === mark) quote = undefined;
    }
    if (quote === undefined && !MULTI_LINE.test(line)) depth += depthOf(line);
  }
  return headers;
}

const isSame = (a: Path, b: Path) => a.length === b.length && a.every((key, i) => key === b[i]);

const nested = (path: Path, value: unknown): Record<string, unknown> => {
  const [key, ...rest] = path;
  return Object.fromEntries([[String(key), rest.length === 0 ? value : nested(rest, value)]]);
};

function append(text: string, value: Record<string, unknown>): string {
  const lines = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const gap = lines.trim() === '' ? '' : '\n';
  return `${lines}${gap}${tomlText(value)}\n`;
}

/** Values that stand in a table of their own line go below that line; tables go to the end. */
function withEdit(text: string, edit: Edit): string {
  if (edit.kind === 'append') return append(text, nested(edit.path, edit.items));
  const parent = edit.path.slice(0, -1);
  const key = String(edit.path.at(-1));
  const header = headersOf(text).find(({ path }) => isSame(path, parent));
  if (header === undefined || isObject(edit.value)) return append(text, nested(edit.path, edit.value));
  const line = tomlText({ [key]: edit.value });
  const before = text.slice(0, header.after);
  return `${before}${before.endsWith('\n') ? '' : '\n'}${line}\n${text.slice(header.after)}`;
}

/** The text with its edits; every line that was there stays as it is. */
export const editToml = (text: string, edits: readonly Edit[]): string => edits.reduce(withEdit, text);
