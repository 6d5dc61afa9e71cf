// https://docs.python.org/3/library/stdtypes.html#string-methods
import type { NativeMethod } from './attribute.ts';
import { iterate } from './displays.ts';
import { formatText, joinText, template } from './text.ts';
import {
  asText,
  isKind,
  list,
  MAX_TEXT,
  type NativeCall,
  type Template,
  UNKNOWN,
  type Value,
} from './value.ts';

type Text = string | Template;
type Change = (text: string, call: NativeCall) => string | undefined;

/** A method that gives a text; holes in the text stay holes. */
function changing(change: Change): NativeMethod<Text> {
  return (self, call) => {
    const changed = change(typeof self === 'string' ? self : self.text, call);
    if (changed === undefined || changed.length > MAX_TEXT) return UNKNOWN;
    return typeof self === 'string' ? changed : template(changed);
  };
}

/** A method whose answer a hole makes unknown. */
function asking(ask: (text: string, call: NativeCall) => Value): NativeMethod<Text> {
  return (self, call) => (typeof self === 'string' ? ask(self, call) : UNKNOWN);
}

const textArg = (call: NativeCall, index = 0) => asText(call.args[index]);

function trimStart(text: string, characters: string | undefined): string {
  if (characters === undefined) return text.trimStart();
  let from = 0;
  while (from < text.length && characters.includes(text.charAt(from))) from += 1;
  return text.slice(from);
}

function trimEnd(text: string, characters: string | undefined): string {
  if (characters === undefined) return text.trimEnd();
  let to = text.length;
  while (to > 0 && characters.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(0, to);
}

function split(text: string, call: NativeCall): Value {
  const separator = textArg(call);
  if (separator === '') return UNKNOWN;
  const limit = call.args[1] ?? call.kwargs.get('maxsplit');
  const parts = separator === undefined ? text.trim().split(/\s+/) : text.split(separator);
  if (typeof limit !== 'number' || limit < 0 || separator === undefined)
    return list(parts.filter((part) => part !== '' || separator !== undefined));
  return list([
    ...parts.slice(0, limit),
    ...(parts.length > limit ? [parts.slice(limit).join(separator)] : []),
  ]);
}

function startsOrEnds(text: string, call: NativeCall, test: 'startsWith' | 'endsWith'): Value {
  const [given] = call.args;
  const choices = isKind(given, 'list') ? given.items.map(asText) : [asText(given)];
  if (choices.some((choice) => choice === undefined)) return UNKNOWN;
  return choices.some((choice) => choice !== undefined && text[test](choice));
}

function replace(text: string, call: NativeCall): string | undefined {
  const [from, to] = [textArg(call), textArg(call, 1)];
  if (from === undefined || to === undefined) return undefined;
  const grown = (text.length / Math.max(1, from.length) + 1) * to.length;
  return grown > MAX_TEXT * 4 ? undefined : text.replaceAll(from, () => to);
}

const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();

export const STRING_METHODS: ReadonlyMap<string, NativeMethod<Text>> = new Map<string, NativeMethod<Text>>([
  ['strip', changing((text, call) => trimEnd(trimStart(text, textArg(call)), textArg(call)))],
  ['lstrip', changing((text, call) => trimStart(text, textArg(call)))],
  ['rstrip', changing((text, call) => trimEnd(text, textArg(call)))],
  ['lower', changing((text) => text.toLowerCase())],
  ['casefold', changing((text) => text.toLowerCase())],
  ['upper', changing((text) => text.toUpperCase())],
  ['title', changing((text) => text.replace(/[A-Za-z]+/g, capitalise))],
  ['capitalize', changing(capitalise)],
  ['replace', changing(replace)],
  ['removeprefix', changing((text, call) => removed(text, textArg(call), 'startsWith'))],
  ['removesuffix', changing((text, call) => removed(text, textArg(call), 'endsWith'))],
  ['expandtabs', changing((text) => text.replaceAll('\t', '        '))],
  ['format', (self, call) => formatText(typeof self === 'string' ? self : self.text, call.args, call.kwargs)],
  ['join', (self, call) => (typeof self === 'string' ? joinAll(self, call) : UNKNOWN)],
  ['split', asking(split)],
  ['splitlines', asking((text) => list(text.replace(/\n$/, '').split('\n')))],
  ['partition', asking(partition)],
  ['startswith', asking((text, call) => startsOrEnds(text, call, 'startsWith'))],
  ['endswith', asking((text, call) => startsOrEnds(text, call, 'endsWith'))],
  ['isdigit', asking((text) => /^\d+$/.test(text))],
  ['isidentifier', asking((text) => /^[A-Za-z_]\w*$/.test(text))],
  ['count', asking((text, call) => countOf(text, textArg(call)))],
  ['find', asking((text, call) => text.indexOf(textArg(call) ?? text))],
]);

function removed(
  text: string,
  part: string | undefined,
  test: 'startsWith' | 'endsWith',
): string | undefined {
  if (part === undefined) return undefined;
  if (!text[test](part)) return text;
  return test === 'startsWith' ? text.slice(part.length) : text.slice(0, text.length - part.length);
}

function joinAll(separator: string, call: NativeCall): Value {
  const [given] = call.args;
  const { items, open } = given === undefined ? { items: [], open: true } : iterate(given);
  if (!open) return joinText(items, separator);
  const known = asText(joinText(items, separator));
  return known === undefined || known === '' ? UNKNOWN : template(known);
}

function partition(text: string, call: NativeCall): Value {
  const separator = textArg(call);
  const at = separator === undefined ? -1 : text.indexOf(separator);
  if (separator === undefined) return UNKNOWN;
  return list(
    at < 0 ? [text, '', ''] : [text.slice(0, at), separator, text.slice(at + separator.length)],
    'tuple',
  );
}

const countOf = (text: string, part: string | undefined): Value =>
  part === undefined || part === '' ? UNKNOWN : text.split(part).length - 1;
