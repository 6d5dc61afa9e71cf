import type { Location } from '#data/schema/location.ts';
import { callOf, literal, nameOf } from '../program/build.ts';
import type { Argument, Expression } from '../program/ir.ts';
import { cursorOver, parseArguments, parseEntries, parseExpression } from './token-parser.ts';
import type { Token } from './tokens.ts';

/** A macro by its last name. One that is not known is a call of an outside function of that name, with a `!`. */
export function lowerMacro(name: string, tokens: readonly Token[], at: Location, depth = 0): Expression {
  switch (name) {
    case 'json':
    case 'object':
      return parseExpression(cursorOver(tokens, at, depth + 1));
    case 'hashmap':
    case 'btreemap':
    case 'phf_map':
      return parseEntries(tokens, at, depth);
    case 'vec':
    case 'array':
      return { kind: 'list', items: parseArguments(tokens, at, depth), at };
    case 'concat':
      return joined(parseArguments(tokens, at, depth), at);
    case 'format':
    case 'formatcp':
    case 'concatcp':
    case 'indoc':
      return name === 'concatcp'
        ? joined(parseArguments(tokens, at, depth), at)
        : formatted(name, parseArguments(tokens, at, depth), at);
    default:
      return callOf(nameOf(`${name}!`, at), parseArguments(tokens, at, depth), at);
  }
}

const joined = (args: readonly Argument[], at: Location): Expression => ({
  kind: 'template',
  parts: args.map((arg) => arg.value),
  at,
});

const HOLE = /(\{\{|\}\}|\{[^{}]*\})/;

/** `format!("a {} {name} {0}", b)`: what is filled in is written out, whatever its format. */
function formatted(name: string, [pattern, ...args]: readonly Argument[], at: Location): Expression {
  if (pattern?.value.kind !== 'literal' || typeof pattern.value.value !== 'string') return literal(null, at);
  const text = name === 'indoc' ? dedent(pattern.value.value) : pattern.value.value;
  if (name === 'indoc') return literal(text, at);
  let next = 0;
  const parts = text.split(HOLE).map((part): string | Expression => {
    if (part === '{{' || part === '}}') return part.slice(1);
    if (!/^\{.*\}$/s.test(part)) return part;
    const key = part.slice(1, -1).split(':')[0] ?? '';
    if (key === '') return args[next++]?.value ?? part;
    if (/^\d+$/.test(key)) return args[Number(key)]?.value ?? part;
    return args.find((arg) => arg.name === key)?.value ?? nameOf(key, at);
  });
  return { kind: 'template', parts, at };
}

/** `indoc!`: the indentation that all lines share is taken off, an empty first line too. */
function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n');
  const widths = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const width = widths.length === 0 ? 0 : Math.min(...widths);
  return lines.map((line) => line.slice(width)).join('\n');
}
