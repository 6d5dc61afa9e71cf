import fc from 'fast-check';
import { expect, test } from 'vitest';
import { python } from '#crawler/extractors/python/index.ts';
import { isOwnCode } from '#crawler/extractors/python/project.ts';
import { readReleases, resolveRequirement } from '#crawler/extractors/python/versions.ts';
import { createFileTree } from '#crawler/snapshot.ts';
import { readDocstring } from '#crawler/syntax/python/docstring.ts';
import { cleanDoc, dedentText, formatText, percentText } from '#crawler/syntax/python/text.ts';
import { list } from '#crawler/syntax/python/value.ts';

test.each([
  ['', [3, 4, 7]],
  ['==2.7.0', [2, 7, 0]],
  ['>=2.10,<3', [2, 14, 5]],
  ['~=2.3', [2, 14, 5]],
  ['>=3.0.0b1', [3, 4, 7]],
  ['<2.5.1', [2, 5, 0]],
  ['>=4.0', [4, 0, 0]],
])('fastmcp%s installs %j', (specifier, version) => {
  expect(resolveRequirement('fastmcp', specifier)).toEqual(version);
});

test('a lock file wins over a requirement, and a name that only begins alike is another package', () => {
  const lock = '[[package]]\nname = "fastmcp"\nversion = "3.1.0"\n';
  const releases = readReleases([lock], ['fastmcp>=2', 'mcp-extras==0.1\nmcp[cli]>=2.0,<3 # why\n']);
  expect(releases).toEqual({ fastmcp: [3, 1, 0], mcp: [2, 0, 0] });
});

test.each([
  ['src/server.py', true],
  ['latest/contest.py', true],
  ['tests/server.py', false],
  ['pkg/test_server.py', false],
  ['examples/server.py', false],
  ['.claude/server.py', false],
  ['server.pyi', false],
])('%s is shipped code: %s', (path, own) => {
  expect(isOwnCode(path)).toBe(own);
});

// Expected texts were printed by Python's inspect, textwrap and str.
test('texts are shaped as Python shapes them', () => {
  expect(cleanDoc('\n    Melts.\n\n      Slowly.\n    ')).toBe('Melts.\n\n  Slowly.');
  expect(cleanDoc('Melts.\n\tSlowly.\n')).toBe('Melts.\nSlowly.');
  expect(dedentText('  a\n    b\n   \n')).toBe('a\n  b\n\n');
  expect(formatText('{0} {name:,} {{x}}', ['a'], new Map([['name', 1234567]]))).toBe('a 1,234,567 {x}');
  expect(percentText('%s of %d%%', list(['half', 100], 'tuple'))).toBe('half of 100%');
});

test.each([
  [
    'google',
    'Casts.\n\nArgs:\n    mould (str): which one,\n        by name\n    *rest: others\n\nReturns:\n    a bell',
  ],
  [
    'numpy',
    'Casts.\n\nParameters\n----------\nmould : str\n    which one,\n    by name\nrest\n    others\n\nReturns\n-------\nbell',
  ],
  ['sphinx', 'Casts.\n\n:param str mould: which one,\n    by name\n:param rest: others\n:returns: a bell'],
])('a docstring of the %s style gives up its parameters', (_style, text) => {
  const read = readDocstring(text);
  expect(read.summary).toBe('Casts.');
  expect([...read.parameters]).toEqual([
    ['mould', 'which one,\nby name'],
    ['rest', 'others'],
  ]);
});

test('a docstring without a style stays whole', () => {
  const text = 'Casts: a bell.\n\nThe args are many.';
  expect(readDocstring(text)).toEqual({ summary: text, parameters: new Map() });
});

const SERVER =
  'from fastmcp import FastMCP\nfrom parts import register\n\nserver = FastMCP("forge")\nregister(server)\n';
const PARTS = 'def register(mcp):\n    @mcp.tool\n    def cast_bell(mould: str): "Cast."\n';

test('the order of files changes nothing', async () => {
  const files: [string, string][] = [
    ['server.py', SERVER],
    ['parts.py', PARTS],
  ];
  const forth = await python.read(createFileTree(new Map(files)));
  const back = await python.read(createFileTree(new Map(files.toReversed())));
  expect(forth.servers.flatMap((server) => server.tools.map((tool) => tool.name))).toEqual(['cast_bell']);
  expect(JSON.stringify(back)).toBe(JSON.stringify(forth));
});

const word = fc.constantFrom(
  ...'mcp = FastMCP ( ) : @mcp.tool def if else for in while return class lambda [ ] { } , "x" f"{mcp}" * ** await not or \n \n    '.split(
    ' ',
  ),
);

test('no text makes it throw', async () => {
  const texts = fc
    .array(word, { maxLength: 60 })
    .map((words) => `from mcp.server.fastmcp import FastMCP\n${words.join(' ')}`);
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const reading = await python.read(createFileTree(new Map([['server.py', text]])));
      return reading.servers.every((server) => server.tools.every((tool) => tool.name !== ''));
    }),
    { numRuns: 150, seed: 7 },
  );
});
