import { callValue } from '../call.ts';
import { guessing, likeliest, truth } from '../choice.ts';
import { toJson, toText } from '../convert.ts';
import { fromJson } from '../from-json.ts';
import { urlConstructor } from '../library/urls.ts';
import { getMember } from '../members.ts';
import { listElements } from '../nodes/objects.ts';
import { assignMember } from '../pattern.ts';
import type { Frame, Realm } from '../realm.ts';
import { declare, type Scope } from '../scope.ts';
import {
  arrayOf,
  asString,
  type CollectionValue,
  native,
  type ObjectValue,
  objectOf,
  primitive,
  UNDEFINED,
  unknown,
  type Value,
} from '../value.ts';
import { objectFunctions } from './object.ts';

type GlobalFunction = (args: readonly Value[]) => Value;

function withStatics(call: GlobalFunction, statics: Iterable<readonly [string, GlobalFunction]>): Value {
  const made = native('global', call);
  for (const [name, run] of statics) made.properties.set(name, native(name, run));
  return made;
}

const first =
  (run: (value: Value) => Value): GlobalFunction =>
  ([value]) =>
    run(value ?? UNDEFINED);

const isPartial = (value: Value) => (value.kind === 'array' || value.kind === 'collection') && value.partial;

const toArray = (value: Value): Value => {
  const elements = listElements(value);
  return elements ? arrayOf([...elements], isPartial(value)) : unknown('elements of unknown');
};

function arrayFrom(realm: Realm): GlobalFunction {
  return ([source, mapper]) => {
    const list = toArray(source ?? UNDEFINED);
    if (!mapper || list.kind !== 'array') return list;
    return callValue(realm, getMember(realm, list, 'map'), list, [mapper]);
  };
}

function collection(type: 'Map' | 'Set', realm: Realm): GlobalFunction {
  return ([source]) => {
    const elements = source ? listElements(source) : [];
    const partial = elements === undefined || (source !== undefined && isPartial(source));
    const entries = (elements ?? []).map((element) =>
      type === 'Set'
        ? { key: element, value: element }
        : { key: getMember(realm, element, '0'), value: getMember(realm, element, '1') },
    );
    const made: CollectionValue = {
      kind: 'collection',
      type,
      entries,
      partial,
      level: realm.conditions.length,
    };
    return made;
  };
}

function convertText(value: Value): Value {
  const text = toText(likeliest(value));
  return text === undefined
    ? unknown('text of unknown', value.kind === 'unknown' ? value.flag : null)
    : primitive(text);
}

function convertNumber(value: Value): Value {
  const likely = likeliest(value);
  return likely.kind === 'primitive' ? primitive(Number(likely.value)) : unknown('number of unknown');
}

function convertBoolean(value: Value): Value {
  const is = truth(value);
  return is === undefined
    ? unknown('truth of unknown', value.kind === 'unknown' ? value.flag : null)
    : primitive(is);
}

const stringify: GlobalFunction = ([value, , indent]) => {
  const json = value && toJson(value);
  const space = indent?.kind === 'primitive' && typeof indent.value !== 'bigint' ? indent.value : undefined;
  if (!json?.complete) return unknown('JSON of unknown');
  return primitive(
    JSON.stringify(json.value, null, typeof space === 'boolean' || space === null ? undefined : space),
  );
};

const parse: GlobalFunction = ([value]) => {
  const text = asString(value);
  return text === undefined ? unknown('JSON of unknown') : fromJson(text);
};

/** Promises are what they resolve to. */
const PROMISE: [string, GlobalFunction][] = [
  ['resolve', first((value) => value)],
  ['all', first(toArray)],
  ['allSettled', first(toArray)],
  ['race', first(() => unknown('race'))],
];

function promise(realm: Realm): GlobalFunction {
  return ([executor]) => {
    let result: Value = unknown('promise');
    const resolve = native('resolve', ([value]) => {
      result = value ?? UNDEFINED;
      return UNDEFINED;
    });
    if (executor) callValue(realm, executor, UNDEFINED, [resolve, native('reject', () => UNDEFINED)]);
    return result;
  };
}

function error(): GlobalFunction {
  return ([message]) =>
    objectOf([
      ['message', message ?? primitive('')],
      ['stack', unknown('stack')],
    ]);
}

const ERRORS = ['Error', 'TypeError', 'RangeError', 'SyntaxError', 'AggregateError'];

const MATHS: [string, (...numbers: number[]) => number][] = [
  ['max', Math.max],
  ['min', Math.min],
  ['floor', Math.floor],
  ['ceil', Math.ceil],
  ['round', Math.round],
  ['abs', Math.abs],
  ['pow', Math.pow],
  ['trunc', Math.trunc],
];

function maths(): ObjectValue {
  const functions = MATHS.map(([name, run]): readonly [string, Value] => [
    name,
    native(name, (args) => {
      const numbers = args.flatMap((arg) => (arg.kind === 'primitive' ? [Number(arg.value)] : []));
      return numbers.length === args.length ? primitive(run(...numbers)) : unknown('number of unknown');
    }),
  ]);
  return { ...objectOf(functions), open: true };
}

const NUMBER: [string, GlobalFunction][] = [
  ['parseInt', first((value) => convertNumber(value))],
  ['parseFloat', first((value) => convertNumber(value))],
  ['isNaN', first(() => unknown('number'))],
  [
    'isInteger',
    first((value) =>
      value.kind === 'primitive' ? primitive(Number.isInteger(value.value)) : unknown('number'),
    ),
  ],
];

const CONSTANTS: [string, Value][] = [
  ['NaN', primitive(Number.NaN)],
  ['Infinity', primitive(Number.POSITIVE_INFINITY)],
  ['URL', urlConstructor],
];

/** Names that every program may use. What is not here is unknown, with its name in the reason. */
function listGlobals(realm: Realm, frame: Frame): [string, Value][] {
  const write = (target: Value, key: string, value: Value) => assignMember(target, key, value, frame);
  const isArray = first((value) =>
    value.kind === 'unknown' ? unknown('array') : primitive(value.kind === 'array'),
  );
  return [
    [
      'Object',
      withStatics(
        first((value) => value),
        objectFunctions(realm, write),
      ),
    ],
    [
      'Array',
      withStatics(
        (args) => arrayOf([...args]),
        [
          ['isArray', guessing(isArray)],
          ['from', guessing(arrayFrom(realm))],
          ['of', (args) => arrayOf([...args])],
        ],
      ),
    ],
    ['Map', native('Map', guessing(collection('Map', realm)))],
    ['WeakMap', native('WeakMap', collection('Map', realm))],
    ['Set', native('Set', guessing(collection('Set', realm)))],
    ['WeakSet', native('WeakSet', collection('Set', realm))],
    ['String', withStatics(guessing(first(convertText)), [])],
    ['Number', withStatics(guessing(first(convertNumber)), NUMBER)],
    ['parseInt', native('parseInt', guessing(first(convertNumber)))],
    ['Boolean', native('Boolean', guessing(first(convertBoolean)))],
    [
      'JSON',
      objectOf([
        ['stringify', native('stringify', stringify)],
        ['parse', native('parse', guessing(parse))],
      ]),
    ],
    ['Promise', withStatics(promise(realm), PROMISE)],
    ['Math', maths()],
    [
      'Symbol',
      withStatics(
        ([name]) => primitive(`@@${asString(name) ?? 'symbol'}`),
        [['for', ([name]) => primitive(`@@${asString(name)}`)]],
      ),
    ],
    [
      'structuredClone',
      native(
        'structuredClone',
        first((value) => value),
      ),
    ],
    ...CONSTANTS,
    ...ERRORS.map((name): [string, Value] => [name, native(name, error())]),
  ];
}

export function declareGlobals(scope: Scope, realm: Realm, frame: Frame): void {
  for (const [name, value] of listGlobals(realm, frame)) declare(scope, name, value, 0);
}
