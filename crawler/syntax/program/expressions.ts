import type { Location } from '#data/schema/location.ts';
import { oneAmong } from './among.ts';
import { assign } from './assign.ts';
import { callMember, handOverAll } from './call.ts';
import { evaluateArguments, superCall } from './construct.ts';
import type { Call, Expression } from './ir.ts';
import { type Machine, under } from './machine.ts';
import { extensionNamed, findMethod, lineage } from './members.ts';
import { findName, resolveName } from './names.ts';
import { combine, shortCircuit } from './operators.ts';
import { carried } from './type-arguments.ts';
import { holdsUnset } from './unset.ts';
import {
  areAtOdds,
  closureOf,
  dict,
  flagOf,
  type Instance,
  isKind,
  joinText,
  keyOf,
  lastName,
  list,
  type Scope,
  truthOf,
  unknown,
  type Value,
} from './value.ts';

/** The value of an expression. */
export function evaluate(machine: Machine, expression: Expression, scope: Scope): Value {
  machine.steps -= 1;
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'template':
      return joinText(
        expression.parts.map((part) => (typeof part === 'string' ? part : machine.evaluate(part, scope))),
      );
    case 'name':
      return resolveName(machine, scope, expression.name);
    case 'self':
      return scope.self ?? scope.owner ?? unknown('self');
    case 'super':
      return scope.self ?? unknown('super');
    case 'member':
      return machine.member(machine.evaluate(expression.of, scope), expression.name);
    case 'index':
      return indexed(machine.evaluate(expression.of, scope), machine.evaluate(expression.key, scope));
    case 'opaque':
      return unknown(expression.text);
    case 'type':
      return machine.resolveType(expression.type, scope);
    case 'lambda':
      return closureOf(expression.fn, scope, { typeArgs: scope.typeArgs });
    default:
      return evaluateCompound(machine, expression, scope);
  }
}

type Compound = Extract<
  Expression,
  { kind: 'list' | 'map' | 'construct' | 'call' | 'binary' | 'not' | 'conditional' | 'assign' | 'block' }
>;

function evaluateCompound(machine: Machine, expression: Compound, scope: Scope): Value {
  switch (expression.kind) {
    case 'list':
      return list(evaluateArguments(machine, expression.items, scope).args);
    case 'map':
      return mapOf(machine, expression, scope);
    case 'construct':
      return constructed(machine, expression, scope);
    case 'call':
      return call(machine, expression, scope);
    case 'binary':
      return binary(machine, expression, scope);
    case 'not':
      return negated(machine.evaluate(expression.of, scope));
    case 'conditional':
      return chosen(machine, expression, scope);
    case 'assign':
      return assign(machine, expression, scope);
    case 'block':
      return blockValue(machine, expression, scope);
  }
}

function indexed(of: Value, key: Value): Value {
  if (isKind(of, 'list') && typeof key === 'number') return of.items.at(key) ?? unknown('');
  const text = keyOf(key);
  if (isKind(of, 'dict') && text !== undefined)
    return of.entries.get(text) ?? (of.open ? unknown(text) : null);
  if (isKind(of, 'instance') && text !== undefined) return of.fields.get(text) ?? unknown(text);
  if (isKind(of, 'dict')) return oneAmong(of.entries.values(), flagOf(key));
  const named = text !== undefined && !/^\d*$/.test(text) ? text : '';
  return unknown(named || flagOf(of));
}

function mapOf(machine: Machine, { entries, at }: Extract<Expression, { kind: 'map' }>, scope: Scope): Value {
  const made = dict([], at);
  for (const entry of entries) {
    const key = keyOf(machine.evaluate(entry.key, scope));
    const value = machine.evaluate(entry.value, scope);
    if (key === undefined) made.open = true;
    else made.entries.set(key, value);
  }
  machine.models.mapped?.(made, machine);
  return made;
}

function constructed(
  machine: Machine,
  expression: Extract<Expression, { kind: 'construct' }>,
  scope: Scope,
): Value {
  const given = evaluateArguments(machine, expression.args, scope);
  const type = carried(expression.type, scope);
  const made = machine.construct(type, given, { at: expression.at, scope });
  setFields(machine, made, { fields: expression.fields, scope, at: expression.at });
  return made;
}

interface Setting {
  fields: readonly Extract<Expression, { kind: 'construct' }>['fields'][number][];
  scope: Scope;
  at: Location;
}

function setFields(machine: Machine, made: Value, { fields, scope }: Setting): void {
  if (isKind(made, 'list')) for (const { value } of fields) made.items.push(machine.evaluate(value, scope));
  if (!isKind(made, 'instance')) return;
  const declared = isKind(made.of, 'type') ? made.of.declaration.fields : [];
  fields.forEach((field, index) => {
    const name = field.name === '' ? declared[index]?.name : field.name;
    const value = machine.evaluate(field.value, scope);
    if (field.spread && isKind(value, 'instance'))
      for (const [key, each] of value.fields) setUnlessThere(made.fields, key, each);
    else if (name !== undefined) made.fields.set(name, value);
  });
  if (isKind(made.of, 'external')) handOverAll(machine, made.fields.values());
  if (fields.length > 0) machine.models.made?.(made, machine);
}

function setUnlessThere(fields: Map<string, Value>, key: string, value: Value): void {
  if (!fields.has(key)) fields.set(key, value);
}

function call(machine: Machine, expression: Call, scope: Scope): Value {
  const { callee, at } = expression;
  const evaluated = evaluateArguments(machine, expression.args, scope);
  const given = { ...evaluated, typeArgs: expression.typeArgs.map((type) => carried(type, scope)) };
  if (callee.kind === 'super' && isKind(scope.self, 'instance') && scope.owner) {
    superCall(machine, scope.self, { owner: scope.owner, given, at });
    return null;
  }
  if (callee.kind === 'member' && callee.of.kind === 'super')
    return callSuper(machine, callee.name, scope, { given, at });
  if (callee.kind === 'member') {
    const receiver = machine.evaluate(callee.of, scope);
    return callMember(machine, receiver, callee.name, { given, at });
  }
  if (callee.kind === 'name') return callName(machine, callee.name, scope, { given, at });
  return machine.call(machine.evaluate(callee, scope), given, at);
}

type CallSite = Parameters<typeof callMember>[3];

function callSuper(machine: Machine, name: string, scope: Scope, { given, at }: CallSite): Value {
  const [base] = scope.owner?.declaration.bases ?? [];
  const of = base && scope.owner && machine.resolveType(base, scope.owner.scope);
  const method = of === undefined ? unknown(name) : machine.member(of, name);
  return machine.call(isKind(method, 'closure') ? { ...method, self: scope.self } : method, given, at);
}

/** A bare name that nothing declares may be a method of a receiver in reach that only a model knows. */
function callName(machine: Machine, name: string, scope: Scope, site: CallSite): Value {
  const found = findName(machine, scope, name);
  const received = machine.dialect.implicitSelf ? receiversOf(scope) : [];
  if (isCallable(found)) return machine.call(found, site.given, site.at);
  for (const self of received) {
    if (hasMethod(machine, self, name) || isKnownTo(machine, self, name))
      return callMember(machine, self, name, site);
  }
  const callee = found ?? extensionOf(machine, name, received);
  if (callee !== undefined) return machine.call(callee, site.given, site.at);
  return machine.call({ kind: 'external', path: name }, site.given, site.at);
}

/** An extension that is called by its name alone extends the receiver in reach that has its type, else the nearest. */
function extensionOf(machine: Machine, name: string, received: readonly Value[]): Value | undefined {
  const [nearest] = received;
  const extension = nearest === undefined ? undefined : extensionNamed(machine, name);
  if (nearest === undefined || !extension?.fn.receiver) return undefined;
  const wanted = extension.fn.receiver.type.name;
  const fits = received.find((each) => isKind(each, 'instance') && isNamed(machine, each, wanted));
  return { ...extension, self: fits ?? nearest };
}

const isNamed = (machine: Machine, { of }: Instance, name: string): boolean =>
  lineage(machine, of).some(
    (type) => (type.kind === 'type' ? type.declaration.name : lastName(type.path)) === name,
  );

const isCallable = (value: Value | undefined): value is Value =>
  isKind(value, 'closure') || isKind(value, 'native') || isKind(value, 'type');

/** Whether a receiver has a method of a name that something nearer, which cannot be called, has too. */
const hasMethod = (machine: Machine, self: Value, name: string): boolean =>
  isKind(self, 'instance') && findMethod(machine, self.of, name) !== undefined;

function receiversOf(scope: Scope): Value[] {
  const all: Value[] = [];
  for (let each: Scope | null = scope; each; each = each.parent)
    for (const self of [each.self, each.owner]) if (self && !all.includes(self)) all.push(self);
  return all;
}

function isKnownTo(machine: Machine, self: Value, name: string): boolean {
  if (isKind(self, 'unknown')) return machine.models.method('', name) !== undefined;
  if (!isKind(self, 'instance') && !isKind(self, 'type')) return false;
  const types = lineage(machine, isKind(self, 'instance') ? self.of : self);
  return types.some(
    (type) => type.kind === 'external' && machine.models.method(type.path, name) !== undefined,
  );
}

function binary(
  machine: Machine,
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  scope: Scope,
): Value {
  const first = machine.evaluate(left, scope);
  const decided = shortCircuit(operator, first, () => machine.evaluate(right, scope));
  return decided ?? combine(operator, first, machine.evaluate(right, scope));
}

function negated(value: Value): Value {
  const truth = truthOf(value);
  return truth === undefined ? unknown(flagOf(value)) : !truth;
}

function chosen(
  machine: Machine,
  expression: Extract<Expression, { kind: 'conditional' }>,
  scope: Scope,
): Value {
  const test = machine.evaluate(expression.test, scope);
  const truth = truthOf(test);
  if (truth !== undefined) return machine.evaluate(truth ? expression.then : expression.otherwise, scope);
  const unset = holdsUnset(expression.test);
  const [usual, other] = unset
    ? [expression.then, expression.otherwise]
    : [expression.otherwise, expression.then];
  const guarded = under(machine, flagOf(test), () => machine.evaluate(other, scope));
  return unite(machine.evaluate(usual, scope), guarded, flagOf(test));
}

/** Of two values that an undecided test chooses between: lists are joined, else what is there when nothing is set, unless that says nothing. */
function unite(otherwise: Value, then: Value, flag: string): Value {
  if (isKind(otherwise, 'list') && isKind(then, 'list'))
    return list([...new Set([...then.items, ...otherwise.items])]);
  if (areAtOdds(otherwise, then)) return unknown(flag);
  return otherwise === null || isKind(otherwise, 'unknown') ? then : otherwise;
}

function blockValue(machine: Machine, { body }: Extract<Expression, { kind: 'block' }>, scope: Scope): Value {
  const inner: Scope = { ...scope, names: new Map(), parent: scope };
  const last = body.at(-1);
  if (last?.kind !== 'expression') {
    machine.run(body, inner);
    return null;
  }
  const flow = machine.run(body.slice(0, -1), inner);
  return flow === 'next' ? machine.evaluate(last.value, inner) : null;
}
