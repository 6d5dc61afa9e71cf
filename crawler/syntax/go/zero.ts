import type { Location } from '#data/schema/location.ts';
import type { Expression, TypeRef } from '../program/ir.ts';

const NUMBERS = /^(u?int(8|16|32|64|ptr)?|float(32|64)|byte|rune|uint|complex(64|128))$/;

/** What a variable of a type holds before anything is put there; null for nothing that is not known from its name. */
export function zeroOf(type: TypeRef, at: Location): Expression | null {
  if (type.nullable || ['any', 'error', 'chan', '()'].includes(type.name)) return null;
  if (type.name === 'string') return { kind: 'literal', value: '', at };
  if (type.name === 'bool') return { kind: 'literal', value: false, at };
  if (NUMBERS.test(type.name)) return { kind: 'literal', value: 0, at };
  return { kind: 'construct', type, args: [], fields: [], at };
}
