// https://tc39.es/ecma262/#sec-literals-string-literals
import { flagOf, likeliest } from '../choice.ts';
import { HOLE, MAX_SKETCH, MAX_TEXT, sketchOf, toText } from '../convert.ts';
import { evaluate } from '../evaluate.ts';
import type { Evaluator, Frame } from '../realm.ts';
import { STARTED } from '../settings.ts';
import { childrenOf, findField, type Syntax, textOf } from '../syntax.ts';
import { arrayOf, primitive, UNDEFINED, unknown, type Value } from '../value.ts';

const SIMPLE = new Map(Object.entries({ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' }));

/** The character that an escape sequence stands for; a continued line is nothing. */
export function decodeEscape(sequence: string): string {
  const body = sequence.slice(1);
  const code = /^(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))$/.exec(body);
  const hex = code?.[1] ?? code?.[2] ?? code?.[3];
  if (hex !== undefined) {
    const point = Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
  }
  if (/^(\r\n|[\n\r\u2028\u2029])$/.test(body)) return '';
  return SIMPLE.get(body) ?? body;
}

interface TemplateParts {
  cooked: string[];
  substitutions: Syntax[];
}

function splitTemplate(node: Syntax): TemplateParts {
  const { text } = node.source;
  const parts: TemplateParts = { cooked: [], substitutions: [] };
  let cooked = '';
  let at = node.start + 1;
  for (const child of childrenOf(node)) {
    if (child.type === 'string_fragment') continue;
    const between = text.slice(at, child.start).replaceAll('\r\n', '\n');
    const own = child.type === 'escape_sequence' ? textOf(child) : '';
    cooked += between + (own && decodeEscape(own));
    at = child.end;
    if (child.type !== 'template_substitution') continue;
    parts.cooked.push(cooked);
    parts.substitutions.push(child);
    cooked = '';
  }
  const rest = text.slice(at, node.end - 1).replaceAll('\r\n', '\n');
  parts.cooked.push(cooked + rest);
  return parts;
}

function evaluateSubstitution(node: Syntax, frame: Frame): Value {
  const [expression] = childrenOf(node);
  return expression ? evaluate(expression, frame) : UNDEFINED;
}

/** Text and values in turn. A value that is not known makes the whole unknown, with a sketch of the rest. */
function joinTemplate(texts: readonly string[], values: readonly Value[], origin: Syntax): Value {
  let joined = '';
  let hole: Value | undefined;
  for (const [index, text] of texts.entries()) {
    const value = values[index];
    joined += text;
    if (value === undefined) continue;
    const likely = likeliest(value);
    const isGuessedNull = value.kind !== 'primitive' && likely.kind === 'primitive' && likely.value === null;
    const part = isGuessedNull ? undefined : toText(likely);
    if (part === undefined && value.kind === 'unknown' && value.reason === STARTED) return value;
    if (part === undefined) hole ??= value;
    joined += part ?? (isGuessedNull ? HOLE : sketchOf(value));
    if (joined.length > MAX_TEXT) return unknown('text computed', flagOf(value));
  }
  return hole
    ? { ...unknown('text computed', flagOf(hole)), sketch: joined.slice(0, MAX_SKETCH) }
    : primitive(joined, origin);
}

const template: Evaluator = (node, frame) => {
  const { cooked, substitutions } = splitTemplate(node);
  const values = substitutions.map((each) => evaluateSubstitution(each, frame));
  return joinTemplate(cooked, values, node);
};

/** The arguments that a tag function is called with. */
export function templateArguments(node: Syntax, frame: Frame): Value[] {
  const { cooked, substitutions } = splitTemplate(node);
  const strings = arrayOf(cooked.map((text) => primitive(text, node)));
  return [strings, ...substitutions.map((each) => evaluateSubstitution(each, frame))];
}

const string: Evaluator = (node) => {
  const escapes = childrenOf(node).filter((child) => child.type === 'escape_sequence');
  const { text } = node.source;
  let cooked = '';
  let at = node.start + 1;
  for (const each of escapes) {
    cooked += text.slice(at, each.start) + decodeEscape(textOf(each));
    at = each.end;
  }
  return primitive(cooked + text.slice(at, node.end - 1), node);
};

const number: Evaluator = (node) => {
  const text = textOf(node).replaceAll('_', '');
  return text.endsWith('n') && !text.startsWith('0x')
    ? primitive(BigInt(text.slice(0, -1)), node)
    : primitive(Number(text), node);
};

const regex: Evaluator = (node) => {
  const pattern = findField(node, 'pattern');
  const flags = findField(node, 'flags');
  return pattern
    ? { kind: 'pattern', source: textOf(pattern), flags: flags ? textOf(flags) : '' }
    : unknown('empty pattern');
};

export const literals: Record<string, Evaluator> = {
  string,
  template_string: template,
  number,
  regex,
  true: () => primitive(true),
  false: () => primitive(false),
  null: () => primitive(null),
  undefined: () => UNDEFINED,
};
