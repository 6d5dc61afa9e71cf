import { anonymousType } from './anonymous.ts';
import { callValue } from './call.ts';
import { construct } from './construct.ts';
import type { Dialect } from './dialect.ts';
import { ELEMENT, resolveElement } from './element.ts';
import { evaluate } from './expressions.ts';
import type { TypeRef, Unit } from './ir.ts';
import type { Machine, Models } from './machine.ts';
import { getMember } from './members.ts';
import { findInModule, resolveTypeName } from './names.ts';
import type { Program } from './program.ts';
import { run } from './statements.ts';
import { isKind, type Scope, type Value, withUnknowns } from './value.ts';

/** What one phase may cost: enough for the largest servers known, and a few seconds at most. */
export const STEP_LIMIT = 3_000_000;

const NOWHERE: Unit = { path: '', module: '', imports: [], declarations: [], body: [] };

function newUnitScope(unit: Unit): Scope {
  return {
    names: new Map(),
    parent: null,
    unit,
    self: null,
    owner: null,
    frame: null,
    conditions: 0,
    typeArgs: new Map(),
  };
}

export function createMachine(dialect: Dialect, program: Program, models: Models): Machine {
  const scopes = new Map<string, Scope>();

  function unitScope(path: string): Scope {
    const known = scopes.get(path);
    if (known) return known;
    const made = newUnitScope(path === '' ? NOWHERE : program.unit(path));
    scopes.set(path, made);
    return made;
  }

  function resolveType(type: TypeRef, scope: Scope): Value {
    if (type.home && type.home !== scope) return resolveType(type, type.home);
    const argument = scope.typeArgs.get(type.name);
    if (argument && argument.name !== type.name) return resolveType(argument, scope);
    if (type.name === ELEMENT) return resolveElement(machine, type, scope);
    if (type.members) return anonymousType(type.members, scope);
    return resolveTypeName(machine, type.name, scope);
  }

  function typeValue(name: string, module: string) {
    const found = findInModule(machine, module, name);
    return isKind(found, 'type') ? found : undefined;
  }

  const machine: Machine = {
    program,
    dialect,
    models,
    conditions: [],
    frames: [],
    globals: new Map(),
    flags: new WeakMap(),
    called: new Set(),
    pending: [],
    steps: STEP_LIMIT,
    cut: false,
    evaluate: (expression, scope) => evaluate(machine, expression, scope),
    run: (statements, scope) => run(machine, statements, scope),
    call: (callee, given, at) => callValue(machine, callee, given, at),
    construct: (type, given, site) => construct(machine, type, given, site),
    member: (value, name) => getMember(machine, value, name),
    resolveType,
    unitScope,
    typeValue,
  };
  return machine;
}

/** Runs functions that were handed to code outside the tree, with unknown arguments, until none is left that did not run. */
export function runPending(machine: Machine): void {
  for (let next = machine.pending.shift(); next; next = machine.pending.shift()) {
    const { closure, flag } = next;
    if (machine.called.has(closure.fn)) continue;
    machine.conditions.splice(0, machine.conditions.length, ...(flag === '' ? [] : [flag]));
    machine.call(closure, withUnknowns(closure.fn), closure.fn.at);
  }
  machine.conditions.length = 0;
}
