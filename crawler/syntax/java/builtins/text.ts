import { asText, isKind, joinText, list, MAX_TEXT, unknown, type Value } from '../../program/value.ts';
import type { Builtin, Builtins } from './builtin.ts';

const whole = (value: Value | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** A change of known characters; text with holes is changed around them. */
const changed =
  (change: (text: string) => string): Builtin<Value> =>
  (self) => {
    const text = asText(self);
    if (text === undefined) return self;
    return typeof self === 'string' ? change(text) : { kind: 'template', text: change(text) };
  };

/** An answer about known characters. */
const told =
  (tell: (text: string, other: string) => Value): Builtin<Value> =>
  (self, [other]) => {
    const [text, given] = [whole(self), whole(other)];
    return text === undefined || (other !== undefined && given === undefined)
      ? unknown('')
      : tell(text, given ?? '');
  };

const SPECIFIER = /%(?:(\d+)\$)?[-#+ 0,(]*\d*(?:\.\d+)?([a-zA-Z%])/g;

/** `java.util.Formatter` as far as texts, numbers and line breaks go. */
export function format(template: Value | undefined, args: readonly Value[]): Value {
  const text = asText(template);
  if (text === undefined) return unknown('');
  const pieces: Value[] = [];
  let from = 0;
  let next = 0;
  for (const match of text.matchAll(SPECIFIER)) {
    const [all, index, conversion = ''] = match;
    pieces.push(text.slice(from, match.index));
    from = match.index + all.length;
    if (conversion === '%') pieces.push('%');
    else if (conversion === 'n') pieces.push('\n');
    else pieces.push(args[index === undefined ? next++ : Number(index) - 1] ?? unknown(''));
  }
  pieces.push(text.slice(from));
  return typeof template === 'string'
    ? joinText(pieces)
    : { kind: 'template', text: String(asText(joinText(pieces))) };
}

/** A regular expression of no more than literal characters. */
const isPlain = (pattern: string): boolean => !/[\\^$.|?*+()[\]{}]/.test(pattern);

const replace: Builtin<Value> = (self, [from, to]) => {
  const [text, old, given] = [asText(self), asText(from), asText(to)];
  if (text === undefined || old === undefined || old === '') return self;
  const made = text.replaceAll(old, () => given ?? '{…}').slice(0, MAX_TEXT);
  return typeof self === 'string' && typeof to === 'string' ? made : { kind: 'template', text: made };
};

const replaceAll: Builtin<Value> = (self, args, machine) => {
  const pattern = whole(args[0]);
  return pattern !== undefined && isPlain(pattern) ? replace(self, args, machine) : unknown('');
};

const split: Builtin<Value> = (self, [by]) => {
  const [text, pattern] = [whole(self), whole(by)];
  const separator = pattern?.replace(/^\\\\?s\*|\\\\?s\*$/g, '').replaceAll('\\', '');
  if (text === undefined || separator === undefined) return list([], 'list', true);
  return list(text.split(separator).map((each) => (separator === pattern ? each : each.trim())));
};

const substring: Builtin<Value> = (self, [from, to]) => {
  const text = whole(self);
  if (text === undefined || typeof from !== 'number') return unknown('');
  return text.slice(from, typeof to === 'number' ? to : undefined);
};

const repeat: Builtin<Value> = (self, [times]) => {
  const text = whole(self);
  if (text === undefined || typeof times !== 'number') return unknown('');
  return text.repeat(Math.max(0, Math.min(times, Math.floor(MAX_TEXT / Math.max(text.length, 1)))));
};

const same: Builtin<Value> = (self) => self;

/** Methods of `java.lang.String`. */
export const TEXT: Builtins<Value> = new Map<string, Builtin<Value>>([
  ['toString', same],
  ['intern', same],
  ['toLowerCase', changed((text) => text.toLowerCase())],
  ['toUpperCase', changed((text) => text.toUpperCase())],
  ['trim', changed((text) => text.trim())],
  ['strip', changed((text) => text.trim())],
  ['stripTrailing', changed((text) => text.trimEnd())],
  ['stripLeading', changed((text) => text.trimStart())],
  ['length', told((text) => text.length)],
  ['isEmpty', told((text) => text === '')],
  ['isBlank', told((text) => text.trim() === '')],
  ['equals', told((text, other) => text === other)],
  ['equalsIgnoreCase', told((text, other) => text.toLowerCase() === other.toLowerCase())],
  ['contains', told((text, other) => text.includes(other))],
  ['startsWith', told((text, other) => text.startsWith(other))],
  ['endsWith', told((text, other) => text.endsWith(other))],
  ['indexOf', told((text, other) => text.indexOf(other))],
  ['lastIndexOf', told((text, other) => text.lastIndexOf(other))],
  ['concat', (self, [other]) => joinText([self, other ?? ''])],
  ['formatted', format],
  ['replace', replace],
  ['replaceAll', replaceAll],
  ['split', split],
  ['substring', substring],
  ['repeat', repeat],
  ['lines', told((text) => list(text.split('\n')))],
  [
    'charAt',
    (self, [at]) => (typeof self === 'string' && typeof at === 'number' ? self.charAt(at) : unknown('')),
  ],
]);

/** `String.join(separator, items…)` and its like. */
export function joined(separator: Value | undefined, items: readonly Value[]): Value {
  const all = items.flatMap((item) => (isKind(item, 'list') ? item.items : [item]));
  const isOpen = items.some((item) => isKind(item, 'unknown') || (isKind(item, 'list') && item.open));
  const pieces = all.flatMap((item, index) => (index === 0 ? [item] : [separator ?? '', item]));
  return joinText(isOpen && pieces.length === 0 ? [unknown('')] : pieces);
}
