// What lies in the folders of the tree: https://docs.python.org/3/library/pkgutil.html, os, os.path and glob.
import type { ExternalModel, Machine } from './machine.ts';
import { makePath, normalise, pathOf } from './paths.ts';
import { asText, isKind, list, type NativeCall, TUPLE, UNKNOWN, type Value } from './value.ts';

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const isPackage = (machine: Machine, path: string) => machine.readFile(`${path}/__init__.py`) !== undefined;

/** `module.__path__`: the folder of a package. */
export function packagePath(path: string): Value {
  return /(^|\/)(__init__\.py)?$/.test(path) ? list([folderOf(path)]) : UNKNOWN;
}

interface Found {
  name: string;
  folder: string;
  isPackage: boolean;
}

/** The modules and packages of a folder, sorted, as a file finder yields them; undefined when the tree has no such folder. */
function modulesIn(machine: Machine, folder: string): Found[] | undefined {
  return machine.listFolder(folder)?.flatMap((path): Found[] => {
    const name = nameOf(path).replace(/\.py$/, '');
    const isFolder = machine.listFolder(path) !== undefined;
    if (isFolder ? !isPackage(machine, path) : !path.endsWith('.py') || name === '__init__') return [];
    return [{ name, folder: path, isPackage: isFolder }];
  });
}

/** `pkgutil.iter_modules(path, prefix)`, `pkgutil.walk_packages(path, prefix)`: triples of a finder, a dotted name, and whether it is a package. */
function iterModules(machine: Machine, call: NativeCall, deep: boolean): Value {
  const [paths = call.kwargs.get('path'), prefix = call.kwargs.get('prefix') ?? ''] = call.args;
  const folders = isKind(paths, 'list') ? paths.items.map((each) => pathOf(each) ?? asText(each)) : [];
  const before = asText(prefix);
  const below = (folder: string, dotted: string): Found[] | undefined =>
    modulesIn(machine, folder)?.flatMap((found) => {
      const name = `${dotted}${found.name}`;
      const inner = deep && found.isPackage ? below(found.folder, `${name}.`) : [];
      return [{ ...found, name }, ...(inner === undefined ? [] : inner)];
    });
  const found = folders.map((folder) =>
    folder === undefined || before === undefined ? undefined : below(normalise(folder), before),
  );
  const triples = found
    .flatMap((each) => each ?? [])
    .map(({ name, isPackage: inner }) => moduleInfo(name, inner, call));
  return list(triples, 'list', folders.length === 0 || found.includes(undefined));
}

/** A named tuple: it is unpacked, and it has names. */
function moduleInfo(name: string, isPackage: boolean, { site }: NativeCall): Value {
  const fields: [string, Value][] = [
    ['module_finder', UNKNOWN],
    ['name', name],
    ['ispkg', isPackage],
  ];
  const inOrder = list(
    fields.map(([, value]) => value),
    'tuple',
  );
  const attributes = new Map<string, Value>([...fields, [TUPLE, inOrder]]);
  return { kind: 'instance', of: { kind: 'external', path: 'pkgutil.ModuleInfo' }, attributes, site };
}

/** One segment of a pattern. Bounded, so that what it is made into stays cheap. */
function segmentTest(segment: string): RegExp | undefined {
  if (segment.length > 60 || (segment.match(/\*/g)?.length ?? 0) > 3) return undefined;
  const source = segment.replace(/[.*+?^${}()|[\]\\]/g, (sign) =>
    sign === '*' ? '[^/]*' : sign === '?' ? '[^/]' : `\\${sign}`,
  );
  return new RegExp(`^${source}$`);
}

const MAX_SEGMENTS = 8;

/** The paths below a folder that a pattern lets through (`**` is any depth), sorted; undefined when it cannot be followed. */
export function globFolder(machine: Machine, folder: string, pattern: string): string[] | undefined {
  const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.length > MAX_SEGMENTS || machine.listFolder(folder) === undefined) return undefined;
  const walk = (at: string, [segment, ...rest]: readonly string[]): string[] | undefined => {
    if (segment === undefined) return [at];
    const inside = machine.listFolder(at);
    if (inside === undefined) return [];
    if (segment === '**') return inEach([at, ...foldersBelow(machine, at)], (each) => walk(each, rest));
    const test = segmentTest(segment);
    if (test === undefined) return undefined;
    return inEach(
      inside.filter((path) => test.test(nameOf(path))),
      (each) => walk(each, rest),
    );
  };
  const found = walk(folder, segments);
  return found === undefined ? undefined : [...new Set(found)].sort();
}

function inEach(
  paths: readonly string[],
  visit: (path: string) => string[] | undefined,
): string[] | undefined {
  const found = paths.map(visit);
  return found.includes(undefined) ? undefined : found.flatMap((each) => each ?? []);
}

function foldersBelow(machine: Machine, folder: string): string[] {
  const inside = machine.listFolder(folder);
  const folders = inside === undefined ? [] : inside.filter((path) => machine.listFolder(path) !== undefined);
  return folders.flatMap((each) => [each, ...foldersBelow(machine, each)]);
}

const textOf = (value: Value | undefined) => pathOf(value) ?? asText(value);

/** Paths as a function over paths gives them: what it was not told of is open. */
function overFolder(
  given: Value | undefined,
  find: (folder: string) => readonly string[] | undefined,
  make: (path: string) => Value,
): Value {
  const folder = textOf(given);
  const found = folder === undefined ? undefined : find(normalise(folder));
  return found === undefined ? list([], 'list', true) : list(found.map(make));
}

/** `Path.glob`, `Path.rglob`, `Path.iterdir` */
export function pathListings(machine: Machine): [string, (self: Value, call: NativeCall) => Value][] {
  const listing =
    (search: (folder: string, pattern: string | undefined) => readonly string[] | undefined) =>
    (self: Value, call: NativeCall): Value => {
      const pattern = asText(call.args[0]);
      return overFolder(
        self,
        (folder) => search(folder, pattern),
        (path) => makePath(path, call),
      );
    };
  const globbed = (folder: string, pattern: string | undefined, prefix: string) =>
    pattern === undefined ? undefined : globFolder(machine, folder, prefix + pattern);
  return [
    ['iterdir', listing((folder) => machine.listFolder(folder))],
    ['glob', listing((folder, pattern) => globbed(folder, pattern, ''))],
    ['rglob', listing((folder, pattern) => globbed(folder, pattern, '**/'))],
  ];
}

function glob(machine: Machine, call: NativeCall): Value {
  const pattern = textOf(call.args[0]);
  const found = pattern === undefined ? undefined : globFolder(machine, '', normalise(pattern));
  return found === undefined ? list([], 'list', true) : list(found.map((path) => makePath(path, call)));
}

/** Paths stay paths: in a text they are holes, for where the tree will lie is not known. */
function joined(call: NativeCall): Value {
  const parts = call.args.map(textOf);
  return parts.includes(undefined) ? UNKNOWN : makePath(parts.join('/'), call);
}

const overPath =
  (change: (path: string, call: NativeCall) => Value) =>
  (call: NativeCall): Value => {
    const path = textOf(call.args[0]);
    return path === undefined ? UNKNOWN : change(path, call);
  };

function splitExtension(path: string): Value {
  const extension = /[^/.](\.[^./]*)$/.exec(path)?.[1];
  const [root, rest] = extension === undefined ? [path, ''] : [path.slice(0, -extension.length), extension];
  return list([root, rest], 'tuple');
}

/** Functions that say what the tree holds. */
export function folderModels(machine: Machine): [string, ExternalModel][] {
  const same = overPath(makePath);
  return [
    ['pkgutil.iter_modules', { call: (call) => iterModules(machine, call, false) }],
    ['pkgutil.walk_packages', { call: (call) => iterModules(machine, call, true) }],
    ['os.listdir', { call: ({ args: [given] }) => overFolder(given, machine.listFolder, nameOf) }],
    ['glob.glob', { call: (call) => glob(machine, call) }],
    ['os.path.join', { call: joined }],
    ['os.path.dirname', { call: overPath((path, call) => makePath(folderOf(path), call)) }],
    ['os.path.basename', { call: overPath(nameOf) }],
    ['os.path.abspath', { call: same }],
    ['os.path.realpath', { call: same }],
    ['os.path.splitext', { call: overPath(splitExtension) }],
  ];
}
