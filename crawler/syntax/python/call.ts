import { child, type SyntaxNode } from '../node.ts';
import { classMember } from './attribute.ts';
import { lineage, type Parameter, parametersOf } from './define.ts';
import { readField } from './fields.ts';
import type { Machine } from './machine.ts';
import { newScope } from './names.ts';
import {
  type Arguments,
  type Class,
  dict,
  type External,
  type Frame,
  type Func,
  type Instance,
  isKind,
  list,
  type NativeCall,
  type Scope,
  UNKNOWN,
  type Value,
} from './value.ts';

const MAX_DEPTH = 48;
const MAX_REPEATS = 16;

/** Gives every parameter its value: passed, default, or unknown. */
function bindParameters(func: Func, given: Arguments, scope: Scope): void {
  const positional = [...given.args];
  const named = new Map(given.kwargs);
  for (const parameter of parametersOf(func.node)) {
    if (parameter.form === 'args')
      scope.names.set(parameter.name, list(positional.splice(0), 'tuple', given.open));
    else if (parameter.form === 'kwargs')
      scope.names.set(parameter.name, Object.assign(dict(named), { open: given.open }));
    else
      scope.names.set(parameter.name, takeArgument(func, parameter, { positional, named, open: given.open }));
  }
}

function takeArgument(
  func: Func,
  parameter: Parameter,
  left: { positional: Value[]; named: Map<string, Value>; open: boolean },
): Value {
  const named = left.named.get(parameter.name);
  left.named.delete(parameter.name);
  const passed = named !== undefined || parameter.keywordOnly ? named : left.positional.shift();
  const fallback = func.defaults.get(parameter.name);
  if (passed === undefined)
    return fallback !== undefined && !left.open ? fallback : unknownParameter(parameter, fallback);
  const vague = isKind(passed, 'unknown') && passed.fallback === undefined;
  return vague && fallback !== undefined ? { ...passed, fallback } : passed;
}

/** What a parameter is when nobody says. */
export function unknownParameter(parameter: Parameter, fallback: Value | undefined): Value {
  return { kind: 'unknown', flag: parameter.name, ...(fallback !== undefined && { fallback }) };
}

/** One value for all that a function may return: lists are joined, else the usual one, else the last that says something. */
function mergeReturns(frame: Frame): Value {
  const known = frame.returns.filter(
    ({ value }) => value !== null && !(isKind(value, 'unknown') && value.fallback === undefined),
  );
  const lists = known.map(({ value }) => value).filter((value) => isKind(value, 'list'));
  if (lists.length === known.length && lists.length > 1) {
    return list(
      [...new Set(lists.flatMap((each) => each.items))],
      lists[0]?.form,
      lists.some((each) => each.open),
    );
  }
  const best = known.findLast(({ usual }) => usual) ?? known.at(-1) ?? frame.returns.at(-1);
  return best === undefined ? null : best.value;
}

/**
 * A call that runs already with nothing more known: another round of a walk over what nobody can see would tell no more, whatever the
 * text or the number that it carries along.
 */
function goesBlind(given: Arguments, running: readonly Frame[]): boolean {
  const values = (all: Arguments) => [...all.args, ...all.kwargs.values()];
  const inner = values(given);
  return running.some((frame) => {
    const outer = values(frame.given);
    if (inner.length !== outer.length) return false;
    const isWalk = inner.some((value, at) => isVague(value) && isVague(outer[at]));
    return inner.every((value, at) => isSame(value, outer[at]) || (isWalk && areLabels(value, outer[at])));
  });
}

const isText = (value: Value | undefined) => typeof value === 'string' || isKind(value, 'template');

const areLabels = (inner: Value, outer: Value | undefined) =>
  (isText(inner) && isText(outer)) || (typeof inner === 'number' && typeof outer === 'number');

const isVague = (value: Value | undefined) => isKind(value, 'unknown') && value.fallback === undefined;

const isSame = (inner: Value, outer: Value | undefined) =>
  inner === outer || (isVague(inner) && isVague(outer));

function callFunction(machine: Machine, func: Func, given: Arguments, self: Value | undefined): Value {
  const running = machine.frames.filter((each) => each.func.node === func.node);
  if (machine.depth > MAX_DEPTH || running.length >= MAX_REPEATS || machine.steps < 0) return UNKNOWN;
  if (
    goesBlind(
      given,
      running.filter((each) => each.self === self),
    )
  )
    return UNKNOWN;
  machine.observer.called?.(func);
  const frame: Frame = { func, given, returns: [], ...(self !== undefined && { self }) };
  const scope: Scope = { ...newScope('function', func.scope), frame };
  const bindings =
    self !== undefined && func.role !== 'static' ? { ...given, args: [self, ...given.args] } : given;
  bindParameters(func, bindings, scope);
  const body = child(func.node, 'body');
  if (body === undefined) return null;
  machine.depth += 1;
  machine.frames.push(frame);
  const result =
    func.node.type === 'lambda' ? machine.evaluate(body, scope) : runBody(machine, func, scope, frame);
  machine.frames.pop();
  machine.depth -= 1;
  return result;
}

function runBody(machine: Machine, func: Func, scope: Scope, frame: Frame): Value {
  const body = child(func.node, 'body');
  const before = machine.conditions.length;
  if (body !== undefined) machine.run(body, scope);
  machine.conditions.length = before;
  return mergeReturns(frame);
}

function instantiate(machine: Machine, of: Class, call: NativeCall): Value {
  const made: Instance = { kind: 'instance', of, attributes: new Map(), site: call.site };
  const init = classMember(machine, of, '__init__');
  if (isKind(init, 'function')) machine.call({ kind: 'method', self: made, callee: init }, call, call.site);
  else if (!initialiseOutside(machine, made, call)) fillFields(machine, made, call);
  machine.observer.made?.(made);
  return made;
}

/** Runs the constructor of the nearest base from outside that has one. */
export function initialiseOutside(machine: Machine, made: Instance, call: NativeCall): boolean {
  for (const each of lineage(made.of)) {
    const init = each.kind === 'external' ? machine.externals(each.path)?.init : undefined;
    if (init !== undefined) {
      init(made, call);
      return true;
    }
  }
  return false;
}

/** Dataclasses, pydantic models, named tuples: arguments become the fields. */
function fillFields(machine: Machine, made: Instance, call: NativeCall): void {
  const classes = lineage(made.of)
    .filter((each) => each.kind === 'class')
    .reverse();
  const fields = [
    ...new Map(classes.flatMap((each) => [...each.annotations.keys()].map((name) => [name, each] as const))),
  ];
  const args = [...call.args];
  for (const [name, of] of fields) {
    const passed = call.kwargs.has(name) ? call.kwargs.get(name) : args.shift();
    const value =
      passed === undefined ? (overridden(machine, made, of, name) ?? readField(machine, of, name)) : passed;
    if (value !== undefined) made.attributes.set(name, value);
  }
  for (const [name, value] of call.kwargs) if (!made.attributes.has(name)) made.attributes.set(name, value);
}

/** What a plain class below gives a name that a class above declares. The constructor of a dataclass knows only the field that was declared. */
function overridden(machine: Machine, made: Instance, declared: Class, name: string): Value | undefined {
  const classes = lineage(made.of);
  if (classes.some((each) => each.kind === 'class' && each.dataclass)) return undefined;
  const nearest = classes.find((each) => each.kind === 'class' && each.members.has(name));
  const value =
    nearest === undefined || nearest === declared ? undefined : classMember(machine, made.of, name);
  return isKind(value, 'function') ? undefined : value;
}

function callExternal(machine: Machine, callee: External, call: NativeCall): Value {
  const model = machine.externals(callee.path);
  if (model?.call !== undefined) return model.call(call);
  const made: Instance = { kind: 'instance', of: callee, attributes: new Map(), site: call.site };
  if (model?.init !== undefined) {
    model.init(made, call);
    return made;
  }
  return model === undefined ? opaque(callee, call) : made;
}

/** A call into code that is not here. A lone function handed in comes back: that is how decorators behave. */
function opaque(callee: External, call: NativeCall): Value {
  const name = callee.path.split('.').at(-1) ?? callee.path;
  if (/^[A-Z]/.test(name))
    return { kind: 'instance', of: callee, attributes: new Map(call.kwargs), site: call.site };
  const [only] = call.args;
  if (call.args.length === 1 && (isKind(only, 'function') || isKind(only, 'class'))) return only;
  return { kind: 'unknown', flag: name };
}

/** `callee(given)` */
export function callValue(machine: Machine, callee: Value, given: Arguments, site: SyntaxNode): Value {
  const call: NativeCall = { args: given.args, kwargs: given.kwargs, open: given.open, site };
  if (typeof callee !== 'object' || callee === null) return UNKNOWN;
  switch (callee.kind) {
    case 'function':
      return callFunction(machine, callee, given, undefined);
    case 'method':
      if (callee.callee.kind === 'native')
        return callee.callee.call({ ...call, args: [callee.self, ...call.args] });
      return callFunction(machine, callee.callee, given, callee.self);
    case 'native':
      return callee.call(call);
    case 'class':
      return isEnumLookup(callee, call) ?? instantiate(machine, callee, call);
    case 'external':
      return callExternal(machine, callee, call);
    case 'applied':
      return callValue(machine, callee.origin, given, site);
    case 'instance':
      return callInstance(machine, callee, call);
    case 'unknown':
      return { kind: 'unknown', ...(callee.flag !== undefined && { flag: callee.flag }) };
    default:
      return UNKNOWN;
  }
}

function callInstance(machine: Machine, callee: Instance, call: NativeCall): Value {
  const method = classMember(machine, callee.of, '__call__');
  if (isKind(method, 'function'))
    return machine.call({ kind: 'method', self: callee, callee: method }, call, call.site);
  const [only] = call.args;
  return isKind(only, 'function') || isKind(only, 'class') ? only : UNKNOWN;
}

/** `Colour("red")` is the member with that value. */
function isEnumLookup(callee: Class, call: NativeCall): Value | undefined {
  const [given] = call.args;
  const members = [...callee.members.values()]
    .filter((each) => isKind(each, 'instance'))
    .filter((each) => each.of === callee);
  if (members.length === 0 || given === undefined) return undefined;
  return members.find((each) => each.attributes.get('value') === given) ?? UNKNOWN;
}
