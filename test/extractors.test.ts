import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { extract, inOrder } from '#crawler/extract.ts';
import { EXTRACTORS } from '#crawler/extractors/index.ts';
import { createFileTree } from '#crawler/snapshot.ts';
import { Extraction } from '#data/schema/extraction.ts';

const root = fileURLToPath(new URL('../crawler/extractors', import.meta.url));

function readFixture(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile() && !path.endsWith('expected.json'));
  return new Map(
    files.map((path) => [relative(folder, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  );
}

const FIXTURES = EXTRACTORS.flatMap((extractor) =>
  readdirSync(join(root, extractor.id, 'fixtures')).map((name) => ({
    extractor,
    id: extractor.id,
    name,
    folder: join(root, extractor.id, 'fixtures', name),
  })),
);

test.each(FIXTURES)('$id/$name', async ({ extractor, folder }) => {
  const reading = Extraction.parse(inOrder(await extractor.read(createFileTree(readFixture(folder)))));
  const path = join(folder, 'expected.json');
  if (process.env.UPDATE === '1') writeFileSync(path, `${JSON.stringify(reading, null, 2)}\n`);
  expect(reading).toEqual(JSON.parse(readFileSync(path, 'utf8')));
});

const idiomsOf = (id: string) =>
  readdirSync(join(root, id), { encoding: 'utf8' })
    .filter((file) => /^export const \w+: Idiom\b/m.test(readOrNothing(join(root, id, file))))
    .map((file) => file.replace(/\.ts$/, ''));

const readOrNothing = (path: string) => (statSync(path).isFile() ? readFileSync(path, 'utf8') : '');

test.each(EXTRACTORS.map((extractor) => extractor.id))(
  'every idiom of %s has two fixtures: one that is read, one that only looks like it',
  (id) => {
    const names = FIXTURES.filter((fixture) => fixture.id === id).map((fixture) => fixture.name);
    const alone = idiomsOf(id).filter((idiom) => names.filter((name) => name.startsWith(idiom)).length < 2);
    expect(alone).toEqual([]);
  },
);

test('a tree without a server has none, and one of an unread language names it', async () => {
  const none = await extract(createFileTree(new Map([['README.md', 'nothing']])));
  expect(none).toEqual({ servers: [], skipped: [], dependencies: [] });
  const perl = await extract(createFileTree(new Map([['lib/Ledger.pm', 'use MCP::Server;']])));
  expect(perl.skipped.map(({ path, reason }) => [path, reason])).toEqual([
    ['lib/Ledger.pm', 'unsupported-language'],
  ]);
});
