import type { Machine } from '../../syntax/program/machine.ts';
import { isKind, type TypeValue } from '../../syntax/program/value.ts';
import { typesIn } from '../declared.ts';

/** The tree's classes that descend from one, itself left out. */
export const descendants = (machine: Machine, of: TypeValue): TypeValue[] =>
  typesIn(machine, machine.program.paths).filter(
    (type) => type.declaration !== of.declaration && isBelow(machine, type, of),
  );

function isBelow(machine: Machine, type: TypeValue, of: TypeValue): boolean {
  return type.declaration.bases.some((base) => {
    const above = machine.resolveType(base, type.scope);
    return isKind(above, 'type') && (above.declaration === of.declaration || isBelow(machine, above, of));
  });
}
