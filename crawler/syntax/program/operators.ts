import {
  asText,
  dict,
  flagOf,
  isKind,
  joinText,
  keyOf,
  lastName,
  list,
  MAX_TEXT,
  truthOf,
  unknown,
  type Value,
} from './value.ts';

/** `left operator right`; unknown where only a run would tell, with the flag of whichever side is unknown. */
export function combine(operator: string, left: Value, right: Value): Value {
  if (ADDING.has(operator)) return add(left, right);
  if (operator === '==' || operator === '!=') return compareEqual(operator, left, right);
  if (typeof left === 'number' && typeof right === 'number') return arithmetic(operator, left, right);
  return unknown(flagOf(left) || flagOf(right));
}

/** What languages write to put two things together. */
const ADDING: ReadonlySet<string> = new Set(['+', '.', '<>', '++', '~']);

function add(left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  if (isKind(left, 'list'))
    return list([...left.items, ...itemsOf(right)], 'list', left.open || !isKind(right, 'list'));
  if (isKind(left, 'dict') && isKind(right, 'dict'))
    return dict([...left.entries, ...right.entries], left.at);
  if (asText(left) !== undefined || asText(right) !== undefined) {
    const text = joinText([left, right]);
    return typeof text === 'string' && text.length > MAX_TEXT ? unknown('') : text;
  }
  return unknown(flagOf(left) || flagOf(right));
}

const itemsOf = (value: Value): Value[] =>
  isKind(value, 'list') ? value.items : isKind(value, 'unknown') ? [] : [value];

function compareEqual(operator: string, left: Value, right: Value): Value {
  const equal = isEqual(left, right);
  if (equal === undefined) return unknown(sourceOf(left) || sourceOf(right));
  return equal === (operator === '==');
}

/** What a value that only a run would tell is called: `runtime.GOOS` is known by its last name. */
const sourceOf = (value: Value): string => (isKind(value, 'external') ? lastName(value.path) : flagOf(value));

const isPlain = (value: Value): boolean => value !== null && typeof value !== 'object';

function isEqual(left: Value, right: Value): boolean | undefined {
  if (isKind(left, 'unknown') || isKind(right, 'unknown')) return undefined;
  if (isKind(left, 'template') || isKind(right, 'template')) return undefined;
  if (isKind(left, 'external') ? isPlain(right) : isKind(right, 'external') && isPlain(left))
    return undefined;
  const [one, other] = [keyOf(left), keyOf(right)];
  if (one !== undefined && other !== undefined) return one === other && (left === null) === (right === null);
  return left === right;
}

function arithmetic(operator: string, left: number, right: number): Value {
  switch (operator) {
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? unknown('') : left / right;
    case '%':
      return right === 0 ? unknown('') : left % right;
    case '<<':
      return left << right;
    case '|':
      return left | right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return unknown('');
  }
}

/** `and`, `or`, `??`, `?:` without evaluating the right side where the left decides. */
export function shortCircuit(operator: string, left: Value, right: () => Value): Value | undefined {
  if (operator === '??' || operator === '?:')
    return left === null || isKind(left, 'unknown') ? fallBack(left, right()) : left;
  if (operator !== '&&' && operator !== '||') return undefined;
  const truth = truthOf(left);
  if (truth === undefined) return undecided(operator, left, right());
  return truth === (operator === '&&') ? right() : left;
}

/** `setting ?? "default"` is the default where nobody sets it; a setting that is yes or no stays a flag. */
const fallBack = (left: Value, right: Value): Value =>
  isKind(right, 'unknown') || ((typeof right === 'boolean' || right === null) && left !== null)
    ? unknown(flagOf(left) || flagOf(right))
    : right;

function undecided(operator: string, left: Value, right: Value): Value {
  const decided = truthOf(right);
  if (decided !== undefined && decided === (operator === '||')) return right;
  return unknown(flagOf(left) || flagOf(right));
}
