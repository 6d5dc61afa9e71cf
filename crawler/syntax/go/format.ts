import { inText, isKind, joinText, type Value } from '../program/value.ts';

const quoted = (value: Value): Value => (typeof value === 'string' ? JSON.stringify(value) : value);

/** What one verb makes of a value. */
function formatted(verb: string, value: Value): Value {
  const kind = verb.at(-1);
  if (kind === 'q') return quoted(value);
  const padding = /^%0(\d+)[dxX]$/.exec(verb)?.[1];
  if (padding && typeof value === 'number') return String(value).padStart(Number(padding), '0');
  const precision = /^%\.(\d+)f$/.exec(verb)?.[1];
  if (precision && typeof value === 'number') return value.toFixed(Number(precision));
  if (kind === 'T') return inText({ kind: 'unknown', flag: 'type' });
  return isKind(value, 'list') ? listed(value.items) : value;
}

/** `%v` of a slice. */
const listed = (items: readonly Value[]): Value =>
  joinText(['[', ...items.flatMap((item, index) => (index === 0 ? [item] : [' ', item])), ']']);

/** `fmt.Sprintf`: every verb takes the next argument, `%[2]s` the one it names. */
export function format(pattern: string, args: readonly Value[]): Value {
  const pieces: Value[] = [];
  let next = 0;
  let from = 0;
  for (const match of pattern.matchAll(/%(?:%|[+\-# 0]*(?:\[(\d+)\])?\d*(?:\.\d+)?[a-zA-Z])/g)) {
    pieces.push(pattern.slice(from, match.index));
    from = match.index + match[0].length;
    if (match[0] === '%%') {
      pieces.push('%');
      continue;
    }
    const index = match[1] === undefined ? next : Number(match[1]) - 1;
    next = index + 1;
    const verb = match[0].replace(/\[\d+\]/, '');
    pieces.push(formatted(verb, args[index] ?? { kind: 'unknown', flag: '' }));
  }
  pieces.push(pattern.slice(from));
  return joinText(pieces);
}
