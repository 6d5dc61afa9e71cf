// https://nodejs.org/api/fs.html over the files of the snapshot, which stand at the root. Writing does nothing.
import { listTree, readTree } from './bridge.ts';
import { Buffer } from './bytes.ts';
import { isSetting } from './environment.ts';
import { basename, resolve } from './path.ts';
import { createStub, pathOf } from './stub.ts';
import { noteGap, noteTrouble, schedule } from './tasks.ts';
import { URL } from './url.ts';

const written = new Map<string, string>();
let folders: Set<string> | undefined;

function listFolders(): Set<string> {
  if (folders) return folders;
  folders = new Set(['']);
  for (const path of listTree()) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      folders.add(path.slice(0, at));
  }
  return folders;
}

const toTree = (path: unknown): string =>
  resolve(path instanceof URL ? path.pathname : String(path).replace(/^file:\/\//, '')).slice(1);

const textOf = (path: unknown): string | undefined => written.get(toTree(path)) ?? readTree(toTree(path));
const isFile = (path: unknown) => written.has(toTree(path)) || listTree().has(toTree(path));
const isFolder = (path: unknown) => listFolders().has(toTree(path));

class MissingFile extends Error {
  readonly code = 'ENOENT';
  constructor(operation: string, path: unknown) {
    noteGap(String(path));
    super(`ENOENT: no such file or directory, ${operation} '${String(path)}'`);
  }
}

const encodingOf = (options: unknown): unknown =>
  typeof options === 'object' && options !== null && 'encoding' in options ? options.encoding : options;

function readFileSync(path: unknown, options?: unknown): unknown {
  const text = textOf(path);
  if (text === undefined) {
    if (pathOf(path) || isSetting(String(path))) return createStub(['file']);
    throw new MissingFile('open', path);
  }
  return typeof encodingOf(options) === 'string' ? text : Buffer.from(text);
}

const entryOf = (path: string) => ({
  name: basename(path),
  isFile: () => isFile(path),
  isDirectory: () => isFolder(path),
  isSymbolicLink: () => false,
});

function listFolder(path: unknown): string[] {
  const prefix = toTree(path) === '' ? '' : `${toTree(path)}/`;
  const inside = [...listTree()].filter((file) => file.startsWith(prefix));
  return [...new Set(inside.map((file) => file.slice(prefix.length).split('/')[0] ?? ''))].sort();
}

function readdirSync(path: unknown, options?: unknown): unknown[] {
  if (!isFolder(path)) throw new MissingFile('scandir', path);
  const settings: object = typeof options === 'object' && options !== null ? options : {};
  const prefix = toTree(path) === '' ? '' : `${toTree(path)}/`;
  const names =
    'recursive' in settings && settings.recursive
      ? [...listTree()].filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length))
      : listFolder(path);
  const typed = 'withFileTypes' in settings && settings.withFileTypes;
  const parent = `/${toTree(path)}`;
  return typed
    ? names.map((name) => ({ ...entryOf(`${parent}/${name}`), parentPath: parent, path: parent }))
    : names;
}

function statSync(path: unknown, options?: unknown): unknown {
  if (!isFile(path) && !isFolder(path)) {
    if (typeof options === 'object' && options !== null && 'throwIfNoEntry' in options) return undefined;
    throw new MissingFile('stat', path);
  }
  return {
    ...entryOf(`/${toTree(path)}`),
    size: textOf(path)?.length ?? 0,
    mtimeMs: 0,
    mtime: new Date(0),
    mode: 0o644,
  };
}

function writeFileSync(path: unknown, text: unknown): void {
  if (typeof text === 'string') written.set(toTree(path), text);
}

function accessSync(path: unknown): void {
  if (!isFile(path) && !isFolder(path)) throw new MissingFile('access', path);
}

const SYNC = {
  readFile: readFileSync,
  readdir: readdirSync,
  stat: statSync,
  lstat: statSync,
  writeFile: writeFileSync,
  access: accessSync,
  realpath: (path: unknown) => `/${toTree(path)}`,
  mkdir: () => undefined,
  mkdtemp: (prefix: unknown) => `${String(prefix)}000000`,
  appendFile: () => undefined,
  unlink: () => undefined,
  rm: () => undefined,
  chmod: () => undefined,
  rename: () => undefined,
  copyFile: () => undefined,
};

type Run = (...args: unknown[]) => unknown;
const entries: [string, Run][] = Object.entries(SYNC);

/** `fs/promises` */
export const promises = {
  ...Object.fromEntries(
    entries.map(([name, run]) => [name, (...args: unknown[]) => new Promise((keep) => keep(run(...args)))]),
  ),
  constants: { R_OK: 4, W_OK: 2, X_OK: 1, F_OK: 0 },
};

/** The form with a callback as the last argument. */
const withCallback =
  (run: Run): Run =>
  (...args) => {
    const done = args.pop();
    if (typeof done !== 'function') return;
    const answer = () => {
      try {
        return [null, run(...args)];
      } catch (error) {
        return [error];
      }
    };
    schedule(() => {
      const said: unknown = Reflect.apply(done, undefined, answer());
      if (said instanceof Promise) said.catch(noteTrouble);
    });
  };

export const fileSystem = {
  ...Object.fromEntries(entries.map(([name, run]) => [`${name}Sync`, run])),
  ...Object.fromEntries(entries.map(([name, run]) => [name, withCallback(run)])),
  existsSync: (path: unknown) => isFile(path) || isFolder(path),
  constants: promises.constants,
  promises,
};
