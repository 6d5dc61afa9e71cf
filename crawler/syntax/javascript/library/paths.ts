// https://nodejs.org/api/path.html, over the paths of a tree: `/` is its root.
import { likeliest } from '../choice.ts';
import { asString, native, objectOf, primitive, unknown, type Value } from '../value.ts';

/** Joins parts from left to right; an absolute one starts anew where `resolving`. */
function joinParts(parts: readonly string[], resolving: boolean): string {
  const start = resolving
    ? Math.max(
        0,
        parts.findLastIndex((part) => part.startsWith('/')),
      )
    : 0;
  const joined = parts.slice(start).join('/');
  const kept: string[] = [];
  for (const part of joined.split('/')) {
    if (part === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (part === '..' && joined.startsWith('/')) continue;
    else if (part !== '.' && part !== '') kept.push(part);
  }
  return (joined.startsWith('/') ? '/' : '') + kept.join('/');
}

const lastSlash = (path: string) => path.replace(/\/+$/, '').lastIndexOf('/');
const basename = (path: string) => path.replace(/\/+$/, '').slice(lastSlash(path) + 1);
const extname = (path: string) => /[^/](\.[^./]*)$/.exec(basename(path))?.[1] ?? '';
const withoutSuffix = (name: string, suffix: string | undefined) =>
  suffix !== undefined && name.endsWith(suffix) ? name.slice(0, name.length - suffix.length) : name;

const FUNCTIONS: [string, (parts: readonly string[], cwd: string) => string][] = [
  ['join', (parts) => joinParts(parts, false) || '.'],
  ['resolve', (parts, cwd) => joinParts([cwd, ...parts], true)],
  ['dirname', ([path = '']) => path.slice(0, Math.max(lastSlash(path), path.startsWith('/') ? 1 : 0)) || '.'],
  ['basename', ([path = '', suffix]) => withoutSuffix(basename(path), suffix)],
  ['extname', ([path = '']) => extname(path)],
  ['normalize', ([path = '']) => joinParts([path], false)],
];

/** The text of every argument; undefined where one is not known. */
function readTexts(args: readonly Value[]): string[] | undefined {
  const texts = args.flatMap((arg) => asString(likeliest(arg)) ?? []);
  return texts.length === args.length ? texts : undefined;
}

function parsePath(path: string): Value {
  const ext = extname(path);
  const base = basename(path);
  return objectOf([
    ['base', primitive(base)],
    ['ext', primitive(ext)],
    ['name', primitive(withoutSuffix(base, ext))],
  ]);
}

/** The module `path` for a program that was started in a folder. */
export function createPathModule(cwd: string): Value {
  const module = objectOf([['sep', primitive('/')]]);
  for (const [name, run] of FUNCTIONS) {
    const call = (args: readonly Value[]) => {
      const texts = readTexts(args);
      return texts
        ? primitive(run(texts, cwd))
        : (args.find((arg) => arg.kind === 'unknown') ?? unknown('path'));
    };
    module.properties.set(name, native(name, call));
  }
  module.properties.set(
    'isAbsolute',
    native('isAbsolute', ([path]) => isAbsolute(asString(path))),
  );
  module.properties.set(
    'parse',
    native('parse', ([path]) => parseOf(asString(path))),
  );
  module.open = true;
  for (const name of ['default', 'posix']) module.properties.set(name, module);
  return module;
}

const isAbsolute = (path: string | undefined) =>
  path === undefined ? unknown('path') : primitive(path.startsWith('/'));
const parseOf = (path: string | undefined) => (path === undefined ? unknown('path') : parsePath(path));
