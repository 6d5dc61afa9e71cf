import type { Location } from '#data/schema/location.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import type { TypeValue, Value } from '../../syntax/program/value.ts';
import { typesIn } from '../declared.ts';
import type { World } from '../idiom.ts';
import type { Registration } from '../registration.ts';

/** Where a tool was made: its own place, then the calls that led there, innermost first. */
export interface Placed {
  name: Value;
  places: readonly Location[];
}

export const placesOf = (machine: Machine, at: Location): Location[] => [
  at,
  ...machine.frames.map((frame) => frame.at).reverse(),
];

const keyOf = ({ path, startLine, endLine }: Location): string => `${path}:${startLine}-${endLine}`;

/** Finds where tools are defined, once all are known. */
export interface Placing {
  /** The innermost place that makes this one alone: not a helper that makes many, but the call of it. */
  alone(one: Placed): Location | undefined;
  /** The innermost of the places that make the fewest: a loop, not the helper that it shares with others. */
  nearest(one: Placed): Location | undefined;
}

export function createPlacing(all: Iterable<Placed>): Placing {
  const names = new Map<string, Set<Value>>();
  for (const { name, places } of all)
    for (const key of places.map(keyOf)) names.set(key, (names.get(key) ?? new Set()).add(name));
  const count = (place: Location): number => names.get(keyOf(place))?.size ?? 0;
  return {
    alone: ({ places }) => places.find((place) => count(place) === 1),
    nearest: ({ places }) => places.toSorted((one, other) => count(one) - count(other))[0],
  };
}

/** Puts a registration where it is defined: its own call, the class a program keeps it in, or the loop that makes it. */
export function place(
  machine: Machine,
  { tree }: World,
  placing: Placing,
  [registration, made]: readonly [Registration, Placed],
): void {
  const textOf = (path: string) => tree.readFile(path) ?? '';
  const { name } = registration;
  registration.at =
    placing.alone(made) ??
    (typeof name === 'string' ? typeNaming(machine, textOf, name) : undefined) ??
    placing.nearest(made) ??
    registration.at;
}

/** The one type in whose text a name stands: a class a tool, which some adapter takes the name from. */
function typeNaming(machine: Machine, textOf: (path: string) => string, name: string): Location | undefined {
  const quoted = JSON.stringify(name);
  const paths = machine.program.paths.filter((path) => textOf(path).includes(quoted));
  const naming = typesIn(machine, paths).filter((type) => mentions(type, textOf, quoted));
  const [only, ...rest] = naming;
  return only && rest.length === 0 ? only.declaration.at : undefined;
}

function mentions({ declaration }: TypeValue, textOf: (path: string) => string, quoted: string): boolean {
  const { path, startLine, endLine } = declaration.at;
  return textOf(path)
    .split('\n')
    .slice(startLine - 1, endLine)
    .some((line) => line.includes(quoted));
}
