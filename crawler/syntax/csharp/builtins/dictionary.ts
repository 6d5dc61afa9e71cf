import { type Dict, isKind, keyOf, list, unknown, type Value } from '../../program/value.ts';
import { type Method, methods } from './member.ts';

const onDict =
  (change: (of: Dict, args: readonly Value[]) => Value): Method =>
  (self, { args }) =>
    isKind(self, 'dict') ? change(self, args) : unknown('');

function put(of: Dict, [key, value]: readonly Value[]): Value {
  const text = key === undefined ? undefined : keyOf(key);
  if (text === undefined || value === undefined) of.open = true;
  else of.entries.set(text, value);
  return true;
}

const textOf = ([key]: readonly Value[]): string => (key === undefined ? '' : (keyOf(key) ?? ''));

/** Methods of dictionaries. */
export const DICTIONARY = methods({
  Add: onDict(put),
  TryAdd: onDict(put),
  AddOrUpdate: onDict(put),
  GetOrAdd: onDict((of, args) => of.entries.get(textOf(args)) ?? unknown('')),
  ContainsKey: onDict((of, args) => of.entries.has(textOf(args)) || (of.open ? unknown('') : false)),
  GetValueOrDefault: onDict((of, args) => of.entries.get(textOf(args)) ?? args[1] ?? null),
  Remove: (self) => self,
  Clear: (self) => self,
  DeepClone: (self) => self,
  AsReadOnly: (self) => self,
  ToFrozenDictionary: (self) => self,
  ToImmutableDictionary: (self) => self,
});

export const keysOf = (of: Dict): Value => list([...of.entries.keys()], 'list', of.open);
export const valuesOf = (of: Dict): Value => list([...of.entries.values()], 'list', of.open);
