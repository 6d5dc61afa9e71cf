import { likeliest } from '../choice.ts';
import { toText } from '../convert.ts';
import { arrayOf, asString, type PrimitiveValue, primitive, unknown, type Value } from '../value.ts';
import type { Builtin, Surroundings } from './builtin.ts';
import { findMatches, replacePattern, splitPattern } from './pattern.ts';

type StringMethod = Builtin<PrimitiveValue>;
const MAX_REPEATED = 100_000;
/** The longest text that replacing every character could make. */
const MAX_REPLACED = 20_000_000;

/** Methods that need nothing but text and numbers. */
const PLAIN = new Map<
  string,
  (text: string, args: readonly (string | number | undefined)[]) => PrimitiveValue['value']
>([
  ['trim', (text) => text.trim()],
  ['trimStart', (text) => text.trimStart()],
  ['trimEnd', (text) => text.trimEnd()],
  ['toLowerCase', (text) => text.toLowerCase()],
  ['toLocaleLowerCase', (text) => text.toLowerCase()],
  ['toUpperCase', (text) => text.toUpperCase()],
  ['toLocaleUpperCase', (text) => text.toUpperCase()],
  ['toString', (text) => text],
  ['valueOf', (text) => text],
  ['normalize', (text) => text.normalize()],
  ['charAt', (text, [at]) => text.charAt(Number(at))],
  ['charCodeAt', (text, [at]) => text.charCodeAt(Number(at))],
  ['at', (text, [at]) => text.at(Number(at))],
  ['slice', (text, [from, to]) => text.slice(number(from), number(to))],
  ['substring', (text, [from, to]) => text.substring(number(from) ?? 0, number(to))],
  ['substr', (text, [from, length]) => text.slice(number(from)).slice(0, number(length))],
  ['startsWith', (text, [part]) => text.startsWith(String(part))],
  ['endsWith', (text, [part]) => text.endsWith(String(part))],
  ['includes', (text, [part]) => text.includes(String(part))],
  ['indexOf', (text, [part]) => text.indexOf(String(part))],
  ['lastIndexOf', (text, [part]) => text.lastIndexOf(String(part))],
  ['concat', (text, parts) => (text.length > MAX_REPEATED ? text : text + parts.join(''))],
  ['localeCompare', (text, [other]) => (text < String(other) ? -1 : Number(text > String(other)))],
  [
    'padEnd',
    (text, [length, fill]) =>
      Number(length) < MAX_REPEATED ? text.padEnd(Number(length), fillText(fill)) : text,
  ],
  [
    'padStart',
    (text, [length, fill]) =>
      Number(length) < MAX_REPEATED ? text.padStart(Number(length), fillText(fill)) : text,
  ],
]);

const number = (value: string | number | undefined) => (value === undefined ? undefined : Number(value));
const fillText = (value: string | number | undefined) => (value === undefined ? ' ' : String(value));

function plain(
  run: (text: string, args: readonly (string | number | undefined)[]) => PrimitiveValue['value'],
): StringMethod {
  return (self, args) => {
    const likely = args.map(likeliest);
    const known = likely.flatMap((arg) => {
      if (arg.kind !== 'primitive') return [];
      return typeof arg.value === 'string' || typeof arg.value === 'number' || arg.value === undefined
        ? [arg.value]
        : [];
    });
    if (known.length < args.length) return unknown('argument unknown');
    return primitive(run(String(self.value), known), self.origin);
  };
}

const repeat: StringMethod = (self, [count]) => {
  const times = count?.kind === 'primitive' ? Number(count.value) : Number.NaN;
  const text = String(self.value);
  return times >= 0 && times * text.length < MAX_REPEATED ? primitive(text.repeat(times)) : unknown('repeat');
};

const split: StringMethod = (self, [separator]) => {
  const text = String(self.value);
  const parts =
    separator?.kind === 'pattern' ? splitPattern(text, separator) : splitText(text, asString(separator));
  return parts ? arrayOf(parts.map((part) => primitive(part))) : unknown('split');
};

const splitText = (text: string, separator: string | undefined) =>
  separator === undefined ? undefined : text.split(separator);

/** Calls a replacing function for each match. */
function replaceByFunction(text: string, pattern: Value, replacer: Value, around: Surroundings): Value {
  const matches = pattern.kind === 'pattern' ? findMatches(text, pattern) : undefined;
  if (!matches || pattern.kind !== 'pattern') return unknown('replace by function');
  let result = '';
  let at = 0;
  for (const match of pattern.flags.includes('g') ? matches : matches.slice(0, 1)) {
    const args = match.groups.map((group) => primitive(group ?? undefined));
    const replacement = toText(around.invoke(replacer, args));
    if (replacement === undefined) return unknown('replace by function');
    result += text.slice(at, match.start) + replacement;
    at = match.start + (match.groups[0]?.length ?? 0);
  }
  return primitive(result + text.slice(at));
}

function replace(all: boolean): StringMethod {
  return (self, [pattern, replacement], around) => {
    const text = String(self.value);
    const replacing = asString(replacement);
    if (!pattern || !replacement) return unknown('replace');
    if (replacing === undefined) return replaceByFunction(text, pattern, replacement, around);
    const searched = asString(pattern);
    if ((text.length + 1) * (replacing.length + 1) > MAX_REPLACED) return unknown('text too long');
    if (searched !== undefined) {
      return primitive(all ? text.replaceAll(searched, replacing) : text.replace(searched, replacing));
    }
    const replaced = pattern.kind === 'pattern' ? replacePattern(text, pattern, replacing) : undefined;
    return replaced === undefined ? unknown('replace') : primitive(replaced);
  };
}

const match: StringMethod = (self, [pattern]) => {
  const matches = pattern?.kind === 'pattern' ? findMatches(String(self.value), pattern) : undefined;
  if (!matches || pattern?.kind !== 'pattern') return unknown('match');
  if (matches.length === 0) return primitive(null);
  const texts = pattern.flags.includes('g') ? matches.map((each) => each.groups[0]) : matches[0]?.groups;
  return arrayOf((texts ?? []).map((text) => primitive(text ?? undefined)));
};

export const stringMethods: ReadonlyMap<string, StringMethod> = new Map<string, StringMethod>([
  ...[...PLAIN].map(([name, run]) => [name, plain(run)] as const),
  ['repeat', repeat],
  ['split', split],
  ['replace', replace(false)],
  ['replaceAll', replace(true)],
  ['match', match],
]);
