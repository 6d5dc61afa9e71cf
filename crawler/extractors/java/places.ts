import type { Location } from '#data/schema/location.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import type { TypeValue, Value } from '../../syntax/program/value.ts';
import { typesIn } from './annotations.ts';

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

/** Where a tool is defined: not in a helper that makes many, but at the nearest call of it that makes this one alone. */
export function definedAt(all: Iterable<Placed>, { name, places }: Placed): Location | undefined {
  const others = [...all].filter((other) => other.name !== name);
  const taken = new Set(others.flatMap((other) => other.places.map(keyOf)));
  return places.find((place) => !taken.has(keyOf(place)));
}

/** The one type in whose text a name stands: a class a tool, which some adapter takes the name from. */
export function typeNaming(
  machine: Machine,
  textOf: (path: string) => string,
  name: string,
): Location | undefined {
  const quoted = JSON.stringify(name);
  const paths = machine.program.paths.filter((path) => textOf(path).includes(quoted));
  const naming = [...typesIn(machine, paths)].filter((type) => mentions(type, textOf, quoted));
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
