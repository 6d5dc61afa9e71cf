import { callMember, mark } from '../program/call.ts';
import { currentFlag, type Machine } from '../program/machine.ts';
import {
  asText,
  type Closure,
  dict,
  external,
  isKind,
  joinText,
  keyOf,
  type List,
  list,
  MAX_ITEMS,
  type NativeCall,
  native,
  unknown,
  type Value,
  withArgs,
} from '../program/value.ts';

const env = native('ENV', () => unknown('ENV'));

type Member = (self: Value, call: NativeCall, machine: Machine) => Value;

/** As the mcp gem and Rails do it: `FetchRowsTool` → `fetch_rows_tool`. */
export const underscore = (text: string): string =>
  text
    .replaceAll('::', '/')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();

const camel = (text: string) =>
  text.replace(/(?:^|_)([a-z\d])/g, (_, letter: string) => letter.toUpperCase());

const onText =
  (change: (text: string, args: Value[]) => Value): Member =>
  (self, { args }) => {
    const text = asText(self);
    return text === undefined ? unknown('') : change(text, args);
  };

const same: Member = (self) => self;

const TEXT: Record<string, Member> = {
  to_s: same,
  to_str: same,
  to_sym: same,
  freeze: same,
  dup: same,
  html_safe: same,
  strip: onText((text) => text.trim()),
  chomp: onText((text) => text.replace(/\r?\n$/, '')),
  lstrip: onText((text) => text.trimStart()),
  rstrip: onText((text) => text.trimEnd()),
  squish: onText((text) => text.trim().replace(/\s+/g, ' ')),
  strip_heredoc: onText((text) => text.replace(/^[ \t]+/gm, '')),
  upcase: onText((text) => text.toUpperCase()),
  downcase: onText((text) => text.toLowerCase()),
  capitalize: onText((text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()),
  underscore: onText(underscore),
  camelize: onText(camel),
  demodulize: onText((text) => text.split('::').at(-1) ?? text),
  tr: onText((text, [from, to]) => text.replaceAll(asText(from) ?? '\0', asText(to) ?? '')),
  gsub: onText((text, [from, to]) => text.replaceAll(asText(from) ?? '\0', asText(to) ?? '')),
  sub: onText((text, [from, to]) => text.replace(asText(from) ?? '\0', asText(to) ?? '')),
  delete_suffix: onText((text, [end]) =>
    text.endsWith(asText(end) ?? '\0') ? text.slice(0, -(asText(end) ?? '').length) : text,
  ),
  split: onText((text, [by]) => list(text.split(asText(by) ?? /\s+/))),
  lines: onText((text) => list(text.split(/(?<=\n)/))),
  empty: onText((text) => text === ''),
};

const blockOf = ({ named, args }: NativeCall): Value => named.get('&') ?? args.at(-1) ?? unknown('');

const onList =
  (change: (items: List, call: NativeCall, machine: Machine) => Value): Member =>
  (self, call, machine) =>
    isKind(self, 'list') ? change(self, call, machine) : unknown('');

const apply = (machine: Machine, call: NativeCall, args: Value[]): Value => {
  const block = blockOf(call);
  const method = asText(block);
  const [receiver] = args;
  if (method !== undefined && receiver !== undefined)
    return callMember(machine, receiver, method, {
      given: withArgs(),
      at: call.at,
    });
  const spread = isKind(block, 'closure') ? spreadFor(block, args) : args;
  return machine.call(block, withArgs(spread), call.at);
};

/** A block of several parameters takes a pair apart. */
function spreadFor(block: Closure, args: Value[]): Value[] {
  const [only] = args;
  return args.length === 1 && isKind(only, 'list') && block.fn.parameters.length > 1 ? only.items : args;
}

const map = onList((items, call, machine) =>
  list(
    items.items.map((item) => apply(machine, call, [item])),
    'list',
    items.open,
  ),
);

const LIST: Record<string, Member> = {
  freeze: same,
  to_a: same,
  uniq: same,
  compact: onList(({ items, open }) =>
    list(
      items.filter((item) => item !== null),
      'list',
      open,
    ),
  ),
  flatten: onList(({ items, open }) =>
    list(
      items.flatMap((item) => (isKind(item, 'list') ? item.items : [item])),
      'list',
      open,
    ),
  ),
  map,
  collect: map,
  filter_map: map,
  flat_map: onList((items, call, machine) =>
    list(
      items.items.flatMap((item) => {
        const made = apply(machine, call, [item]);
        return isKind(made, 'list') ? made.items : [made];
      }),
      'list',
      items.open,
    ),
  ),
  each: onList((items, call, machine) => {
    for (const item of items.items) apply(machine, call, [item]);
    return items;
  }),
  each_with_index: onList((items, call, machine) => {
    items.items.forEach((item, index) => {
      apply(machine, call, [item, index]);
    });
    return items;
  }),
  each_with_object: onList((items, call, machine) => {
    const memo = call.args[0] ?? unknown('');
    for (const item of items.items) apply(machine, call, [item, memo]);
    return memo;
  }),
  select: same,
  reject: same,
  filter: same,
  sort: same,
  sort_by: same,
  join: onList(({ items }, { args: [by] }) =>
    joinText(items.flatMap((item, index) => (index === 0 ? [item] : [by ?? '', item]))),
  ),
  first: onList(({ items }) => items[0] ?? null),
  last: onList(({ items }) => items.at(-1) ?? null),
  '<<': onList((items, { args }, machine) => push(machine, items, args)),
  push: onList((items, { args }, machine) => push(machine, items, args)),
  concat: onList((items, { args }, machine) =>
    push(
      machine,
      items,
      args.flatMap((each) => (isKind(each, 'list') ? each.items : [each])),
    ),
  ),
};

function push(machine: Machine, items: List, more: readonly Value[]): Value {
  mark(machine, more, currentFlag(machine));
  for (const value of more)
    if (items.items.length < MAX_ITEMS && !items.items.includes(value)) items.items.push(value);
  return items;
}

const DICT: Record<string, Member> = {
  freeze: same,
  dup: same,
  to_h: same,
  with_indifferent_access: same,
  keys: (self) => (isKind(self, 'dict') ? list([...self.entries.keys()]) : unknown('')),
  values: (self) => (isKind(self, 'dict') ? list([...self.entries.values()]) : unknown('')),
  merge: (self, { args, named }) => {
    if (!isKind(self, 'dict')) return unknown('');
    const others = args.flatMap((each) => (isKind(each, 'dict') ? [...each.entries] : []));
    return dict([...self.entries, ...others, ...named], self.at);
  },
  fetch: (self, { args }) => {
    const key = args[0] === undefined ? undefined : keyOf(args[0]);
    const held = isKind(self, 'dict') && key !== undefined ? self.entries.get(key) : undefined;
    return held ?? args[1] ?? unknown(key ?? '');
  },
  each: eachPair,
  each_pair: eachPair,
  map: (self, call, machine) =>
    isKind(self, 'dict')
      ? list([...self.entries].map(([key, value]) => apply(machine, call, [key, value])))
      : unknown(''),
};

function eachPair(self: Value, call: NativeCall, machine: Machine): Value {
  if (isKind(self, 'dict')) for (const [key, value] of self.entries) apply(machine, call, [key, value]);
  return self;
}

/** `A.new`, `A.name`, `A.call`. */
const TYPE: Record<string, Member> = {
  new: (self, call, machine) => machine.call(self, call, call.at),
  name: (self) => (isKind(self, 'type') ? self.declaration.name : unknown('')),
  freeze: same,
};

const CLOSURE: Record<string, Member> = {
  call: (self, call, machine) => machine.call(self, call, call.at),
};

/** What the environment holds is not known; a default is what it is when nobody sets it. */
const ENVIRONMENT: Record<string, Member> = {
  fetch: (_, { args: [key, otherwise] }) => otherwise ?? unknown(asText(key) ?? ''),
};

function tableFor(value: Value): Record<string, Member> | undefined {
  if (asText(value) !== undefined) return TEXT;
  if (isKind(value, 'list')) return LIST;
  if (isKind(value, 'dict')) return DICT;
  if (isKind(value, 'type')) return TYPE;
  if (isKind(value, 'closure')) return CLOSURE;
  if (value === env) return ENVIRONMENT;
  return undefined;
}

/** What texts, arrays, hashes, classes and procs do. `A.new` is the class itself being called. */
export function builtinMember(value: Value, name: string, machine: Machine): Value | undefined {
  const table = tableFor(value);
  const member = table && Object.hasOwn(table, name) ? table[name] : undefined;
  return member && native(name, (call) => member(value, call, machine));
}

export const GLOBALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['ENV', env],
  ['require', native('require', () => null)],
  ['require_relative', native('require_relative', () => null)],
  ['puts', native('puts', () => null)],
  ['attr_reader', native('attr_reader', () => null)],
  ['private', native('private', () => null)],
  ['Rails', external('Rails')],
]);
