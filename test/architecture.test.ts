import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const ROOMS = ['data', 'crawler', 'classifier', 'site', 'test'] as const;

function sources(room: string): string[] {
  return globSync(`${room}/**/*.{ts,astro}`, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/\/(fixtures|node_modules|dist|\.astro)\//.test(path));
}

function imports(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8');
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
    (match) => match[1] ?? '',
  );
  return found.map((target) =>
    target.startsWith('.')
      ? relative(root, join(root, path, '..', target)).replaceAll('\\', '/')
      : target.replace(/^#/, ''),
  );
}

const isRoom = (target: string) => ROOMS.some((room) => target.startsWith(`${room}/`));

/** What each room may import of ours, beside itself. */
const ALLOWED: Record<string, RegExp> = {
  data: /^data\//,
  crawler: /^(crawler|data)\//,
  classifier: /^(classifier|data)\//,
  site: /^(site|data|classifier\/policies)\//,
};

test.each(Object.keys(ALLOWED))('%s imports only what the design lets it', (room) => {
  const strays = sources(room).flatMap((path) =>
    imports(path)
      .filter((target) => isRoom(target) && !ALLOWED[room]?.test(target))
      .map((target) => `${path} → ${target}`),
  );
  expect(strays).toEqual([]);
});

/** Network, disk, clock, database and model calls live in these files alone. */
const WORLDLY =
  /^(node:(fs|net|http|https|child_process|worker_threads|timers)(\/.*)?|better-sqlite3|octokit|pacote|@octokit\/.*|@anthropic-ai\/.*|kysely)$/;
const PURE = [
  /^crawler\/extractors\//,
  /^crawler\/syntax\/(?!parse\.ts|javascript\/sandbox\/(watchdog|worker)\.ts)/,
  /^classifier\/rules\//,
  /^classifier\/policies\//,
  /^data\/schema\//,
  /^data\/policy\//,
];

test('plug-ins are pure', () => {
  const worldly = ROOMS.flatMap(sources)
    .filter((path) => PURE.some((pattern) => pattern.test(path)))
    .flatMap((path) =>
      imports(path)
        .filter((target) => WORLDLY.test(target))
        .map((target) => `${path} → ${target}`),
    );
  expect(worldly).toEqual([]);
});

test('plug-ins read no clock and no dice', () => {
  const found = ROOMS.flatMap(sources)
    .filter((path) => PURE.some((pattern) => pattern.test(path)))
    .filter((path) =>
      /\bDate\.now\(|new Date\(\)|Math\.random\(|process\.env/.test(readFileSync(join(root, path), 'utf8')),
    );
  expect(found).toEqual([]);
});

test('only open.ts knows the database engine', () => {
  const found = ROOMS.flatMap(sources).filter((path) => imports(path).includes('better-sqlite3'));
  expect(found).toEqual(['data/store/open.ts']);
});
