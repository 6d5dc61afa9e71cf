import type { Machine, Model } from '../program/machine.ts';
import {
  asText,
  dict,
  externalInstance,
  flagOf,
  type Instance,
  isKind,
  joinText,
  keyOf,
  list,
  MAX_TEXT,
  type NativeCall,
  truthOf,
  UNKNOWN,
  unknown,
  type Value,
  withArgs,
} from '../program/value.ts';
import { format } from './format.ts';
import { marshal } from './json.ts';

/** Changes a known text; unknown text stays unknown under its flag. */
const onText =
  (change: (text: string, rest: readonly Value[]) => Value): Model =>
  ({ args: [value = null, ...rest] }) => {
    const text = asText(value);
    if (text === undefined) return unknown(flagOf(value));
    const changed = change(text, rest);
    return isKind(value, 'template') && typeof changed === 'string'
      ? { kind: 'template', text: changed }
      : changed;
  };

/** Changes a known text by another known text. */
const byText = (change: (text: string, by: string) => Value): Model =>
  onText((text, [by = null]) => {
    const other = asText(by);
    return other === undefined ? unknown(flagOf(by)) : change(text, other);
  });

const trimSet = (set: string, text: string, sides: 'both' | 'left' | 'right'): string => {
  let [from, to] = [0, text.length];
  if (sides !== 'right') while (from < to && set.includes(text.charAt(from))) from += 1;
  if (sides !== 'left') while (to > from && set.includes(text.charAt(to - 1))) to -= 1;
  return text.slice(from, to);
};

function replaceText(text: string, rest: readonly Value[], limit: number): Value {
  const [from, to] = [asText(rest[0]), asText(rest[1])];
  if (from === undefined || to === undefined) return unknown('');
  const parts = text.split(from);
  if (limit < 0 || parts.length - 1 <= limit) return parts.join(to).slice(0, MAX_TEXT);
  return [...parts.slice(0, limit), parts.slice(limit).join(from)].join(to);
}

function join({ args: [items = null, separator = ''] }: NativeCall): Value {
  if (!isKind(items, 'list')) return unknown(flagOf(items));
  const pieces = items.items.flatMap((item, index) => (index === 0 ? [item] : [separator, item]));
  return items.open ? joinText([...pieces, unknown('')]) : joinText(pieces);
}

const titled = (text: string) =>
  text.replace(/(^|\s)(\S)/g, (_, gap: string, letter: string) => gap + letter.toUpperCase());

const STRINGS: Readonly<Record<string, Model>> = {
  Join: join,
  ToLower: onText((text) => text.toLowerCase()),
  ToUpper: onText((text) => text.toUpperCase()),
  Title: onText(titled),
  TrimSpace: onText((text) => text.trim()),
  Trim: byText((text, set) => trimSet(set, text, 'both')),
  TrimLeft: byText((text, set) => trimSet(set, text, 'left')),
  TrimRight: byText((text, set) => trimSet(set, text, 'right')),
  TrimPrefix: byText((text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  TrimSuffix: byText((text, suffix) =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  HasPrefix: byText((text, prefix) => text.startsWith(prefix)),
  HasSuffix: byText((text, suffix) => text.endsWith(suffix)),
  Contains: byText((text, part) => text.includes(part)),
  EqualFold: byText((text, other) => text.toLowerCase() === other.toLowerCase()),
  Split: byText((text, by) => list(text.split(by))),
  Fields: onText((text) =>
    list(
      text
        .trim()
        .split(/\s+/)
        .filter((part) => part !== ''),
    ),
  ),
  Repeat: onText((text, [count]) =>
    typeof count === 'number' && count >= 0 && text.length * count <= MAX_TEXT
      ? text.repeat(count)
      : unknown(''),
  ),
  ReplaceAll: onText((text, rest) => replaceText(text, rest, -1)),
  Replace: onText((text, rest) => replaceText(text, rest, typeof rest[2] === 'number' ? rest[2] : -1)),
};

const spaced = (args: readonly Value[]): Value[] =>
  args.flatMap((each, index) => (index === 0 ? [each] : [' ', each]));

function sprintf({ args: [pattern = null, ...rest] }: NativeCall): Value {
  const text = asText(pattern);
  return text === undefined ? unknown(flagOf(pattern)) : format(text, rest);
}

function contains({ args: [items = null, item = null] }: NativeCall): Value {
  const key = keyOf(item);
  if (!isKind(items, 'list') || key === undefined) return unknown(flagOf(items) || flagOf(item));
  if (items.items.some((each) => keyOf(each) === key)) return true;
  const isKnown = !items.open && items.items.every((each) => keyOf(each) !== undefined);
  return isKnown ? false : unknown('');
}

/** `flag.Bool("read-only", …)` and what pflag, viper and os name settings by. */
const setting: Model = ({ args }) =>
  unknown(args.map((each) => asText(each)).find((text) => text !== undefined) ?? '');

const keysOf: Model = ({ args: [of = null] }) =>
  isKind(of, 'dict') ? list([...of.entries.keys()]) : unknown(flagOf(of));
const valuesOf: Model = ({ args: [of = null] }) =>
  isKind(of, 'dict') ? list([...of.entries.values()]) : unknown(flagOf(of));
const same: Model = ({ args: [of = null] }) => of;

const concat: Model = ({ args }) =>
  list(
    args.flatMap((each) => (isKind(each, 'list') ? each.items : [])),
    'list',
    args.some((each) => !isKind(each, 'list') || each.open),
  );

function copyEntries({ args: [to = null, from = null] }: NativeCall): Value {
  if (isKind(to, 'dict') && isKind(from, 'dict'))
    for (const [key, value] of from.entries) to.entries.set(key, value);
  else if (isKind(to, 'dict')) to.open = true;
  return null;
}

/** `once.Do(f)`, `sort.Slice`: what is called with nothing to tell. */
const runFirst: Model = ({ args: [callee = null], at }, machine) => machine.call(callee, withArgs(), at);

const CALLS: ReadonlyMap<string, Model> = new Map<string, Model>([
  ...Object.entries(STRINGS).map(([name, model]): [string, Model] => [`strings.${name}`, model]),
  ['fmt.Sprintf', sprintf],
  ['fmt.Errorf', sprintf],
  ['fmt.Sprint', ({ args }) => joinText(args)],
  ['fmt.Sprintln', ({ args }) => joinText([...spaced(args), '\n'])],
  ['strconv.Itoa', ({ args: [value = null] }) => joinText([value])],
  ['strconv.Quote', onText((text) => JSON.stringify(text))],
  ['slices.Contains', contains],
  ['slices.Concat', concat],
  ['slices.Clone', same],
  ['slices.Sorted', same],
  ['slices.Collect', same],
  ['slices.Values', same],
  ['maps.Keys', keysOf],
  ['maps.Values', valuesOf],
  ['maps.Clone', ({ args: [of = null] }) => (isKind(of, 'dict') ? dict(of.entries, of.at) : of)],
  ['maps.Copy', copyEntries],
  ['os.Getenv', setting],
  ['os.LookupEnv', (call, machine) => list([setting(call, machine), unknown('')], 'tuple')],
  ['cmp.Or', ({ args }) => args.find((each) => truthOf(each) !== false && each !== '') ?? null],
  ['encoding/json.RawMessage', same],
  ['encoding/json.Marshal', marshal],
  ['encoding/json.MarshalIndent', marshal],
  ['k8s.io/utils/ptr.Deref', same],
  ['errors.New', () => unknown('error')],
  ['reflect.TypeOf', same],
  ['reflect.ValueOf', same],
  ['context.Background', () => unknown('')],
  ['path/filepath.Base', onText((text) => text.split('/').at(-1) ?? text)],
  ['path.Base', onText((text) => text.split('/').at(-1) ?? text)],
  ['text/template.New', () => unknown('')],
]);

/** Functions that give the address of what they are given. */
const POINTER =
  /(^|\/)(ptr|pointer|lo|utils|jsonschema|mcp|github|aws|to)\.(To|ToPtr|Ptr|Of|Pointer|BoolPtr|ToBoolPtr|String|Bool|Int|P)$/;

/** Libraries whose calls are named after the setting they read. */
const SETTINGS =
  /^(flag|github\.com\/spf13\/(pflag|viper)|github\.com\/urfave\/cli(\/v\d)?)\.(Bool|String|Int|Duration|Get)\w*$/;

const written = (self: Instance): Value => self.fields.get('$text') ?? '';

function write(self: Value | null, pieces: readonly Value[]): Value {
  if (isKind(self, 'instance')) {
    self.fields.set('$text', joinText([written(self), ...pieces]));
  }
  return null;
}

const BUILDER: ReadonlyMap<string, Model> = new Map<string, Model>([
  ['WriteString', ({ self, args }) => write(self, args)],
  ['WriteRune', ({ self, args }) => write(self, args)],
  ['WriteByte', ({ self, args }) => write(self, args)],
  ['Write', ({ self, args }) => write(self, args)],
  ['String', ({ self }) => (isKind(self, 'instance') ? written(self) : unknown(''))],
]);

/** `atomic.Pointer`, `atomic.Value`: what was put there last. */
const HOLDER: ReadonlyMap<string, Model> = new Map<string, Model>([
  ['Store', ({ self, args: [value = null] }) => hold(self, value)],
  ['Swap', ({ self, args: [value = null] }) => hold(self, value)],
  ['CompareAndSwap', ({ self, args: [, value = null] }) => hold(self, value)],
  ['Load', ({ self }) => (isKind(self, 'instance') ? (self.fields.get('$held') ?? UNKNOWN) : UNKNOWN)],
]);

function hold(self: Value | null, value: Value): Value {
  if (isKind(self, 'instance')) self.fields.set('$held', value);
  return UNKNOWN;
}

/** `sync.Map` */
function syncMap(name: string): Model | undefined {
  const entriesOf = (self: Value | null) => {
    const held = isKind(self, 'instance') ? (self.fields.get('$held') ?? dict()) : dict();
    if (isKind(self, 'instance')) self.fields.set('$held', held);
    return isKind(held, 'dict') ? held.entries : new Map<string, Value>();
  };
  if (name === 'Store')
    return ({ self, args: [key = null, value = null] }) => {
      const text = keyOf(key);
      if (text !== undefined) entriesOf(self).set(text, value);
      return null;
    };
  if (name === 'Load')
    return ({ self, args: [key = null] }) => {
      const held = entriesOf(self).get(keyOf(key) ?? '');
      return list([held ?? UNKNOWN, held === undefined ? UNKNOWN : true], 'tuple');
    };
  if (name !== 'Range') return undefined;
  return ({ self, args: [visit = null], at }, machine) => {
    for (const [key, value] of entriesOf(self)) machine.call(visit, withArgs([key, value]), at);
    return null;
  };
}

/** Viper answers a default where nobody sets anything. */
function viperGet({ self, args }: NativeCall): Value {
  const key = keyOf(args[0] ?? null);
  const held = key !== undefined && isKind(self, 'instance') ? self.fields.get(key) : undefined;
  return held ?? unknown(key ?? '');
}

function viperDefault({ self, args: [key = null, value = null] }: NativeCall): Value {
  const name = keyOf(key);
  if (name !== undefined && isKind(self, 'instance')) self.fields.set(name, value);
  return null;
}

function fprint({ args: [to = null, ...pieces] }: NativeCall): Value {
  return write(to, pieces);
}

export const goLibrary = {
  call(path: string): Model | undefined {
    if (path === 'fmt.Fprintf') return fprintf;
    if (path === 'fmt.Fprint') return fprint;
    if (path === 'github.com/spf13/viper.New')
      return ({ at }) => externalInstance('github.com/spf13/viper.Viper', at);
    if (POINTER.test(path)) return same;
    return CALLS.get(path) ?? (SETTINGS.test(path) ? setting : undefined);
  },
  method(type: string, name: string): Model | undefined {
    if (type === 'strings.Builder' || type === 'bytes.Buffer') return BUILDER.get(name);
    if (type === 'sync.Once' && name === 'Do') return runFirst;
    if (type === 'sync/atomic.Pointer' || type === 'sync/atomic.Value') return HOLDER.get(name);
    if (type === 'sync.Map') return syncMap(name);
    if (type !== 'github.com/spf13/viper.Viper') return undefined;
    return name === 'SetDefault' ? viperDefault : name.startsWith('Get') ? viperGet : undefined;
  },
};

function fprintf({ args: [to = null, pattern = null, ...rest] }: NativeCall, _machine: Machine): Value {
  const text = asText(pattern);
  return write(to, [text === undefined ? unknown('') : format(text, rest)]);
}
