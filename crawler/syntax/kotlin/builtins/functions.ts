import { invoke } from '../../java/builtins/builtin.ts';
import { dictOf } from '../../java/builtins/list.ts';
import { staticOf } from '../../java/builtins/statics.ts';
import { readText } from '../../program/json.ts';
import type { Machine } from '../../program/machine.ts';
import {
  asText,
  dict,
  isKind,
  lastName,
  list,
  type NativeCall,
  native,
  unknown,
  type Value,
} from '../../program/value.ts';
import { filled, invokeOn } from './collections.ts';

type Function = (call: NativeCall, machine: Machine) => Value;

const listOf: Function = ({ args }) => list([...args]);
const mapOf: Function = ({ args }) => dictOf(args);
const first: Function = ({ args }) => args[0] ?? null;
const blockOf = (call: NativeCall): Value | undefined => call.named.get('&') ?? call.args.at(-1);

/** Runs its block here and now, and is what the block gives. */
const runNow: Function = (call, machine) => invoke(machine, blockOf(call), []);

const copyOf: Function = ({ args: [from] }) => {
  if (isKind(from, 'list')) return list([...from.items], 'list', from.open);
  return isKind(from, 'dict') ? { ...from, entries: new Map(from.entries) } : dict();
};

function buildString(call: NativeCall, machine: Machine): Value {
  const builder = staticOf('StringBuilder', 'constructor', machine);
  const made = isKind(builder, 'native') ? builder.call({ ...call, args: [], named: new Map() }) : null;
  invokeOn(machine, blockOf(call), made);
  const text = made === null ? undefined : machine.member(made, 'toString');
  return isKind(text, 'native') ? text.call({ ...call, args: [], named: new Map() }) : unknown('');
}

/** JSON in a text as lists and dictionaries; unknown for what is none. */
const parse = ({ args: [text] }: NativeCall): Value => readText(asText(text));

const named = (names: readonly string[], run: Function): [string, Function][] =>
  names.map((name) => [name, run]);

const FUNCTIONS: ReadonlyMap<string, Function> = new Map<string, Function>([
  ...named(
    [
      'listOf',
      'mutableListOf',
      'arrayListOf',
      'arrayOf',
      'setOf',
      'mutableSetOf',
      'sequenceOf',
      'linkedSetOf',
    ],
    listOf,
  ),
  ...named(['emptyList', 'emptySet', 'emptyArray', 'emptySequence'], () => list([])),
  ...named(['mapOf', 'mutableMapOf', 'hashMapOf', 'linkedMapOf', 'sortedMapOf'], mapOf),
  ['emptyMap', () => dict()],
  ['listOfNotNull', ({ args }) => list(args.filter((each) => each !== null))],
  ['Pair', ({ args }) => list([...args], 'tuple')],
  ...named(['buildJsonObject', 'buildMap'], (call, machine) =>
    filled(machine, dict([], call.at), blockOf(call)),
  ),
  ...named(['buildJsonArray', 'buildList', 'buildSet'], (call, machine) =>
    filled(machine, list([]), blockOf(call)),
  ),
  ['buildString', buildString],
  ...named(['JsonPrimitive', 'requireNotNull', 'checkNotNull'], first),
  ...named(['JsonObject', 'JsonArray'], copyOf),
  ['JsonNull', () => null],
  ['JSONObject', parse],
  ...named(
    [
      'run',
      'runBlocking',
      'coroutineScope',
      'supervisorScope',
      'runCatching',
      'withContext',
      'lazy',
      'runTest',
      'launch',
      'async',
      'synchronized',
    ],
    runNow,
  ),
  ['repeat', ({ args, named: given }, machine) => invoke(machine, given.get('&') ?? args[1], [0])],
]);

const PARSERS: ReadonlySet<string> = new Set(['Json.parseToJsonElement', 'Json.decodeFromString']);

/** What a name of the standard library and of its JSON library means; see `staticOf`. */
export function kotlinStatic(path: string, name: string, machine: Machine): Value | undefined {
  const type = lastName(path);
  if (name === 'constructor') {
    const found = FUNCTIONS.get(type);
    if (found) return native(type, (call) => found(call, machine));
  }
  if (PARSERS.has(`${type}.${name}`)) return native(name, parse);
  return staticOf(path, name, machine);
}
