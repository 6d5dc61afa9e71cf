import type { Value } from './value.ts';

/** A name and what it stands for. An import is looked up when it is first used, so that modules may import each other. */
export interface Binding {
  value: Value | (() => Value);
  /** How many undecided conditions surrounded its declaration. */
  level: number;
}

export interface Scope {
  readonly names: Map<string, Binding>;
  readonly parent: Scope | null;
}

export const createScope = (parent: Scope | null): Scope => ({ names: new Map(), parent });

export function findBinding(scope: Scope, name: string): Binding | undefined {
  for (let each: Scope | null = scope; each; each = each.parent) {
    const binding = each.names.get(name);
    if (binding) return binding;
  }
  return undefined;
}

export function readBinding(binding: Binding): Value {
  if (typeof binding.value === 'function') binding.value = binding.value();
  return binding.value;
}

export function declare(scope: Scope, name: string, value: Binding['value'], level: number): void {
  scope.names.set(name, { value, level });
}
