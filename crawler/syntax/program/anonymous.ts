import { typeOf } from './build.ts';
import type { Field } from './ir.ts';
import type { Scope, TypeValue } from './value.ts';

/** A type without a name, by its members. */
export function anonymousType(fields: readonly Field[], scope: Scope): TypeValue {
  const at = fields[0]?.at ?? { path: scope.unit.path, startLine: 1, endLine: 1 };
  return { kind: 'type', declaration: typeOf(at, { form: 'struct', fields }), scope, statics: new Map() };
}
