import type { TypeRef } from './ir.ts';
import type { Machine } from './machine.ts';
import { external, isKind, type Scope, type Value } from './value.ts';

/** Name of a type that is said only as "what the elements of this type are": `Items{{…}, {…}}` where `Items` stands for a list. Its argument is the type. */
export const ELEMENT = '$element';

const CONTAINERS: ReadonlySet<string> = new Set(['[]', '{}']);

/** The last argument of the container that a name stands for. */
export function resolveElement(machine: Machine, { args: [container] }: TypeRef, scope: Scope): Value {
  const of = container && machine.resolveType(container, scope);
  const [target] = isKind(of, 'type') && of.declaration.form === 'alias' ? of.declaration.bases : [];
  const element = target && CONTAINERS.has(target.name) ? target.args.at(-1) : undefined;
  return isKind(of, 'type') && element ? machine.resolveType(element, of.scope) : external('');
}
