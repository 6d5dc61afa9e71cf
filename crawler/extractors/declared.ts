import type { FunctionNode, TypeDeclaration } from '../syntax/program/ir.ts';
import type { Machine } from '../syntax/program/machine.ts';
import { typeScope } from '../syntax/program/members.ts';
import {
  type Closure,
  closureOf,
  instanceOf,
  isKind,
  type TypeValue,
  unknown,
} from '../syntax/program/value.ts';

/** The functions of a file that stand outside types, methods declared there included. */
export const functionsOf = (machine: Machine, path: string): FunctionNode[] =>
  machine.program.unit(path).declarations.filter((declaration) => declaration.kind === 'function');

/** The same, ready to be called; a method's receiver is unknown. */
export const closuresOf = (machine: Machine, path: string): Closure[] =>
  functionsOf(machine, path).map((fn) =>
    closureOf(fn, machine.unitScope(path), { self: fn.receiver === null ? null : unknown('') }),
  );

/** The types that some files declare, each once, those inside another after it. */
export function typesIn(machine: Machine, paths: readonly string[]): TypeValue[] {
  const found = new Map<TypeDeclaration, TypeValue>();
  for (const path of paths) {
    const { declarations, module } = machine.program.unit(path);
    for (const declaration of declarations)
      if (declaration.kind === 'type') note(machine, found, machine.typeValue(declaration.name, module));
  }
  return [...found.values()];
}

function note(machine: Machine, found: Map<TypeDeclaration, TypeValue>, type: TypeValue | undefined): void {
  if (type === undefined || found.has(type.declaration)) return;
  found.set(type.declaration, type);
  for (const { name } of type.declaration.types) {
    const inner = machine.member(type, name);
    if (isKind(inner, 'type')) note(machine, found, inner);
  }
}

/** The methods of a type, on the type itself where they are static and else on an instance that only its maker would know. */
export const methodsOf = (type: TypeValue): Closure[] =>
  type.declaration.methods.map((fn) => {
    const self = fn.modifiers.includes('static') ? type : instanceOf(type, type.declaration.at);
    return closureOf(fn, typeScope(type), { self, owner: type });
  });
