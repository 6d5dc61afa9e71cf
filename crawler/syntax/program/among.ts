import { type Machine, under } from './machine.ts';
import { isKind, type List, list, type Unknown, unknown, type Value } from './value.ts';

/** More than that is no table of a program's parts. */
const MAX_AMONG = 200;

/** What a table holds under a key that only a run would tell: one of its values. */
export function oneAmong(values: Iterable<Value>, flag: string): Unknown {
  const among = [...values].filter((value) => typeof value === 'object' && value !== null);
  return among.length === 0 || among.length > MAX_AMONG ? unknown(flag) : { kind: 'unknown', flag, among };
}

const isPlainList = (value: Value): value is List => isKind(value, 'list') && value.form === 'list';

/** Does something with each of the values that may be meant, every time under its flag; lists that come of it are joined. */
export function withEach(
  machine: Machine,
  { among = [], flag }: Unknown,
  act: (value: Value) => Value,
): Value {
  const results = among.map((value) => under(machine, flag, () => act(value)));
  const lists = results.filter(isPlainList);
  if (lists.length === 0) return oneAmong(results, flag);
  const joined = list(lists.flatMap(({ items }) => items));
  for (const item of joined.items)
    if (flag !== '' && typeof item === 'object' && item !== null && !machine.flags.has(item))
      machine.flags.set(item, flag);
  return { ...joined, open: lists.length < results.length, unsure: true };
}
