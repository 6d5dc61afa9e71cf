import type { JsonFragment } from '../../syntax/json-schema/fragment.ts';
import type { TypeRef } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { carried } from '../../syntax/program/type-arguments.ts';
import { type TypeRules, typeToSchema } from '../../syntax/program/type-schema.ts';
import { isKind, type Value } from '../../syntax/program/value.ts';

/** The type of a handler's parameter, counted from the end where the index is negative. Undefined where the handler is not known. */
export function parameterType(handler: Value | undefined, index: number): TypeRef | undefined {
  if (!isKind(handler, 'closure')) return undefined;
  const { fn, scope, typeArgs } = handler;
  const type = fn.parameters.at(index)?.type;
  if (!type) return undefined;
  return carried(type, { ...scope, typeArgs: new Map([...scope.typeArgs, ...typeArgs]) });
}

/** A type that was carried away, as a schema. */
export const schemaOfType = (machine: Machine, type: TypeRef, rules: TypeRules): JsonFragment =>
  typeToSchema(machine, type, machine.unitScope(''), rules);
