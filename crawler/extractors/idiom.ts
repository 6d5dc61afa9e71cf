import type { FileTree } from '../snapshot.ts';
import type { Machine, Model, Models } from '../syntax/program/machine.ts';
import type { Recorded } from './registration.ts';

/** What one reading of a tree is about: where registrations go, and the tree for versions and texts beside the code. */
export interface World {
  recorded: Recorded;
  tree: FileTree;
}

/** What an idiom knows of code outside the tree. */
export interface Known {
  /** By the path of what is called or constructed. */
  call?(path: string): Model | undefined;
  /** By the path of the receiver's type, empty where the receiver is not known, and the name. */
  method?(type: string, name: string): Model | undefined;
  made?: Models['made'];
  mapped?: Models['mapped'];
  alias?: Models['alias'];
}

/** One way to write tools in a language that the common evaluator runs. */
export interface Idiom {
  /** Its file name. */
  id: string;
  /** What running a program that uses it leaves in `world.recorded`. Called once a tree: what it remembers is that tree's. */
  models?(world: World): Known;
  /** What stands in declarations and no call tells: attributes, base classes. Asked once the program has run. */
  find?(machine: Machine, world: World): void;
}

/** All that idioms and others (the standard library) know, as one: the first that knows a path or a method is asked. */
export function joinModels(idioms: readonly Idiom[], world: World, ...others: readonly Known[]): Models {
  const known = [...idioms.flatMap((idiom) => idiom.models?.(world) ?? []), ...others];
  const first = <T>(ask: (each: Known) => T | undefined): T | undefined => {
    for (const each of known) {
      const answer = ask(each);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
  return {
    call: (path) => first((each) => each.call?.(path)),
    method: (type, name) => first((each) => each.method?.(type, name)),
    alias: (path) => first((each) => each.alias?.(path)),
    made(instance, machine) {
      for (const each of known) each.made?.(instance, machine);
    },
    mapped(map, machine) {
      for (const each of known) each.mapped?.(map, machine);
    },
  };
}

export function findAll(idioms: readonly Idiom[], machine: Machine, world: World): void {
  for (const idiom of idioms) idiom.find?.(machine, world);
}
