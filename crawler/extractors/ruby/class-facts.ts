import type { Machine } from '../../syntax/program/machine.ts';
import { findMethod, lineage, typeScope } from '../../syntax/program/members.ts';
import { isKind, type TypeValue, type Value, withArgs } from '../../syntax/program/value.ts';

/** What a class says of itself in its body, by the word that says it: `description "…"`. */
export type Facts = ReadonlyMap<string, Value>;

/** What may be said by a method of the class, too. */
const BY_METHOD = [
  'tool_name',
  'title',
  'description',
  'input_schema',
  'output_schema',
  'annotations',
] as const;

/** No constant of Ruby begins so: facts are kept among the class's own values. */
const keyOf = (word: string) => `$${word}`;

export function noteFact(self: Value | null, word: string, value: Value): void {
  if (self !== null && isKind(self, 'type')) self.statics.set(keyOf(word), value);
}

/** The facts of a class and of what it descends from, its own first. */
export function factsOf(machine: Machine, type: TypeValue): Facts {
  const types = lineage(machine, type).filter((each) => each.kind === 'type');
  for (const each of types) describe(machine, each);
  const said = types.reverse().flatMap((each) => [...each.statics]);
  return new Map(
    said.flatMap(([key, value]) => (key.startsWith('$') ? [[key.slice(1), value] as const] : [])),
  );
}

/** Runs a class's body, once. */
function describe(machine: Machine, type: TypeValue): void {
  if (type.statics.has(keyOf('described'))) return;
  type.statics.set(keyOf('described'), true);
  machine.run(type.declaration.body, { ...typeScope(type), self: type });
  for (const word of BY_METHOD) {
    const own = type.declaration.methods.find(
      (each) => each.name === word && each.modifiers.includes('static'),
    );
    const method = own && findMethod(machine, type, word);
    if (!method) continue;
    const said = machine.call({ ...method, self: type }, withArgs(), own.at);
    noteFact(type, word, said);
  }
}
