import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { FORMATS } from '#classifier/policies/index.ts';
import { rules } from '#classifier/rules/index.ts';
import { EXTRACTORS } from '#crawler/extractors/index.ts';
import { Language } from '#data/schema/extraction.ts';
import { SkipReason } from '#data/schema/skip.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function folders(path: string): string[] {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('every table equals its folders', () => {
  test.each([
    ['crawler/extractors', EXTRACTORS.map((extractor) => extractor.id)],
    ['classifier/rules', rules.map((rule) => rule.id)],
    ['classifier/policies', FORMATS.map((format) => format.id)],
  ])('%s', (path, ids) => {
    expect([...ids].sort()).toEqual(folders(path));
  });
});

test.each(EXTRACTORS.map((extractor) => extractor.id))(
  'the extractor %s is documented and has fixtures',
  (id) => {
    const text = read(`crawler/extractors/${id}/README.md`);
    for (const heading of ['What is recognised', 'What is not', 'When it is wrong']) {
      expect(text).toMatch(new RegExp(`^### ${heading}$`, 'm'));
    }
    for (const fixture of folders(`crawler/extractors/${id}/fixtures`)) {
      expect(
        existsSync(join(root, `crawler/extractors/${id}/fixtures/${fixture}/expected.json`)),
        fixture,
      ).toBe(true);
    }
  },
);

test('languages belong to one extractor each and are known to the schema', () => {
  const claimed = EXTRACTORS.flatMap((extractor) => extractor.languages);
  expect(new Set(claimed).size).toBe(claimed.length);
  expect(claimed.filter((language) => !Language.options.includes(language))).toEqual([]);
});

test.each(FORMATS.map((format) => format.id))(
  'the policy format %s names its source and what it cannot say',
  (id) => {
    const text = read(`classifier/policies/${id}/README.md`);
    expect(text).toMatch(/source/i);
    expect(text).toMatch(/cannot/i);
    expect(existsSync(join(root, `classifier/policies/${id}/example`))).toBe(true);
  },
);

test('every reason for a skip has its sentence', () => {
  const sentences: unknown = parse(read('data/taxonomy/skip-reasons.yml'));
  expect(Object.keys(sentences ?? {}).sort()).toEqual([...SkipReason.options].sort());
});

const ROOT_FILES = [
  '.ci',
  '.github',
  '.gitignore',
  '.npmrc',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'biome.json',
  'classifier',
  'cli.ts',
  'commands',
  'crawler',
  'data',
  'install.mjs',
  'package-lock.json',
  'package.json',
  'site',
  'test',
  'tsconfig.json',
];

function tracked(): string[] {
  return execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
}

const isCheckout = existsSync(join(root, '.git'));

test.runIf(isCheckout)('the root holds what it should and nothing else', () => {
  const top = new Set(tracked().map((path) => path.split('/')[0]));
  expect([...top].sort()).toEqual([...ROOT_FILES].sort());
});

test.runIf(isCheckout)('no file is a dumping ground', () => {
  const named = /(^|\/)_?(utils?|helpers?|common|misc|shared|stuff)(\.[cm]?[jt]s|\/)/i;
  expect(tracked().filter((path) => named.test(path) && !path.includes('/fixtures/'))).toEqual([]);
});

test('the README is short and its two commands exist', () => {
  const text = read('README.md');
  const { scripts } = JSON.parse(read('package.json'));
  expect(text.split('\n').length).toBeLessThan(120);
  expect(scripts).toMatchObject({
    start: expect.any(String),
    test: expect.any(String),
    refresh: expect.any(String),
  });
});

test('the lock file names no registry', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved": "https?:/);
});
