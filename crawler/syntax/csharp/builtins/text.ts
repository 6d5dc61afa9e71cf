import { asText, flagOf, isKind, joinText, list, unknown, type Value } from '../../program/value.ts';
import { type Method, methods } from './member.ts';

/** What a text is changed to; a text with holes keeps them. */
const changed =
  (change: (text: string, args: readonly Value[]) => Value): Method =>
  (self, { args }) => {
    const text = asText(self);
    if (text === undefined) return unknown(flagOf(self));
    const made = change(text, args);
    return typeof made === 'string' && isKind(self, 'template') ? { kind: 'template', text: made } : made;
  };

const marginless = (text: string, [chars]: readonly Value[], side: 'both' | 'start' | 'end'): string => {
  const drop = new Set(asText(chars) ?? ' \t\r\n');
  let [start, end] = [0, text.length];
  while (side !== 'end' && start < end && drop.has(text.charAt(start))) start += 1;
  while (side !== 'start' && end > start && drop.has(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
};

const isSameCase = (args: readonly Value[]): boolean => args.length < 2;

const compared =
  (compare: (text: string, other: string) => boolean): Method =>
  (self, { args }) => {
    const [text, other] = [asText(self), asText(args[0])];
    if (text === undefined || other === undefined) return unknown(flagOf(self));
    return isSameCase(args) ? compare(text, other) : compare(text.toLowerCase(), other.toLowerCase());
  };

const same: Method = (self) => self;

/** Methods of a text. */
export const TEXT = methods({
  ToString: same,
  Clone: same,
  Normalize: same,
  Trim: changed((text, args) => marginless(text, args, 'both')),
  TrimStart: changed((text, args) => marginless(text, args, 'start')),
  TrimEnd: changed((text, args) => marginless(text, args, 'end')),
  ToLower: changed((text) => text.toLowerCase()),
  ToLowerInvariant: changed((text) => text.toLowerCase()),
  ToUpper: changed((text) => text.toUpperCase()),
  ToUpperInvariant: changed((text) => text.toUpperCase()),
  Replace: changed((text, [from, to]) => replaced(text, asText(from), asText(to))),
  ReplaceLineEndings: changed((text, [ending]) => text.replace(/\r\n|\n/g, asText(ending) ?? '\n')),
  Substring: changed((text, [from, length]) =>
    typeof from === 'number'
      ? text.slice(from, typeof length === 'number' ? from + length : undefined)
      : unknown(''),
  ),
  Split: changed((text, [by]) => list(separators(by).reduce(splitAll, [text]))),
  StartsWith: compared((text, other) => text.startsWith(other)),
  EndsWith: compared((text, other) => text.endsWith(other)),
  Contains: compared((text, other) => text.includes(other)),
  Equals: compared((text, other) => text === other),
});

const replaced = (text: string, from: string | undefined, to: string | undefined): string =>
  from === undefined || from === '' ? text : text.replaceAll(from, to ?? '');

function separators(by: Value | undefined): string[] {
  if (isKind(by, 'list')) return by.items.flatMap((each) => asText(each) ?? []);
  const one = asText(by);
  return one === undefined ? [' '] : [one];
}

const splitAll = (pieces: string[], by: string): string[] =>
  by === '' ? pieces : pieces.flatMap((piece) => piece.split(by));

const joined = (by: string, items: readonly Value[]): Value =>
  joinText(items.flatMap((item, index) => (index === 0 ? [item] : [by, item])));

const itemsOf = (args: readonly Value[]): readonly Value[] => {
  const [only] = args;
  return args.length === 1 && isKind(only, 'list') ? only.items : args;
};

/** `string.Format("{0} {1:x}", a, b)` */
function formatted(format: Value | undefined, args: readonly Value[]): Value {
  const text = asText(format);
  if (text === undefined) return unknown('');
  const pieces = text.split(/(\{\d{1,3}(?:[,:][^{}]*)?\}|\{\{|\}\})/);
  return joinText(
    pieces.map((piece) => {
      if (piece === '{{' || piece === '}}') return piece.charAt(0);
      const index = /^\{(\d+)/.exec(piece)?.[1];
      return index === undefined ? piece : (args[Number(index)] ?? unknown(''));
    }),
  );
}

const isBlank = (value: Value | undefined, blank: (text: string) => boolean): Value => {
  if (value === null) return true;
  const text = asText(value);
  return text === undefined || isKind(value, 'template') ? unknown(flagOf(value ?? null)) : blank(text);
};

/** Methods of the type `string` itself. */
export const STRING = methods({
  Join: (_, { args: [by, ...rest] }) => joined(asText(by) ?? '', itemsOf(rest)),
  Concat: (_, { args }) => joined('', itemsOf(args)),
  Format: (_, { args: [first, ...rest] }) => formatted(first, itemsOf(rest)),
  IsNullOrEmpty: (_, { args }) => isBlank(args[0], (text) => text === ''),
  IsNullOrWhiteSpace: (_, { args }) => isBlank(args[0], (text) => text.trim() === ''),
  Equals: (_, { args: [one, other, ...rest] }) => {
    const [left, right] = [asText(one), asText(other)];
    if (left === undefined || right === undefined) return unknown('');
    return rest.length > 0 ? left.toLowerCase() === right.toLowerCase() : left === right;
  },
});
