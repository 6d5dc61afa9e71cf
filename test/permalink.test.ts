import { expect, test } from 'vitest';
import { originUrl, provenanceOf } from '../site/src/view/permalink.ts';

const location = { path: 'src/odd names.ts', startLine: 3, endLine: 9 };
const commit = '4c1f0e6b5a2d9873c0ffee1234567890abcdef12';

test.each([
  [
    'github:acme/ledger/mcp',
    commit,
    `https://github.com/acme/ledger/blob/${commit}/src/odd%20names.ts#L3-L9`,
  ],
  ['npm:@acme/ledger', '1.2.0', 'https://www.npmjs.com/package/@acme/ledger/v/1.2.0'],
  ['pypi:archive-ledger', '1.2.0', 'https://pypi.org/project/archive-ledger/1.2.0/'],
  ['local:/srv/ledger', null, null],
])('%s at %s is shown at %s', (origin, ref, url) => {
  const snapshot = { origin, ref, integrity: null, builtFrom: commit };
  expect(provenanceOf(snapshot, location)).toMatchObject({ url, lines: 'src/odd names.ts, lines 3–9' });
});

test('the page of a Python package', () => {
  expect(originUrl('pypi:archive-ledger')).toBe('https://pypi.org/project/archive-ledger/');
});
