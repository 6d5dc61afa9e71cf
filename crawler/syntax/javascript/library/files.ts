// https://nodejs.org/api/fs.html, over the files of a tree: what is not in it is not known to be missing, since builds and installs add files.
import type { FileTree } from '../../../snapshot.ts';
import { likeliest } from '../choice.ts';
import { arrayOf, native, objectOf, primitive, UNDEFINED, unknown, type Value } from '../value.ts';
import { addressOf } from './urls.ts';

/** Folders with more entries hold data. */
const MAX_ENTRIES = 5_000;

function pathOf(value: Value | undefined): string | undefined {
  const address = addressOf(value);
  return address?.replace(/^file:\/\//, '').replace(/^\/+|\/+$/g, '');
}

/** What a folder of the tree holds: names, and of those which are folders. Undefined where there is no such folder. */
function listFolder(tree: FileTree, folder: string): Map<string, boolean> | undefined {
  const start = folder === '' ? '' : `${folder}/`;
  const entries = new Map<string, boolean>();
  for (const path of tree.listFiles()) {
    if (!path.startsWith(start)) continue;
    const [name = '', ...rest] = path.slice(start.length).split('/');
    entries.set(name, rest.length > 0);
    if (entries.size > MAX_ENTRIES) break;
  }
  return entries.size > 0 ? entries : undefined;
}

const COMPILED = /(?<!\.d)\.([cm]?)tsx?$/;

/** A source is there under the name of what it compiles to as well: a loader looks for the one or the other. */
const namesOf = (name: string): string[] =>
  COMPILED.test(name) ? [name, name.replace(COMPILED, '.$1js')] : [name];

function directoryEntry(name: string, isFolder: boolean, parent: string): Value {
  const answer = (is: boolean) => native('is', () => primitive(is));
  return objectOf([
    ['name', primitive(name)],
    ['isDirectory', answer(isFolder)],
    ['isFile', answer(!isFolder)],
    ['isSymbolicLink', answer(false)],
    ['parentPath', primitive(`/${parent}`)],
    ['path', primitive(`/${parent}`)],
  ]);
}

function readFolder(tree: FileTree, args: readonly Value[]): Value {
  const [path, options] = args;
  const folder = pathOf(path);
  const entries = folder === undefined ? undefined : listFolder(tree, folder);
  if (folder === undefined || !entries) return unknown('what a folder holds');
  const typed = options?.kind === 'object' && options.properties.has('withFileTypes');
  return arrayOf(
    [...entries].flatMap(([name, isFolder]) =>
      namesOf(name).map((each) => (typed ? directoryEntry(each, isFolder, folder) : primitive(each))),
    ),
  );
}

function readText(tree: FileTree, [path]: readonly Value[]): Value {
  const file = pathOf(path);
  const text = file === undefined ? undefined : tree.readFile(file);
  return text === undefined ? unknown('text of a file') : primitive(text);
}

type Kind = 'file' | 'folder' | undefined;
function kindOf(tree: FileTree, path: Value | undefined): Kind {
  const name = pathOf(path);
  if (name === undefined) return undefined;
  if (tree.readFile(name) !== undefined) return 'file';
  return listFolder(tree, name) ? 'folder' : undefined;
}

function exists(tree: FileTree, [path]: readonly Value[]): Value {
  if (kindOf(tree, path)) return primitive(true);
  return pathOf(path) === undefined ? unknown('file') : unknown('file', null, primitive(false));
}

function describe(tree: FileTree, [path]: readonly Value[]): Value {
  const kind = kindOf(tree, path);
  if (!kind) return unknown('file');
  const made = objectOf([
    ['isDirectory', native('isDirectory', () => primitive(kind === 'folder'))],
    ['isFile', native('isFile', () => primitive(kind === 'file'))],
  ]);
  made.open = true;
  return made;
}

const FUNCTIONS: [names: string[], run: (tree: FileTree, args: readonly Value[]) => Value][] = [
  [['readFileSync', 'readFile'], readText],
  [['readdirSync', 'readdir'], readFolder],
  [['existsSync', 'pathExists', 'pathExistsSync'], exists],
  [['statSync', 'stat', 'lstatSync', 'lstat'], describe],
  [['readJson', 'readJsonSync', 'readJSON', 'readJSONSync'], () => unknown('JSON of a file')],
  [
    ['access', 'accessSync', 'mkdir', 'mkdirSync', 'writeFile', 'writeFileSync', 'appendFileSync'],
    () => UNDEFINED,
  ],
];

/** With a callback, as the oldest forms of these functions take it, the answer is given to it. */
function answering(run: (args: readonly Value[]) => Value, invoke: Invoke) {
  return (args: readonly Value[]): Value => {
    const answer = run(args);
    const last = args.at(-1);
    const callback = last && likeliest(last);
    return callback?.kind === 'function' ? invoke(callback, [primitive(null), answer]) : answer;
  };
}

type Invoke = (callee: Value, args: readonly Value[]) => Value;

/** The module `fs`, and `fs/promises`, since promises are what they resolve to. */
export function createFileModule(tree: FileTree, invoke: Invoke): Value {
  const module = objectOf([]);
  for (const [names, run] of FUNCTIONS)
    for (const name of names)
      module.properties.set(
        name,
        native(
          name,
          answering((args) => run(tree, args), invoke),
        ),
      );
  module.open = true;
  for (const name of ['default', 'promises']) module.properties.set(name, module);
  return module;
}
