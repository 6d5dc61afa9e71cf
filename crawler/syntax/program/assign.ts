import { mark } from './call.ts';
import type { Expression } from './ir.ts';
import { currentFlag, type Machine } from './machine.ts';
import { lineage } from './members.ts';
import { findInModule, holderOf } from './names.ts';
import { combine } from './operators.ts';
import { areAtOdds, type Instance, isKind, keyOf, type Scope, unknown, type Value } from './value.ts';

type Assign = Extract<Expression, { kind: 'assign' }>;

/** Carries out an assignment and answers what was assigned. */
export function assign(machine: Machine, expression: Assign, scope: Scope): Value {
  const { target, operator } = expression;
  const given = machine.evaluate(expression.value, scope);
  if (operator === '') {
    store(machine, target, given, scope);
    return given;
  }
  const held = machine.evaluate(target, scope);
  if (operator === '&') return isPlain(held) ? put(machine, target, given, scope) : held;
  if (operator === '?')
    return held === null || isKind(held, 'external') ? put(machine, target, given, scope) : held;
  return put(machine, target, combine(operator, held, given), scope);
}

/** What has no parts, or none yet, to be set one by one. */
const isPlain = (value: Value): boolean =>
  typeof value !== 'object' || value === null || (isKind(value, 'list') && value.items.length === 0);

function put(machine: Machine, target: Expression, value: Value, scope: Scope): Value {
  store(machine, target, value, scope);
  return value;
}

/** Puts a value where an expression says. Text that an undecided test would replace stays: it is what is there when nothing is set. */
export function store(machine: Machine, target: Expression, value: Value, scope: Scope): void {
  if (target.kind === 'name') storeName(machine, target.name, value, scope);
  else if (target.kind === 'member') storeMember(machine, target, value, scope);
  else if (target.kind === 'index') storeIndexed(machine, target, value, scope);
  else if (target.kind === 'list') storeParts(machine, target, value, scope);
}

function storeParts(
  machine: Machine,
  target: Extract<Expression, { kind: 'list' }>,
  value: Value,
  scope: Scope,
): void {
  const parts = isKind(value, 'list') ? value.items : [];
  target.items.forEach((item, index) => {
    const part =
      parts[index] ??
      (index === 0 && !isKind(value, 'list') ? value : { kind: 'unknown' as const, flag: '' });
    store(machine, item.value, part, scope);
  });
}

function storeName(machine: Machine, name: string, value: Value, scope: Scope): void {
  if (name === '_') return;
  const holder = holderOf(scope, name);
  if (holder) {
    holder.names.set(name, settled(machine, holder.names.get(name), value, holder));
    return;
  }
  const key = `${scope.unit.module}\n${name}`;
  if (storeReceived(machine, name, value, scope)) return;
  if (findInModule(machine, scope.unit.module, name) !== undefined) machine.globals.set(key, value);
  else scope.names.set(name, value);
}

/** Puts a value into a field of the receiver or of its type that is named alone; false where neither has it. */
function storeReceived(machine: Machine, name: string, value: Value, scope: Scope): boolean {
  if (!machine.dialect.implicitSelf) return false;
  const { self, owner } = scope;
  if (isKind(self, 'instance') && (self.fields.has(name) || hasField(machine, self, name)))
    self.fields.set(name, settled(machine, self.fields.get(name), value, scope));
  else if (owner?.declaration.fields.some((field) => field.name === name)) owner.statics.set(name, value);
  else return false;
  return true;
}

const hasField = (machine: Machine, { of }: Instance, name: string): boolean =>
  lineage(machine, of).some(
    (each) =>
      each.kind === 'type' &&
      each.declaration.fields.some((field) => field.name === name && !field.modifiers.includes('static')),
  );

/** What is held after an assignment that undecided tests may guard: see `store`. */
function settled(machine: Machine, held: Value | undefined, value: Value, around: Scope): Value {
  const isGuarded = machine.conditions.length > around.conditions;
  if (!isGuarded || held === undefined) return value;
  if (areAtOdds(held, value)) return unknown(currentFlag(machine));
  if (value === null) return held;
  noteGuarded(machine, held, value);
  if (isKind(held, 'list') && isKind(value, 'unknown') && value.flag !== '')
    return { ...held, items: [...held.items, value], open: true, unsure: true };
  return replaces(held, value) ? value : held;
}

/** What a list gains on one side of an undecided test hangs on it. */
function noteGuarded(machine: Machine, held: Value, value: Value): void {
  if (!isKind(value, 'list')) return;
  const before = new Set(isKind(held, 'list') ? held.items : []);
  value.unsure = true;
  mark(
    machine,
    value.items.filter((item) => !before.has(item)),
    currentFlag(machine),
  );
}

/** Whether what an undecided test would put there may take the place of what is there. */
const replaces = (held: Value | undefined, value: Value): boolean =>
  held === undefined || held === null || held === '' || isKind(held, 'unknown') || isKind(value, 'list');

function storeMember(
  machine: Machine,
  target: Extract<Expression, { kind: 'member' }>,
  value: Value,
  scope: Scope,
): void {
  const of = machine.evaluate(target.of, scope);
  if (isKind(of, 'instance')) {
    of.fields.set(target.name, settled(machine, of.fields.get(target.name), value, scope));
  } else if (isKind(of, 'dict')) of.entries.set(target.name, value);
  else if (isKind(of, 'type')) of.statics.set(target.name, value);
  else if (isKind(of, 'module')) machine.globals.set(`${of.path}\n${target.name}`, value);
}

function storeIndexed(
  machine: Machine,
  target: Extract<Expression, { kind: 'index' }>,
  value: Value,
  scope: Scope,
): void {
  const of = machine.evaluate(target.of, scope);
  const key = keyOf(machine.evaluate(target.key, scope));
  if (isKind(of, 'dict')) {
    if (key === undefined) of.open = true;
    else of.entries.set(key, value);
  } else if (isKind(of, 'list') && key !== undefined && /^\d+$/.test(key) && Number(key) <= of.items.length)
    of.items[Number(key)] = value;
}
