import { mark } from '../program/call.ts';
import { currentFlag, type Machine } from '../program/machine.ts';
import {
  asText,
  dict,
  isKind,
  joinText,
  type List,
  list,
  MAX_ITEMS,
  type NativeCall,
  native,
  unknown,
  type Value,
  withArgs,
} from '../program/value.ts';

type Member = (self: Value, call: NativeCall, machine: Machine) => Value;

const same: Member = (self) => self;

/** What turns a value into one that is the same for us: owned, borrowed, shared, wrapped. */
const SAME =
  /^(to_string|to_owned|into|clone|as_str|as_ref|unwrap|expect|iter|into_iter|iter_mut|collect|to_vec|borrow|as_object|unwrap_or_default|into_boxed_str|cloned|copied|ok|await|filter|rev|into_owned)$/;

const TEXT: Record<string, Member> = {
  trim: (self) => asText(self)?.trim() ?? unknown(''),
  to_uppercase: (self) => asText(self)?.toUpperCase() ?? unknown(''),
  to_lowercase: (self) => asText(self)?.toLowerCase() ?? unknown(''),
};

const each = (items: List, call: NativeCall, machine: Machine): Value[] => {
  const [fn] = call.args;
  return items.items.map((item) => machine.call(fn ?? unknown(''), withArgs([item]), call.at));
};

const onList =
  (change: (items: List, call: NativeCall, machine: Machine) => Value): Member =>
  (self, call, machine) =>
    isKind(self, 'list') ? change(self, call, machine) : unknown('');

const push = (machine: Machine, items: List, more: readonly Value[]): Value => {
  mark(machine, more, currentFlag(machine));
  for (const value of more) if (items.items.length < MAX_ITEMS) items.items.push(value);
  return null;
};

const LIST: Record<string, Member> = {
  push: onList((items, { args }, machine) => push(machine, items, args)),
  extend: onList((items, { args: [more] }, machine) =>
    push(machine, items, isKind(more, 'list') ? more.items : []),
  ),
  append: onList((items, { args: [more] }, machine) =>
    push(machine, items, isKind(more, 'list') ? more.items : []),
  ),
  map: onList((items, call, machine) => list(each(items, call, machine), 'list', items.open)),
  for_each: onList((items, call, machine) => list(each(items, call, machine))),
  chain: onList((items, { args: [more] }) =>
    list([...items.items, ...(isKind(more, 'list') ? more.items : [])]),
  ),
  join: onList(({ items }, { args: [by] }) =>
    joinText(items.flatMap((item, index) => (index === 0 ? [item] : [by ?? '', item]))),
  ),
};

const DICT: Record<string, Member> = {
  insert: (self, { args: [key, value] }) => {
    const name = asText(key);
    if (isKind(self, 'dict') && name !== undefined) self.entries.set(name, value ?? null);
    return null;
  },
  values: (self) => (isKind(self, 'dict') ? list([...self.entries.values()]) : unknown('')),
};

/** What texts, lists and maps do; conversions give the same value. */
export function builtinMember(value: Value, name: string, machine: Machine): Value | undefined {
  const isPlain = asText(value) !== undefined || isKind(value, 'list') || isKind(value, 'dict');
  if (!isPlain) return undefined;
  const table = isKind(value, 'list') ? LIST : isKind(value, 'dict') ? DICT : TEXT;
  const member = Object.hasOwn(table, name) ? table[name] : SAME.test(name) ? same : undefined;
  return member && native(name, (call) => member(value, call, machine));
}

const newList = native('Vec::new', () => list([]));
const newDict = native('Map::new', () => dict());
const identity = native('from', ({ args: [given] }) => given ?? unknown(''));

const library = (members: Record<string, Value>): Value => dict(Object.entries(members));

/** Constructors of the standard library and of serde_json. */
export const GLOBALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['Vec', library({ new: newList, with_capacity: newList, from: identity })],
  ['HashMap', library({ new: newDict, from: identity })],
  ['BTreeMap', library({ new: newDict, from: identity })],
  ['Map', library({ new: newDict })],
  ['String', library({ from: identity, new: native('String::new', () => '') })],
  ['Cow', library({ Borrowed: identity, from: identity, Owned: identity })],
  ['Arc', library({ new: identity, from: identity })],
  ['Box', library({ new: identity })],
  ['Some', identity],
  ['Ok', identity],
]);
