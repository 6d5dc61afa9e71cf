import type { FileTree } from '../../snapshot.ts';
import type { FunctionNode } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import type { Instance, Value } from '../../syntax/program/value.ts';
import type { World } from '../idiom.ts';
import type { Recorded, Registration } from '../registration.ts';
import { addedTypes } from './injected-types.ts';
import { type Container, newContainer } from './services.ts';
import { createVersions, type Version } from './versions.ts';

/** What one reading of a tree remembers beside its registrations. */
export interface Host {
  tree: FileTree;
  /** The file whose start-up code runs; empty where none does. */
  entry: string;
  versionOf(path: string): Version;
  /** Whether some container of the tree holds a type of that name. */
  isAdded(name: string): boolean;
  container: Container;
  /** Tools that were made, until a server is told of them. */
  made: Map<Instance, Registration>;
  /** What servers were told of: methods, tools and types, by entry. */
  offered: Map<string, Set<object>>;
  /** Options of servers, read once everything ran. */
  options: { value: Instance; entry: string; flag: string }[];
  /** Projects of which a server was given tools that only a run would tell. */
  blind: Set<string>;
}

const hosts = new WeakMap<Recorded, Host>();

export function hostOf({ recorded, tree }: World): Host {
  const known = hosts.get(recorded) ?? createHost(tree);
  hosts.set(recorded, known);
  return known;
}

function createHost(tree: FileTree): Host {
  let added: ReadonlySet<string> | undefined;
  const isAdded = (name: string): boolean => {
    added ??= addedTypes(tree);
    return added.has(name);
  };
  return {
    tree,
    entry: '',
    versionOf: createVersions(tree),
    isAdded,
    container: newContainer(),
    made: new Map(),
    offered: new Map(),
    options: [],
    blind: new Set(),
  };
}

/** Notes that the server which starts now has something. False where it had it. */
export function isNew({ entry, offered }: Host, what: Instance | FunctionNode): boolean {
  const known = offered.get(entry) ?? new Set();
  offered.set(entry, known);
  if (known.has(what)) return false;
  known.add(what);
  return true;
}

export const wasOffered = ({ offered }: Host, what: object): boolean =>
  [...offered.values()].some((each) => each.has(what));

/** The flag that a value came under. */
export const flagOfValue = (machine: Machine, value: Value): string =>
  (typeof value === 'object' && value !== null ? machine.flags.get(value) : undefined) ?? '';

const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

const projects = new WeakMap<FileTree, ReadonlySet<string>>();

function projectFolders(tree: FileTree): ReadonlySet<string> {
  const known =
    projects.get(tree) ??
    new Set(
      tree
        .listFiles()
        .filter((each) => /\.(csproj|fsproj)$/.test(each))
        .map(folderOf),
    );
  projects.set(tree, known);
  return known;
}

/** The folder of the project a file belongs to. */
export function projectFolder(tree: FileTree, path: string): string {
  const folders = projectFolders(tree);
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder))
    if (folders.has(folder)) return folder;
  return '';
}
