import { choose } from './choice.ts';
import { evaluate, evaluateOptional, execute } from './evaluate.ts';
import { bindPattern } from './pattern.ts';
import { type Frame, type Realm, Thrown } from './realm.ts';
import { createScope, declare } from './scope.ts';
import { childrenOf, findField } from './syntax.ts';
import { arrayOf, type FunctionValue, UNDEFINED, unknown, type Value } from './value.ts';

/** How often a function is followed into itself; fewer where it is not known whether it would go on. */
const MAX_RECURSION = 8;
const MAX_UNCERTAIN_RECURSION = 2;

/** Gives each parameter its argument; an argument that nobody gave is undefined. */
export function bindParameters(fn: FunctionValue, args: readonly Value[], frame: Frame): void {
  const single = findField(fn.node, 'parameter');
  const list = findField(fn.node, 'parameters');
  const parameters = single ? [single] : list ? childrenOf(list) : [];
  for (const [index, parameter] of parameters.entries()) {
    const pattern = findField(parameter, 'pattern') ?? parameter;
    const value = findField(parameter, 'value');
    if (pattern.type === 'rest_pattern') bindPattern(pattern, arrayOf(args.slice(index)), frame);
    else bindPattern(pattern, args[index] ?? evaluateOptional(value, frame), frame);
  }
  declare(frame.scope, 'arguments', arrayOf([...args]), frame.level);
}

function runBody(fn: FunctionValue, frame: Frame): Value {
  const body = findField(fn.node, 'body');
  if (!body) return UNDEFINED;
  if (body.type !== 'statement_block') return evaluate(body, frame);
  const end = execute(body, frame);
  const last = end?.kind === 'return' ? end.value : UNDEFINED;
  const likely = frame.returns.filter((each) => each.likely).map((each) => each.value);
  const others = frame.returns.filter((each) => !each.likely).map((each) => each.value);
  const flag = frame.returns.find((each) => each.flag !== null)?.flag ?? null;
  return frame.returns.length === 0 ? last : choose([...likely, last, ...others], flag);
}

/**
 * Runs a function of the tree. Too deep, too often or out of steps, the answer is unknown. An exception ends the function and not
 * its callers: what throws here is mostly a check of a configuration that nobody gave.
 */
export function callFunction(realm: Realm, fn: FunctionValue, self: Value, args: readonly Value[]): Value {
  const running = realm.active.get(fn.node) ?? 0;
  const limit = realm.conditions.length > 0 ? MAX_UNCERTAIN_RECURSION : MAX_RECURSION;
  if (running >= limit || realm.steps <= 0) return unknown('budget');
  realm.active.set(fn.node, running + 1);
  realm.entered.add(fn.node);
  const scope = createScope(fn.scope);
  const frame: Frame = {
    realm,
    scope,
    functionScope: scope,
    self: fn.self ?? self,
    home: fn.home,
    returns: [],
    level: realm.conditions.length,
  };
  const { length } = realm.conditions;
  const guarded = realm.guards.length;
  try {
    bindParameters(fn, args, frame);
    return runBody(fn, frame);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    realm.conditions.length = length;
    return unknown('thrown');
  } finally {
    realm.guards.length = guarded;
    realm.active.set(fn.node, running);
  }
}
