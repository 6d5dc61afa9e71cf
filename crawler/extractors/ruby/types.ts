import type { Machine } from '../../syntax/program/machine.ts';
import { isKind, type TypeValue } from '../../syntax/program/value.ts';

/** Every class and module of the tree, nested ones after what holds them; one for each name. */
export function typesOf(machine: Machine): TypeValue[] {
  const names = new Set(
    machine.program.paths.flatMap((path) =>
      machine.program.unit(path).declarations.flatMap((each) => (each.kind === 'type' ? [each.name] : [])),
    ),
  );
  return [...names].flatMap((name) => {
    const type = machine.typeValue(name, '');
    return type ? [type, ...nested(machine, type)] : [];
  });
}

function nested(machine: Machine, type: TypeValue): TypeValue[] {
  return type.declaration.types.flatMap(({ name }) => {
    const inner = machine.member(type, name);
    return isKind(inner, 'type') ? [inner, ...nested(machine, inner)] : [];
  });
}

/** The tree's classes that descend from one, itself left out. */
export const descendants = (machine: Machine, of: TypeValue): TypeValue[] =>
  typesOf(machine).filter((type) => type.declaration !== of.declaration && isBelow(machine, type, of));

function isBelow(machine: Machine, type: TypeValue, of: TypeValue): boolean {
  return type.declaration.bases.some((base) => {
    const above = machine.resolveType(base, type.scope);
    return isKind(above, 'type') && (above.declaration === of.declaration || isBelow(machine, above, of));
  });
}
