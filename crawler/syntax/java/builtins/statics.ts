import type { Machine } from '../../program/machine.ts';
import {
  dict,
  externalInstance,
  isKind,
  lastName,
  list,
  type NativeCall,
  native,
  unknown,
  type Value,
} from '../../program/value.ts';
import { argumentsOf, invoke } from './builtin.ts';
import { COLLECTORS, dictOf } from './list.ts';
import { dictOfAlternating } from './map.ts';
import { format, joined } from './text.ts';

type Static = (args: readonly Value[], machine: Machine, call: NativeCall) => Value;

const flattened = (args: readonly Value[]): Value => {
  const [only] = args;
  return args.length === 1 && isKind(only, 'list') ? copyOf(only) : list([...args]);
};

function copyOf(value: Value | undefined): Value {
  if (isKind(value, 'list')) return list([...value.items], 'list', value.open);
  if (isKind(value, 'dict')) return { ...value, entries: new Map(value.entries) };
  return value === undefined || typeof value === 'number' ? list([]) : list([], 'list', true);
}

const first: Static = ([value]) => value ?? null;

/** What a setting is called; the value somebody else gives it, its default where one is written. */
const setting: Static = ([name, fallback]) => fallback ?? unknown(typeof name === 'string' ? name : '');

/** A text that says yes or no is a setting's default: which of both holds is left open. */
const truth: Static = ([value]) => (typeof value === 'string' ? unknown('') : (value ?? null));

const concat: Static = (args) =>
  list(
    args.flatMap((each) => (isKind(each, 'list') ? each.items : [])),
    'list',
    args.some((each) => !isKind(each, 'list') || each.open),
  );

/** Where a builder of text keeps what it was given. */
export const BUILT = '$text';

const builder: Static = ([text], _, call) =>
  externalInstance('java.lang.StringBuilder', call.at, [
    [BUILT, typeof text === 'number' ? '' : (text ?? '')],
  ]);

const newMap: Static = ([from]) => (isKind(from, 'dict') ? copyOf(from) : dict());

const LISTS = ['List', 'Set', 'Stream', 'ImmutableList', 'ImmutableSet', 'EnumSet', 'Lists', 'Sets'];
const NEW_LISTS =
  /^(ArrayList|LinkedList|HashSet|LinkedHashSet|TreeSet|CopyOnWriteArrayList|Vector|ArrayDeque)$/;
const NEW_MAPS = /^(HashMap|LinkedHashMap|TreeMap|ConcurrentHashMap|ConcurrentSkipListMap|EnumMap)$/;

const STATICS: ReadonlyMap<string, Static> = new Map<string, Static>([
  ...LISTS.flatMap((name): [string, Static][] => [
    [`${name}.of`, flattened],
    [`${name}.copyOf`, ([value]) => copyOf(value)],
  ]),
  ['Stream.concat', concat],
  ['EnumSet.allOf', ([type], machine) => (type === undefined ? list([]) : enumValues(machine, type))],
  ['EnumSet.noneOf', () => list([])],
  ['Stream.empty', () => list([])],
  ['Arrays.asList', flattened],
  ['Arrays.stream', first],
  ['Lists.newArrayList', flattened],
  ['Collections.emptyList', () => list([])],
  ['Collections.emptySet', () => list([])],
  ['Collections.emptyMap', () => dict()],
  ['Collections.singletonList', flattened],
  ['Collections.singleton', flattened],
  ['Collections.singletonMap', dictOfAlternating],
  ['Collections.unmodifiableList', first],
  ['Collections.unmodifiableSet', first],
  ['Collections.unmodifiableMap', first],
  ['Collections.addAll', ([to, ...rest]) => (isKind(to, 'list') ? to.items.push(...rest) > 0 : null)],
  ['Map.of', dictOfAlternating],
  ['ImmutableMap.of', dictOfAlternating],
  ['Map.ofEntries', (args) => dictOf(args)],
  ['Map.entry', (args) => list([...args], 'tuple')],
  ['Map.copyOf', newMap],
  ['String.format', ([template, ...rest]) => format(template, rest)],
  ['String.join', ([separator, ...rest]) => joined(separator, rest)],
  ['String.valueOf', ([value]) => joined('', [value ?? null])],
  ['Objects.requireNonNull', first],
  [
    'Objects.requireNonNullElse',
    ([value, fallback]) => (isUnset(value) ? (fallback ?? null) : (value ?? null)),
  ],
  ['Optional.of', first],
  ['Optional.ofNullable', first],
  ['Optional.empty', () => null],
  ['Mono.just', first],
  ['System.getenv', setting],
  ['System.getProperty', setting],
  ['Boolean.parseBoolean', truth],
  ['Boolean.valueOf', truth],
  ['Integer.parseInt', first],
  ['Integer.valueOf', first],
  ['Pattern.compile', first],
]);

const isUnset = (value: Value | undefined): boolean =>
  value === undefined || value === null || isKind(value, 'unknown');

const CONSTANTS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['Boolean.TRUE', true],
  ['Boolean.FALSE', false],
]);

/** What a name of the standard library means: a constant, a function, or with `constructor` what makes a value of it. */
export function staticOf(path: string, name: string, machine: Machine): Value | undefined {
  const type = lastName(path);
  if (name === 'constructor') return constructorOf(type, machine);
  const constant = CONSTANTS.get(`${type}.${name}`);
  if (constant !== undefined) return constant;
  if (type === 'Collectors') return collector(name, machine);
  const found = STATICS.get(`${type}.${name}`);
  return found && native(name, (call) => found(argumentsOf(call), machine, call));
}

function constructorOf(type: string, machine: Machine): Value | undefined {
  const make: Static | undefined = NEW_LISTS.test(type)
    ? ([from]) => copyOf(from)
    : NEW_MAPS.test(type)
      ? newMap
      : /^String(Builder|Buffer)$/.test(type)
        ? builder
        : undefined;
  return make && native(type, (call) => make(argumentsOf(call), machine, call));
}

function collector(name: string, machine: Machine): Value {
  const make = COLLECTORS.get(name);
  return native(name, (call) => {
    const given = argumentsOf(call);
    return native(name, ({ args }) => (make ? make(given, args, machine) : (args[0] ?? null)));
  });
}

/** Every member of an enum of the tree. */
export function enumValues(machine: Machine, type: Value): Value {
  if (!isKind(type, 'type')) return list([], 'list', true);
  return list(type.declaration.cases.map((each) => machine.member(type, each.name)));
}

/** What `f.apply(x)` is: a function that is called by the one method of the interface it stands for. */
export const applied = (callee: Value, machine: Machine): Value =>
  native('apply', (call) => invoke(machine, callee, argumentsOf(call)));
