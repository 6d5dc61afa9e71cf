import { type PrimitiveValue, primitive, unknown } from '../value.ts';
import type { Builtin } from './builtin.ts';

const text: Builtin<PrimitiveValue> = (self, [radix]) => {
  if (radix === undefined) return primitive(String(self.value));
  const base = radix.kind === 'primitive' ? Number(radix.value) : Number.NaN;
  return base >= 2 && base <= 36 ? primitive(Number(self.value).toString(base)) : unknown('radix');
};

const fixed: Builtin<PrimitiveValue> = (self, [digits]) => {
  const places = digits?.kind === 'primitive' ? Number(digits.value) : 0;
  return places >= 0 && places <= 20 ? primitive(Number(self.value).toFixed(places)) : unknown('digits');
};

export const numberMethods: ReadonlyMap<string, Builtin<PrimitiveValue>> = new Map([
  ['toString', text],
  ['toFixed', fixed],
  ['toLocaleString', (self: PrimitiveValue) => primitive(Number(self.value).toLocaleString('en-US'))],
]);
