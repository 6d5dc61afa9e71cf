import type { Location } from '#data/schema/location.ts';
import type { FileTree } from '../../snapshot.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import type { Instance } from '../../syntax/program/value.ts';
import type { World } from '../idiom.ts';

/** Finds where a tool is written. */
export interface Sites {
  /** Notes where a struct that has a name says it, or the call around it that does. */
  note(instance: Instance, machine: Machine): void;
  /** Of a definition that stands at `at`: itself where it says the name, else the call or the struct around it that does. */
  of(name: unknown, at: Location, machine: Machine): Location;
}

function createSites(tree: FileTree): Sites {
  const named = new Map<string, Location>();
  const lines = new Map<string, string[]>();

  function linesOf(path: string): string[] {
    const known = lines.get(path) ?? (tree.readFile(path) ?? '').split('\n');
    lines.set(path, known);
    return known;
  }

  const says = ({ path, startLine, endLine }: Location, name: string): boolean =>
    linesOf(path)
      .slice(startLine - 1, endLine)
      .some((line) => line.includes(`"${name}"`) || line.includes(`\`${name}\``));

  const around = (name: string, machine: Machine): Location | undefined =>
    machine.frames.map((frame) => frame.at).findLast((site) => says(site, name));

  return {
    note(instance, machine) {
      for (const key of ['Name', 'name', 'ToolName']) {
        const name = instance.fields.get(key);
        if (typeof name !== 'string' || named.has(name)) continue;
        const isOwn = instance.of.kind === 'type';
        const site = says(instance.at, name) ? instance.at : around(name, machine);
        if (site !== undefined || isOwn) named.set(name, site ?? instance.at);
      }
    },
    of(name, at, machine) {
      if (typeof name !== 'string' || name === '' || says(at, name)) return at;
      return named.get(name) ?? around(name, machine) ?? at;
    },
  };
}

const known = new WeakMap<World, Sites>();

/** Where the tools of a reading are written: one index for all its idioms. */
export function sitesOf(world: World): Sites {
  const sites = known.get(world) ?? createSites(world.tree);
  known.set(world, sites);
  return sites;
}
