// The version of a dependency that an installation from a lock file would bring.
import { parse } from 'yaml';
import { z } from 'zod';
import type { FileTree } from '../../snapshot.ts';
import { parseLooseJson } from '../../syntax/javascript/modules/manifest.ts';

/** A dependency as its package's manifest names it. */
export interface Wish {
  folder: string;
  name: string;
  range: string;
}

type ReadLock = (text: string, wish: Wish, lockFolder: string) => string | undefined;

const Versioned = z.looseObject({ version: z.string() });
const entryOf = (entries: unknown, key: string): unknown =>
  typeof entries === 'object' && entries !== null && Object.hasOwn(entries, key)
    ? Reflect.get(entries, key)
    : undefined;
const versionOf = (entry: unknown): string | undefined => Versioned.safeParse(entry).data?.version;

const relativeTo = (folder: string, path: string): string =>
  folder === '' ? path : path.slice(folder.length + 1);

/** https://docs.npmjs.com/cli/configuring-npm/package-lock-json: by place in its second and third version, by name in its first. */
const readNpmLock: ReadLock = (text, { folder, name }, lockFolder) => {
  const lock = parseLooseJson(text);
  const packages = entryOf(lock, 'packages');
  const segments = relativeTo(lockFolder, folder).split('/').filter(Boolean);
  const places = segments.map((_segment, index) => segments.slice(0, segments.length - index).join('/'));
  const keys = [...places.map((place) => `${place}/node_modules/${name}`), `node_modules/${name}`];
  const found = keys.map((key) => versionOf(entryOf(packages, key))).find((version) => version !== undefined);
  return found ?? versionOf(entryOf(entryOf(lock, 'dependencies'), name));
};

/** https://github.com/pnpm/spec/tree/master/lockfile: the version may have the peers it was installed with behind it. */
const readPnpmLock: ReadLock = (text, { folder, name }, lockFolder) => {
  const lock: unknown = parse(text, { maxAliasCount: 0 });
  const importer = entryOf(entryOf(lock, 'importers'), relativeTo(lockFolder, folder) || '.') ?? lock;
  const entry = entryOf(entryOf(importer, 'dependencies'), name);
  const version = typeof entry === 'string' ? entry : versionOf(entry);
  return version?.replace(/[(_].*$/, '');
};

/** Both of yarn's forms: a line of descriptors that ends in a colon, and the version below it. */
const readYarnLock: ReadLock = (text, { name, range }) => {
  const lines = text.split(/\r?\n/);
  const wanted = new Set([`${name}@${range}`, `${name}@npm:${range}`]);
  const start = lines.findIndex(
    (line) =>
      /^\S.*:$/.test(line) &&
      line
        .slice(0, -1)
        .split(',')
        .some((descriptor) => wanted.has(descriptor.replaceAll('"', '').trim())),
  );
  const [, version] = /^\s+"?version"?:?\s+"?([^"\s]+)"?$/.exec(lines[start + 1] ?? '') ?? [];
  return start < 0 ? undefined : version;
};

const BunLock = z.looseObject({ packages: z.record(z.string(), z.tuple([z.string()], z.unknown())) });

const readBunLock: ReadLock = (text, { name }) => {
  const lock = BunLock.safeParse(parseLooseJson(text));
  const [resolved] = (lock.success && lock.data.packages[name]) || [];
  return resolved?.slice(resolved.lastIndexOf('@') + 1);
};

const READERS: ReadonlyMap<string, ReadLock> = new Map([
  ['package-lock.json', readNpmLock],
  ['npm-shrinkwrap.json', readNpmLock],
  ['pnpm-lock.yaml', readPnpmLock],
  ['yarn.lock', readYarnLock],
  ['bun.lock', readBunLock],
]);

const EXACT = /^\d+\.\d+\.\d+[\w.+-]*$/;

function readLock(read: ReadLock, text: string, wish: Wish, lockFolder: string): string | undefined {
  try {
    return read(text, wish, lockFolder);
  } catch {
    return undefined; // a lock file that cannot be read pins nothing: the manifest's range is what is known
  }
}

/** The exact version that the innermost lock file around a package gives a dependency; undefined where none does. */
export function findLockedVersion(tree: FileTree, wish: Wish): string | undefined {
  const segments = wish.folder.split('/').filter(Boolean);
  const folders = [
    ...segments.map((_segment, index) => segments.slice(0, index + 1).join('/')).reverse(),
    '',
  ];
  for (const folder of folders) {
    for (const [file, read] of READERS) {
      const text = tree.readFile(folder === '' ? file : `${folder}/${file}`);
      const version = text === undefined ? undefined : readLock(read, text, wish, folder);
      if (version !== undefined && EXACT.test(version)) return version;
    }
  }
  return undefined;
}
