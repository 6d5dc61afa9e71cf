import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isHandedServer, isServerFile } from '#crawler/extractors/typescript/entries.ts';
import { Extraction } from '#data/schema/extraction.ts';

const root = fileURLToPath(new URL('../crawler/extractors/typescript/fixtures', import.meta.url));
const CODE = /(?<!\.d)\.[cm]?[jt]sx?$/;

function readCode(name: string): { path: string; text: string }[] {
  const folder = join(root, name);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile() && CODE.test(path))
    .map((path) => ({ path: relative(folder, path), text: readFileSync(path, 'utf8') }));
}

const expectedOf = (name: string) =>
  Extraction.parse(JSON.parse(readFileSync(join(root, name, 'expected.json'), 'utf8')));

/** Frameworks that make the server themselves: no file does, and the manifest tells. */
const WITHOUT_SERVER_FILE = /"xmcp"/;

const SERVERS = readdirSync(root).filter((name) => {
  const manifest = join(root, name, 'package.json');
  const text = readdirSync(join(root, name)).includes('package.json') ? readFileSync(manifest, 'utf8') : '';
  return expectedOf(name).servers.length > 0 && !WITHOUT_SERVER_FILE.test(text);
});

test.each(SERVERS)(
  'the text of a file of %s shows that it makes a server or is handed one, before anything is parsed',
  (name) => {
    const isSign = ({ path, text }: { path: string; text: string }) =>
      isServerFile(path, text) || isHandedServer(path, text);
    expect(readCode(name).filter(isSign)).not.toEqual([]);
  },
);
