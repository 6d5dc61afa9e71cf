import type { Location } from '#data/schema/location.ts';
import type { FileTree } from '../../snapshot.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import type { Instance } from '../../syntax/program/value.ts';

/** Finds where a tool is written. */
export interface Sites {
  /** Notes a struct of the program's own that says a name. */
  note(instance: Instance): void;
  /** Of a definition that stands at `at`: itself where it says the name, else the call or the struct around it that does. */
  of(name: unknown, at: Location, machine: Machine): Location;
}

export function createSites(tree: FileTree): Sites {
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

  return {
    note(instance) {
      for (const key of ['Name', 'name', 'ToolName']) {
        const name = instance.fields.get(key);
        if (typeof name === 'string' && !named.has(name) && says(instance.at, name))
          named.set(name, instance.at);
      }
    },
    of(name, at, machine) {
      if (typeof name !== 'string' || name === '' || says(at, name)) return at;
      const around = machine.frames.map((frame) => frame.at).findLast((site) => says(site, name));
      return around ?? named.get(name) ?? at;
    },
  };
}
