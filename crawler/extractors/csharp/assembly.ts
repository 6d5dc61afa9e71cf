import type { FileTree } from '../../snapshot.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { isKind, lastName, type TypeValue, type Value } from '../../syntax/program/value.ts';
import { typesIn } from '../declared.ts';
import { projectFolder } from './host.ts';

/** Files that may hold what reflection over an assembly looks for: types that say something of MCP. */
const MATTERS = /Mcp\w*Tool|McpServer/;

const known = new WeakMap<Machine, Map<string, TypeValue[]>>();

/** The types of the project that a file belongs to, nested ones too, as far as they speak of MCP. */
export function assemblyTypes(machine: Machine, tree: FileTree, path: string): TypeValue[] {
  const folder = projectFolder(tree, path);
  const folders = known.get(machine) ?? new Map<string, TypeValue[]>();
  known.set(machine, folders);
  const types = folders.get(folder) ?? readTypes(machine, tree, folder);
  folders.set(folder, types);
  return types;
}

function readTypes(machine: Machine, tree: FileTree, folder: string): TypeValue[] {
  const paths = machine.program.paths.filter(
    (each) => projectFolder(tree, each) === folder && MATTERS.test(machine.program.readFile(each)),
  );
  return typesIn(machine, paths);
}

/** A file of the project that an assembly is made of; undefined for one that is not known. */
export function pathOfAssembly(value: Value | undefined): string | undefined {
  if (!isKind(value, 'instance') || value.of.kind !== 'external' || lastName(value.of.path) !== 'Assembly')
    return undefined;
  const path = value.fields.get('$path');
  return typeof path === 'string' ? path : undefined;
}
