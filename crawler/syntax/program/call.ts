import type { Location } from '#data/schema/location.ts';
import { withEach } from './among.ts';
import { keepParameters } from './construct.ts';
import type { Parameter } from './ir.ts';
import { currentFlag, type Machine, type Model } from './machine.ts';
import {
  extensionNamed,
  extensionsTogether,
  findMember,
  findMethod,
  lineage,
  MAX_EMBEDDED,
} from './members.ts';
import { childScope } from './names.ts';
import { bestOf, overloadFor } from './overload.ts';
import { typeArgumentsOf } from './type-arguments.ts';
import {
  areAtOdds,
  type Closure,
  dict,
  external,
  type Frame,
  type Given,
  type Instance,
  isKind,
  list,
  type Scope,
  type TypeValue,
  unknown,
  type Value,
} from './value.ts';

const MAX_DEPTH = 48;
const MAX_REPEATS = 8;

/** `callee(given)` */
export function callValue(machine: Machine, callee: Value, given: Given, at: Location): Value {
  if (isKind(callee, 'closure')) return callClosure(machine, callee, given, at);
  if (isKind(callee, 'native')) return callee.call({ ...given, self: null, at, scope: outside(machine) });
  if (isKind(callee, 'type'))
    return machine.construct({ name: callee.declaration.name, args: [], nullable: false }, given, {
      at,
      scope: callee.scope,
    });
  if (isKind(callee, 'external')) return callExternal(machine, callee.path, given, at);
  if (isKind(callee, 'unknown') && callee.among)
    return withEach(machine, callee, (each) => callValue(machine, each, given, at));
  handOver(machine, given);
  return unknown(isKind(callee, 'unknown') ? callee.flag : '');
}

const outside = (machine: Machine): Scope => machine.unitScope('');

function callExternal(machine: Machine, path: string, given: Given, at: Location): Value {
  const model = machine.models.call(path);
  if (model) return runModel(machine, model, given, { self: null, at });
  const builtin = machine.dialect.builtinMember(external(path), 'constructor', machine);
  if (isKind(builtin, 'native')) return builtin.call({ ...given, self: null, at, scope: outside(machine) });
  handOver(machine, given);
  return unknown(path);
}

function runModel(
  machine: Machine,
  model: Model,
  given: Given,
  { self, at }: { self: Value | null; at: Location },
): Value {
  return model({ ...given, self, at, scope: outside(machine) }, machine);
}

/** `receiver.name(given)`: the program's own method, what is known of an outside one, an extension, or unknown. */
export function callMember(
  machine: Machine,
  receiver: Value,
  name: string,
  site: { given: Given; at: Location },
): Value {
  const { given, at } = site;
  if (isKind(receiver, 'unknown') && receiver.among)
    return withEach(machine, receiver, (each) => callMember(machine, each, name, site));
  const own =
    isKind(receiver, 'instance') || isKind(receiver, 'type')
      ? findCallable(machine, receiver, name)
      : undefined;
  if (isKind(own, 'closure')) return callClosure(machine, own, given, at);
  const model = modelOf(machine, receiver, name);
  if (model) return runModel(machine, model, given, { self: receiver, at });
  const part = isKind(receiver, 'instance') ? embeddedModel(machine, receiver, name) : undefined;
  if (part) return runModel(machine, part.model, given, { self: part.self, at });
  const member = own ?? findMember(machine, receiver, name);
  if (isKind(member, 'native')) return member.call({ ...given, self: receiver, at, scope: outside(machine) });
  if (member !== undefined)
    return isReadByCall(member, given) ? member : callValue(machine, member, given, at);
  const extension = isKind(receiver, 'external')
    ? undefined
    : (extensionNamed(machine, name) ?? bestOf(extensionsTogether(machine, name), given));
  if (extension) return callClosure(machine, { ...extension, self: receiver }, given, at);
  return callValue(machine, machine.member(receiver, name), given, at);
}

/** A field that is read by a call: the accessors that records and attribute readers have without declaring them. */
const isReadByCall = (member: Value, given: Given): boolean =>
  given.args.length === 0 &&
  given.named.size === 0 &&
  !isKind(member, 'closure') &&
  !isKind(member, 'native') &&
  !isKind(member, 'type') &&
  !isKind(member, 'external');

/** A method, else a field: many languages let both have one name, and only the first can be called. */
function findCallable(machine: Machine, receiver: Instance | TypeValue, name: string): Value | undefined {
  const held = findMember(machine, receiver, name);
  if (isKind(held, 'closure') || isKind(held, 'native') || !isKind(receiver, 'instance')) return held;
  const method = findMethod(machine, receiver.of, name);
  return method ? { ...method, self: receiver } : held;
}

/** What is known of a method by the outside types its receiver is made of. */
function modelOf(machine: Machine, receiver: Value, name: string): Model | undefined {
  if (isKind(receiver, 'external')) return undefined;
  const of = isKind(receiver, 'instance') ? receiver.of : isKind(receiver, 'type') ? receiver : undefined;
  const types = of ? lineage(machine, of) : [];
  for (const type of types) {
    const model = type.kind === 'external' ? machine.models.method(type.path, name) : undefined;
    if (model) return model;
  }
  const isVague = isKind(receiver, 'unknown') || types.some((type) => type.kind === 'external');
  return isVague ? machine.models.method('', name) : undefined;
}

/** What is known of a method by an outside type that is part of the receiver's. */
function embeddedModel(
  machine: Machine,
  receiver: Instance,
  name: string,
  depth = 0,
): { model: Model; self: Value } | undefined {
  if (!isKind(receiver.of, 'type') || depth > MAX_EMBEDDED) return undefined;
  for (const field of receiver.of.declaration.fields) {
    if (!field.embedded || !field.type) continue;
    const of = machine.resolveType(field.type, receiver.of.scope);
    const model = isKind(of, 'external') ? machine.models.method(of.path, name) : undefined;
    const held = receiver.fields.get(field.name);
    if (model) return { model, self: held ?? unknown(field.name) };
    const inner = isKind(held, 'instance') ? embeddedModel(machine, held, name, depth + 1) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

/** Functions handed to code that is not here may be called by it. */
const handOver = (machine: Machine, given: Given): void =>
  handOverAll(machine, [...given.args, ...given.named.values()]);

export function handOverAll(machine: Machine, values: Iterable<Value>): void {
  for (const value of values) {
    if (!isKind(value, 'closure') || machine.called.has(value.fn)) continue;
    machine.pending.push({ closure: value, flag: currentFlag(machine) });
  }
}

function callClosure(machine: Machine, named: Closure, given: Given, at: Location): Value {
  const closure = overloadFor(machine, named, given);
  const { fn } = closure;
  const running = machine.frames.filter((frame) => frame.fn === fn).length;
  if (machine.frames.length > MAX_DEPTH || running >= MAX_REPEATS) return unknown('');
  if (machine.steps < 0) {
    machine.cut = true;
    return unknown('');
  }
  machine.called.add(fn);
  const frame: Frame = { fn, at, returns: [] };
  const scope = childScope(closure.scope, {
    frame,
    self: closure.self ?? closure.scope.self,
    owner: closure.owner ?? closure.scope.owner,
    conditions: machine.conditions.length,
    typeArgs: new Map([
      ...closure.scope.typeArgs,
      ...closure.typeArgs,
      ...typeArgumentsOf(machine, closure, given),
    ]),
  });
  if (fn.receiver && fn.receiver.name !== '')
    scope.names.set(fn.receiver.name, closure.self ?? unknown(fn.receiver.name));
  bindParameters(machine, closure, given, scope);
  if (fn.modifiers.includes('primary')) keepParameters(machine, closure, scope);
  return runBody(machine, frame, scope);
}

function runBody(machine: Machine, frame: Frame, scope: Scope): Value {
  const conditions = machine.conditions.length;
  machine.frames.push(frame);
  const { body } = frame.fn;
  const last = frame.fn.yieldsLast ? body.at(-1) : undefined;
  const rest = last ? body.slice(0, -1) : body;
  const flow = machine.run(rest, scope);
  if (last?.kind === 'expression' && flow === 'next')
    frame.returns.push({ value: machine.evaluate(last.value, scope), flag: '' });
  else if (last && flow === 'next') machine.run([last], scope);
  machine.frames.pop();
  machine.conditions.length = conditions;
  return mergeReturns(machine, frame);
}

const saysNothing = (value: Value) => value === null || (isKind(value, 'unknown') && value.flag === '');

/** One value for all that a function may return: lists are joined, else the one that hangs on nothing, else the last that says something. */
function mergeReturns(machine: Machine, { fn, returns }: Frame): Value {
  const isTruth = returns.some(({ value }) => typeof value === 'boolean');
  const known = returns.filter(({ value }) => !saysNothing(value) || (isTruth && value !== null));
  const lists = known.map(({ value }) => value).filter((value) => isKind(value, 'list'));
  if (lists.length > 1 && lists.length === known.length && lists.every(({ form }) => form === 'list')) {
    for (const { value, flag } of known) if (isKind(value, 'list')) mark(machine, value.items, flag);
    const items = [...new Set(lists.flatMap((each) => each.items))];
    return list(
      items,
      'list',
      lists.some((each) => each.open),
    );
  }
  const [first, ...rest] = known;
  if (first && rest.some(({ value }) => areAtOdds(first.value, value)))
    return unknown(known.map(({ flag }) => flag).find((flag) => flag !== '' && flag !== '?') ?? '');
  const guarded = known.find(({ value, flag }) => flag !== '' && typeof value === 'number');
  const mayBeNothing = returns.some(({ value }) => value === null);
  if (fn.returns?.nullable && guarded && mayBeNothing)
    return unknown(guarded.flag === '?' ? '' : guarded.flag);
  const best = known.findLast(({ flag }) => flag === '') ?? known.at(-1) ?? returns.at(-1);
  return best === undefined ? null : best.value;
}

export function mark(machine: Machine, values: readonly Value[], flag: string): void {
  if (flag === '') return;
  for (const value of values)
    if (typeof value === 'object' && value !== null && !machine.flags.has(value))
      machine.flags.set(value, flag);
}

/** Gives every parameter its value: passed, default, or unknown. */
function bindParameters(machine: Machine, { fn }: Closure, given: Given, scope: Scope): void {
  const positional = [...given.args];
  const named = new Map(given.named);
  const block = named.get('&');
  for (const parameter of fn.parameters) {
    if (parameter.variadic) scope.names.set(parameter.name, takeRest(positional, named, parameter));
    else scope.names.set(parameter.name, takeArgument(machine, { parameter, positional, named }, scope));
  }
  const last = fn.parameters.at(-1);
  if (block !== undefined && last && named.has('&') && isKind(scope.names.get(last.name), 'unknown'))
    scope.names.set(last.name, block);
  if (fn.name === '' && fn.parameters.length === 0) scope.names.set('it', positional[0] ?? unknown('it'));
}

/** What is left goes to the last: as a list, or as a dictionary where it was named. */
function takeRest(positional: Value[], named: Map<string, Value>, parameter: Parameter): Value {
  if (!parameter.modifiers.includes('keywords')) return list(positional.splice(0));
  const rest = [...named].filter(([name]) => name !== '&');
  return dict(rest);
}

interface Taking {
  parameter: Parameter;
  positional: Value[];
  named: Map<string, Value>;
}

function takeArgument(machine: Machine, { parameter, positional, named }: Taking, scope: Scope): Value {
  const byName = named.get(parameter.name);
  named.delete(parameter.name);
  const passed = byName ?? positional.shift();
  if (passed !== undefined) return passed;
  return parameter.initial === null ? unknown(parameter.name) : machine.evaluate(parameter.initial, scope);
}
