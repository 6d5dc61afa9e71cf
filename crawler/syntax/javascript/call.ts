import { likeliest, mapChoice } from './choice.ts';
import { constructClass } from './construct.ts';
import { callFunction } from './invoke.ts';
import { noteBirth, type Realm, runUncertain } from './realm.ts';
import { external, type FunctionValue, UNDEFINED, unknown, type Value } from './value.ts';

/** How deep in objects and arrays a callback is looked for. */
const CALLBACK_DEPTH = 2;
const MAX_PENDING = 2_000;

function collectCallbacks(realm: Realm, value: Value, depth: number): void {
  if (value.kind === 'function') {
    if (realm.pending.length < MAX_PENDING) realm.pending.push(value);
  } else if (depth < CALLBACK_DEPTH && value.kind === 'object') {
    for (const member of value.properties.values()) collectCallbacks(realm, member, depth + 1);
  } else if (depth < CALLBACK_DEPTH && value.kind === 'array') {
    for (const element of value.elements.slice(0, 50)) collectCallbacks(realm, element, depth + 1);
  }
}

/** What code outside the tree answers is not known; the functions it is handed may be called by it. */
export function callOutside(realm: Realm, args: readonly Value[], answer: Value): Value {
  for (const arg of args) collectCallbacks(realm, arg, 0);
  return answer;
}

/** Calls inside calls that leave the program's own expressions, such as exports that lead to each other. */
const MAX_DEPTH = 600;

/** What a call answers. */
export function callValue(realm: Realm, callee: Value, self: Value, args: readonly Value[]): Value {
  if (realm.depth >= MAX_DEPTH) return unknown('nested too deep');
  realm.depth++;
  try {
    return dispatch(realm, callee, self, args);
  } finally {
    realm.depth--;
  }
}

/** One of several callees: what it does is only possible, unless it is the one that nothing configured calls. */
const callPerhaps = (realm: Realm, flag: string | null, run: () => Value): Value =>
  flag === null ? run() : (runUncertain(realm, flag, run) ?? UNDEFINED);

function dispatch(realm: Realm, callee: Value, self: Value, args: readonly Value[]): Value {
  switch (callee.kind) {
    case 'function':
      return callFunction(realm, callee, self, args);
    case 'native':
      return callee.call(args);
    case 'choice':
      return mapChoice(callee, (option, flag) =>
        callPerhaps(realm, flag, () => callValue(realm, option, self, args)),
      );
    case 'external':
      return callOutside(realm, args, external(callee.module, [...callee.path, '()']));
    case 'unknown': {
      const likely = likeliest(callee);
      const guess = likely.kind === 'native' ? likely.call(args) : null;
      return callOutside(realm, args, unknown(callee.reason, callee.flag, guess));
    }
    default:
      return callOutside(realm, args, unknown(`call of a ${callee.kind}`));
  }
}

/** What `new` makes. */
export function constructValue(realm: Realm, callee: Value, args: readonly Value[]): Value {
  switch (callee.kind) {
    case 'class':
      return constructClass(realm, callee, args);
    case 'native':
      return callee.call(args);
    case 'function':
      return constructFunction(realm, callee, args);
    case 'choice':
      return mapChoice(callee, (option, flag) =>
        callPerhaps(realm, flag, () => constructValue(realm, option, args)),
      );
    case 'external': {
      const made: Value = { ...external(callee.module, callee.path), args };
      noteBirth(realm, made);
      return callOutside(realm, args, made);
    }
    default:
      return callOutside(realm, args, unknown('instance of unknown'));
  }
}

function constructFunction(realm: Realm, callee: FunctionValue, args: readonly Value[]): Value {
  const { length: level } = realm.conditions;
  const made: Value = {
    kind: 'object',
    properties: new Map(),
    prototype: null,
    open: true,
    origin: null,
    level,
  };
  const answer = callFunction(realm, callee, made, args);
  return answer.kind === 'object' ? answer : made;
}
