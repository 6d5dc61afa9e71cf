import { describe, expect, test } from 'vitest';
import { parseOrigin } from '#crawler/sources/parse-origin.ts';

describe('a source', () => {
  test.each([
    ['github:acme/ledger', 'github:acme/ledger', null],
    ['github:acme/ledger/packages/mcp', 'github:acme/ledger/packages/mcp', null],
    ['github:acme/ledger@v1.2.0', 'github:acme/ledger', 'v1.2.0'],
    ['github:acme/ledger/src/mcp@feature/close', 'github:acme/ledger/src/mcp', 'feature/close'],
    ['github:acme/mono/packages/@acme/mcp@main', 'github:acme/mono/packages/@acme/mcp', 'main'],
    ['https://github.com/acme/ledger', 'github:acme/ledger', null],
    ['https://github.com/acme/ledger.git', 'github:acme/ledger', null],
    ['git+https://github.com/acme/ledger.git', 'github:acme/ledger', null],
    ['http://www.github.com/acme/ledger/?tab=readme-ov-file#use', 'github:acme/ledger', null],
    ['https://github.com/acme/mono/tree/main/mcp/pay', 'github:acme/mono/mcp/pay', 'main'],
    ['https://github.com/acme/mono/tree/HEAD/mcp', 'github:acme/mono/mcp', null],
    ['https://github.com/acme/mono/blob/v2/mcp/pay/README.md', 'github:acme/mono/mcp/pay', 'v2'],
    ['https://github.com/acme/mono/issues/3', 'github:acme/mono', null],
    ['https://github.com/acme/mono/tree/main/%E5%8F%B0%E8%B4%A6', 'github:acme/mono/台账', 'main'],
    ['npm:ledger', 'npm:ledger', null],
    ['npm:ledger@1.2.0', 'npm:ledger', '1.2.0'],
    ['npm:@acme/ledger', 'npm:@acme/ledger', null],
    ['npm:@acme/ledger@^1.2', 'npm:@acme/ledger', '^1.2'],
    ['https://www.npmjs.com/package/@acme/ledger', 'npm:@acme/ledger', null],
    ['https://www.npmjs.com/package/ledger/v/1.2.0', 'npm:ledger', '1.2.0'],
    ['pypi:ledger', 'pypi:ledger', null],
    ['pypi:Archive_Ledger@1.2.0rc1', 'pypi:archive-ledger', '1.2.0rc1'],
    ['https://pypi.org/project/archive.ledger/', 'pypi:archive-ledger', null],
    ['https://pypi.org/project/ledger/1.2.0/', 'pypi:ledger', '1.2.0'],
    ['./ledger', 'local:./ledger', null],
    ['  ../ledger/ ', 'local:../ledger', null],
    ['/srv/ledger-1.0.0.tgz', 'local:/srv/ledger-1.0.0.tgz', null],
    ['C:\\ledger', 'local:C:\\ledger', null],
    ['local:ledger', 'local:ledger', null],
    ['/', 'local:/', null],
  ])('%s', (text, id, ref) => {
    expect(parseOrigin(text)).toEqual({ kind: 'origin', origin: { id, ref } });
  });

  test.each([
    '',
    '   ',
    'a\nb',
    'github:acme',
    'github:acme/',
    'github:acme/..',
    'github:acme/ledger/../../x',
    'github:acme/ledger@../x',
    'github:acme/ledger@',
    'githb:acme/ledger',
    'npm:',
    'npm:@acme',
    'npm:../x',
    'npm:ledger@',
    'npm:ledger@file:../x',
    'npm:ledger@npm:other@1',
    'npm:ledger@https://example.org/x.tgz',
    'local:',
    'https://github.com/acme',
    'https://github.com/features/actions',
    'https://github.com/topics/mcp-server',
    'https://github.com/acme/%2e%2e',
    'https://github.com/acme/bad%ffname',
    'https://www.npmjs.com/~acme',
    'https://gitlab.example.org/acme/ledger',
    'https://[broken',
    'pypi:',
    'pypi:../x',
    'pypi:-ledger',
    'pypi:ledger@',
    'pypi:ledger@>=1',
    'https://pypi.org/search/?q=ledger',
    'cargo:ledger',
  ])('%j is none, in one sentence', (text) => {
    const parsed = parseOrigin(text);
    expect(parsed.kind).toBe('error');
    expect(parsed.kind === 'error' && parsed.message).toMatch(/^["A-Z][^\n]{10,150}\.$/);
  });
});
