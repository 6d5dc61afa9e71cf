import { external, type Machine } from './machine.ts';
import { isKind, type Lazy, type Module, orUnknown, type Scope, UNKNOWN, type Value } from './value.ts';

const BUILTINS = new Set(
  `abs all any bool bytes callable classmethod dict dir enumerate filter float frozenset getattr globals hasattr id input int isinstance issubclass
  iter len list map max min next object open print property range repr reversed round set setattr sorted staticmethod str sum super tuple
  type vars zip Exception ValueError TypeError RuntimeError ImportError KeyError AttributeError NotImplementedError BaseException`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

export function newScope(kind: Scope['kind'], parent: Scope): Scope {
  return { kind, names: new Map(), parent, module: parent.module, frame: parent.frame, globals: new Set() };
}

/** What a name means in a scope. Names of a class body are seen by that body alone. */
export function lookUp(machine: Machine, name: string, scope: Scope): Value {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const value = at.names.get(name);
    if (value !== undefined) return isKind(value, 'lazy') ? resolveLazy(machine, value) : value;
  }
  return BUILTINS.has(name) ? external(`builtins.${name}`) : UNKNOWN;
}

export function resolveLazy(machine: Machine, lazy: Lazy): Value {
  return orUnknown(moduleMember(machine, lazy.module, lazy.name));
}

/** A name of a module, or the module below it of that name; undefined when there is neither. */
export function moduleMember(machine: Machine, module: Module, name: string): Value | undefined {
  machine.load(module);
  const value = module.scope.names.get(name);
  if (isKind(value, 'lazy')) {
    if (value.module === module && value.name === name) return submodule(machine, module, name);
    return machine.depth > MAX_HOPS
      ? undefined
      : deeper(machine, () => moduleMember(machine, value.module, value.name));
  }
  return value === undefined ? submodule(machine, module, name) : value;
}

/** Re-exports may go in circles. */
const MAX_HOPS = 120;

function deeper<T>(machine: Machine, act: () => T): T {
  machine.depth += 1;
  try {
    return act();
  } finally {
    machine.depth -= 1;
  }
}

function submodule(machine: Machine, module: Module, name: string): Module | undefined {
  return machine.findModule(`${module.name === '' ? '' : `${module.name}.`}${name}`, module.path);
}

/** Binds a name where an assignment in this scope puts it. */
export function bind(name: string, value: Value, scope: Scope): void {
  targetScope(name, scope).names.set(name, value);
}

function targetScope(name: string, scope: Scope): Scope {
  if (!scope.globals.has(name)) return scope;
  let at = scope.parent ?? scope;
  while (!at.names.has(name) && at.parent !== null) at = at.parent;
  return at;
}
