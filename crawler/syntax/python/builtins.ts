// https://docs.python.org/3/library/functions.html
import { setAttribute } from './attribute.ts';
import { lineage } from './define.ts';
import { iterate } from './displays.ts';
import { isEllipsis } from './fields.ts';
import { isInstance } from './instance-of.ts';
import { type ExternalModel, type ExternalModels, external, type Machine } from './machine.ts';
import { pathOf } from './paths.ts';
import { printed, quoted } from './text.ts';
import {
  asText,
  dict,
  type Instance,
  isKind,
  keyOf,
  type List,
  lift,
  list,
  type NativeCall,
  orUnknown,
  setItem,
  truthOf,
  UNKNOWN,
  type Value,
} from './value.ts';

const MAX_RANGE = 2_000;

function toList(form: List['form']): (call: NativeCall) => Value {
  return ({ args: [given] }) => {
    if (given === undefined) return list([], form);
    const { items, open } = iterate(given);
    const kept = form === 'set' ? [...new Map(items.map((item) => [keyOf(item), item])).values()] : items;
    return list(kept, form, open);
  };
}

function toDict({ args: [given], kwargs, open }: NativeCall): Value {
  const made = dict();
  made.open = open;
  if (isKind(given, 'dict')) for (const { key, value } of given.entries.values()) setItem(made, key, value);
  else if (given !== undefined) addPairs(made, given);
  for (const [key, value] of kwargs) setItem(made, key, value);
  return made;
}

function addPairs(made: ReturnType<typeof dict>, given: Value): void {
  const { items, open } = iterate(given);
  made.open ||= open;
  for (const item of items) {
    const [key, value] = iterate(item).items;
    if (key !== undefined && value !== undefined) setItem(made, key, value);
  }
}

function length({ args: [given] }: NativeCall): Value {
  if (typeof given === 'string') return [...given].length;
  if (isKind(given, 'dict') && !given.open) return given.entries.size;
  return isKind(given, 'list') && !given.open ? given.items.length : UNKNOWN;
}

function toText({ args: [given] }: NativeCall): Value {
  if (given === undefined) return '';
  if (isKind(given, 'template') || pathOf(given) !== undefined) return given;
  return isKind(given, 'unknown')
    ? lift(given, (fallback) => printed(fallback) ?? UNKNOWN)
    : (printed(given) ?? UNKNOWN);
}

function toBool({ args: [given] }: NativeCall): Value {
  if (given === undefined) return false;
  if (isKind(given, 'unknown')) return lift(given, (fallback) => truthOf(fallback) ?? UNKNOWN);
  return truthOf(given) ?? UNKNOWN;
}

function numberOf(value: Value): Value {
  const number = typeof value === 'number' ? value : Number(asText(value));
  return Number.isNaN(number) ? UNKNOWN : number;
}

function toNumber({ args: [given] }: NativeCall): Value {
  if (given === undefined) return 0;
  return isKind(given, 'unknown') ? lift(given, numberOf) : numberOf(given);
}

function zip({ args }: NativeCall): Value {
  const columns = args.map(iterate);
  const rows = Math.min(...columns.map((column) => column.items.length));
  const items = Array.from({ length: Number.isFinite(rows) ? rows : 0 }, (_, row) =>
    list(
      columns.map((column) => orUnknown(column.items[row])),
      'tuple',
    ),
  );
  return list(
    items,
    'list',
    columns.some((column) => column.open),
  );
}

function enumerate({ args: [given, start] }: NativeCall): Value {
  const { items, open } = given === undefined ? { items: [], open: true } : iterate(given);
  const first = typeof start === 'number' ? start : 0;
  return list(
    items.map((item, index) => list([first + index, item], 'tuple')),
    'list',
    open,
  );
}

function range({ args }: NativeCall): Value {
  const numbers = args.filter((each) => typeof each === 'number');
  const [from, to, step] =
    numbers.length === 1 ? [0, numbers[0], 1] : [numbers[0], numbers[1], numbers[2] ?? 1];
  if (numbers.length !== args.length || from === undefined || to === undefined || step === 0)
    return list([], 'list', true);
  const count = Math.ceil((to - from) / step);
  return list(
    Array.from({ length: Math.min(MAX_RANGE, Math.max(0, count)) }, (_, index) => from + index * step),
  );
}

function compareValues(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [x, y] = [keyOf(a), keyOf(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** `super()`: members are looked up above the class of the running method, and bound to the object itself. */
function superOf(machine: Machine): Value {
  const frame = machine.frames.at(-1);
  const [self, owner] = [frame?.self, frame?.func.owner];
  if (owner === undefined || !isKind(self, 'instance')) return UNKNOWN;
  const order = lineage(self.of);
  const above: Instance['of'] = {
    ...owner,
    bases: order.slice(order.indexOf(owner) + 1),
    members: new Map(),
    annotations: new Map(),
    attributes: new Map(),
  };
  return { ...self, of: above, receiver: self };
}

function getAttribute(machine: Machine, { args: [value, name, fallback] }: NativeCall): Value {
  if (value === undefined || typeof name !== 'string') return UNKNOWN;
  const found = machine.attribute(value, name);
  const vague = isKind(found, 'unknown') && found.fallback === undefined;
  if (!vague || fallback === undefined) return found;
  return isKind(value, 'unknown') ? { ...found, fallback } : fallback;
}

function hasAttribute(machine: Machine, { args: [value, name] }: NativeCall): Value {
  if (value === undefined || typeof name !== 'string' || isKind(value, 'unknown')) return UNKNOWN;
  return !isKind(machine.attribute(value, name), 'unknown');
}

function mapOver(machine: Machine, call: NativeCall): Value {
  const [callee, given] = call.args;
  if (callee === undefined || given === undefined) return UNKNOWN;
  const { items, open } = iterate(given);
  return list(
    items.map((item) => machine.call(callee, { args: [item], kwargs: new Map(), open: false }, call.site)),
    'list',
    open,
  );
}

function sorted(machine: Machine, call: NativeCall): Value {
  const [given] = call.args;
  if (given === undefined) return UNKNOWN;
  const { items, open } = iterate(given);
  const key = call.kwargs.get('key');
  const keyed = items.map((item) => ({
    item,
    by:
      key === undefined || isEllipsis(key)
        ? item
        : machine.call(key, { args: [item], kwargs: new Map(), open: false }, call.site),
  }));
  return list(
    keyed.sort((a, b) => compareValues(a.by, b.by)).map(({ item }) => item),
    'list',
    open,
  );
}

function filter(machine: Machine, call: NativeCall): Value {
  const [test, given] = call.args;
  if (test === undefined || given === undefined) return UNKNOWN;
  const { items, open } = iterate(given);
  const passes = (item: Value) =>
    truthOf(
      test === null ? item : machine.call(test, { args: [item], kwargs: new Map(), open: false }, call.site),
    );
  return list(
    items.filter((item) => passes(item) !== false),
    'list',
    open,
  );
}

function put(machine: Machine, { args: [value, name, given] }: NativeCall): Value {
  if (value !== undefined && typeof name === 'string' && given !== undefined)
    setAttribute(machine, value, name, given);
  return null;
}

function typeOf({ args: [given] }: NativeCall): Value {
  if (given === null) return external('types.NoneType');
  return isKind(given, 'instance') ? given.of : UNKNOWN;
}

const first = ({ args: [given] }: NativeCall): Value => orUnknown(given);

/** The built-in functions and types that texts and lists of tools are made with. */
export function builtinModels(machine: Machine): ExternalModels {
  const models = new Map<string, ExternalModel['call']>([
    ['list', toList('list')],
    ['tuple', toList('tuple')],
    ['set', toList('set')],
    ['frozenset', toList('set')],
    ['iter', toList('list')],
    ['dict', toDict],
    ['len', length],
    ['str', toText],
    ['repr', ({ args: [given] }) => (given === undefined ? UNKNOWN : (quoted(given) ?? UNKNOWN))],
    ['bool', toBool],
    ['int', toNumber],
    ['float', toNumber],
    ['zip', zip],
    ['enumerate', enumerate],
    ['range', range],
    [
      'reversed',
      ({ args: [given] }) => (given === undefined ? UNKNOWN : list(iterate(given).items.reverse())),
    ],
    ['isinstance', isInstance],
    [
      'callable',
      ({ args: [given] }) =>
        isKind(given, 'function') ||
        isKind(given, 'method') ||
        isKind(given, 'native') ||
        (isKind(given, 'unknown') ? UNKNOWN : isKind(given, 'class')),
    ],
    ['next', ({ args: [given] }) => (given === undefined ? UNKNOWN : orUnknown(iterate(given).items[0]))],
    ['staticmethod', first],
    ['type', typeOf],
    ['super', () => superOf(machine)],
    ['getattr', (call) => getAttribute(machine, call)],
    ['hasattr', (call) => hasAttribute(machine, call)],
    ['setattr', (call) => put(machine, call)],
    ['map', (call) => mapOver(machine, call)],
    ['filter', (call) => filter(machine, call)],
    ['sorted', (call) => sorted(machine, call)],
    ['vars', ({ args: [given] }) => (given === undefined ? UNKNOWN : machine.attribute(given, '__dict__'))],
  ]);
  return (path) => {
    const call = path.startsWith('builtins.') ? models.get(path.slice('builtins.'.length)) : undefined;
    return call === undefined ? undefined : { call };
  };
}
