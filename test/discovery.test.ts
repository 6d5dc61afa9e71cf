import { describe, expect, test } from 'vitest';
import { DISCOVERIES, discover } from '#crawler/discovery/index.ts';
import { Server } from '#data/schema/server.ts';

function discoverIds(file: string, text: string): string[] {
  const { servers } = discover(file, text);
  for (const server of servers) expect(Server.parse(server).origins).toEqual([server.id]);
  return servers.map(({ id }) => id);
}

const skipsOf = (file: string, text: string) => discover(file, text).skipped.map(({ message }) => message);

describe('a plain list', () => {
  test('one source a line, with comments and versions', () => {
    const text =
      '# ours\n\ngithub:acme/ledger@v2   # pinned\r\nnpm:@acme/tally\nhttps://github.com/acme/mono/tree/main/mcp\n';
    const { servers, refs } = discover('servers.txt', text);
    expect(servers.map(({ id, name }) => [id, name])).toEqual([
      ['github:acme/ledger', 'ledger'],
      ['npm:@acme/tally', '@acme/tally'],
      ['github:acme/mono/mcp', 'mcp'],
    ]);
    expect([...refs]).toEqual([['github:acme/ledger', 'v2']]);
  });

  test('each place once, whatever its spelling', () => {
    expect(discoverIds('list', 'github:acme/ledger\nhttps://github.com/Acme/Ledger.git\n')).toEqual([
      'github:acme/ledger',
    ]);
  });

  test('a bad line costs itself alone', () => {
    const text = 'githb:acme/ledger\nnpm:tally';
    expect(discoverIds('list.txt', text)).toEqual(['npm:tally']);
    expect(skipsOf('list.txt', text)).toEqual([
      'githb:acme/ledger: "githb:" is no known source: use github:, npm:, pypi: or a path.',
    ]);
  });
});

const AWESOME = `# Awesome ledgers [![badge](https://img.example.org/a.svg)](https://github.com/acme/badge)

- [Finance](#finance)
- 📇 – TypeScript

### 🏦 <a name="finance"></a>Finance & Fintech
- [acme/pay](https://github.com/acme/mono/tree/main/mcp/pay) [![glama](https://glama.example.org/b)](https://glama.example.org/pay) 🎖️ 📇 ☁️ - Send invoices, see [the docs](https://docs.example.org).
- [归档](https://github.com/acme/archive_ledger/blob/main/README.md) 🐍 - Archive.
- Official: [site](https://ledger.example.org), [code](https://github.com/acme/second)
  - [inner](https://www.npmjs.com/package/@acme/inner)
- [hosted](https://mcp.example.org/sse) ☁️
- [again](https://github.com/acme/archive_ledger)
- https://github.com/acme/bare
- [script](javascript:alert(1)) and \`[code](https://github.com/acme/never)\`

| name | what |
| --- | --- |
| [tabled](https://github.com/acme/tabled) | a table |

Read [this article](https://github.com/acme/article) first.
`;

describe('an awesome list', () => {
  const ids = [
    'github:acme/mono/mcp/pay',
    'github:acme/archive_ledger',
    'github:acme/second',
    'npm:@acme/inner',
    'github:acme/bare',
    'github:acme/tabled',
  ];

  test('in Markdown: entries, not navigation, badges or prose', () => {
    expect(discoverIds('README.md', AWESOME)).toEqual(ids);
    expect(discover('README.md', AWESOME).servers[1]?.name).toBe('归档');
  });

  test('says what it links to that cannot be crawled', () => {
    expect(skipsOf('README.md', AWESOME)).toEqual([
      'https://mcp.example.org/sse: Nothing here reads from mcp.example.org: give a repository of GitHub or a package of npm or PyPI.',
    ]);
  });

  test('in HTML, by the same rules', () => {
    const html = `<nav><ul><li><a href="https://github.com/acme/menu">menu</a></ul></nav>
      <ul><li><a href="https://github.com/acme/pay">pay</a> <ul><li><a href="https://github.com/acme/inner">x</a></ul>
      <li><a href="/acme/relative">r</a><li><a>none</a></ul><table><tr><td><a href="https://github.com/acme/row">row</a></table>`;
    expect(discoverIds('list.html', html)).toEqual([
      'github:acme/pay',
      'github:acme/inner',
      'github:acme/row',
    ]);
  });

  test('a name is one line without hidden characters', () => {
    const html = '<li><a href="https://github.com/acme/pay">p\u202ea\u0007\n  y</a>';
    expect(discover('x.html', html).servers[0]?.name).toBe('p a y');
  });
});

describe('a client configuration', () => {
  const config = (servers: unknown, key = 'mcpServers') => JSON.stringify({ [key]: servers });

  test.each([
    [{ command: 'npx', args: ['-y', '@acme/ledger@1.2.0', '--mode', 'x'] }, 'npm:@acme/ledger', '1.2.0'],
    [{ command: 'npx', args: ['-y', 'ledger@latest'] }, 'npm:ledger', undefined],
    [{ command: 'C:\\node\\npx.cmd', args: ['ledger'] }, 'npm:ledger', undefined],
    [{ command: 'cmd', args: ['/c', 'npx', '-y', 'ledger'] }, 'npm:ledger', undefined],
    [{ command: 'npx', args: ['--package=ledger', 'ledger-mcp'] }, 'npm:ledger', undefined],
    [{ command: 'npx', args: ['-p', 'ledger', 'ledger-mcp'] }, 'npm:ledger', undefined],
    [{ command: 'npm', args: ['exec', '--', 'ledger'] }, 'npm:ledger', undefined],
    [{ command: 'pnpm', args: ['dlx', 'ledger'] }, 'npm:ledger', undefined],
    [{ command: 'bunx', args: ['ledger'] }, 'npm:ledger', undefined],
    [{ command: 'npx', args: ['-y', 'github:acme/ledger#v3'] }, 'github:acme/ledger', 'v3'],
    [{ command: 'npx', args: ['-y', 'acme/ledger'] }, 'github:acme/ledger', undefined],
    [{ command: 'npx', args: ['-y', 'ledger', '-p', '8080'] }, 'npm:ledger', undefined],
    [{ command: 'uvx', args: ['Archive_Ledger'] }, 'pypi:archive-ledger', undefined],
    [{ command: 'uvx', args: ['ledger@1.2.0', '--from', 'x'] }, 'pypi:ledger', '1.2.0'],
    [{ command: 'uvx', args: ['ledger@latest'] }, 'pypi:ledger', undefined],
    [{ command: 'uvx.exe', args: ['--from', 'ledger[http]==1.2', 'serve'] }, 'pypi:ledger', '1.2'],
    [{ command: 'uvx', args: ['--from=ledger>=1,<2', 'serve'] }, 'pypi:ledger', undefined],
    [{ command: 'uvx', args: ['--python', '3.12', '--with', 'mcp', 'ledger'] }, 'pypi:ledger', undefined],
    [{ command: 'uv', args: ['tool', 'run', 'ledger'] }, 'pypi:ledger', undefined],
    [{ command: 'pipx', args: ['run', '--spec', 'ledger===1.0', 'serve'] }, 'pypi:ledger', '1.0'],
    [{ command: 'pipx', args: ['run', 'ledger'] }, 'pypi:ledger', undefined],
    [
      { command: 'uvx', args: ['--from', 'git+https://github.com/acme/ledger.git@v2#subdirectory=mcp', 'x'] },
      'github:acme/ledger/mcp',
      'v2',
    ],
    [
      { command: 'uvx', args: ['--from', 'ledger @ git+https://github.com/acme/ledger', 'x'] },
      'github:acme/ledger',
      undefined,
    ],
  ])('%j', (entry, id, ref) => {
    const { servers, refs } = discover('.mcp.json', config({ books: entry }));
    expect(servers).toEqual([{ id, name: 'books', origins: [id], topic: null }]);
    expect(refs.get(id)).toBe(ref);
  });

  test.each([
    [{ command: 'uv', args: ['run', 'server.py'] }, 'books: it starts no package by name'],
    [{ command: 'uvx', args: ['--from', './ledger', 'x'] }, 'books: it starts a folder of this machine'],
    [
      { command: 'uvx', args: ['mcp-proxy==1', 'https://x'] },
      'books: it hands on to a remote server, which is not read yet',
    ],
    [
      { command: 'docker', args: ['run', 'acme/ledger'] },
      'books: it starts a container image, which is not read yet',
    ],
    [
      { command: 'node', args: ['build/index.js'] },
      'books: it starts a program of this machine, which is not read yet',
    ],
    [{ type: 'http', url: 'https://mcp.example.org' }, 'books: it is a remote server, which is not read yet'],
    [
      { command: 'npx', args: ['-y', 'mcp-remote', 'https://x'] },
      'books: it hands on to a remote server, which is not read yet',
    ],
    [{ command: 'npx', args: ['local:/etc'] }, 'books: it starts a folder of this machine'],
    [{ command: 'npx', args: ['../ledger'] }, 'books: it starts a folder of this machine'],
    [{ command: 'npx', args: ['-y'] }, 'books: it starts no package by name'],
    [{ command: 'npm', args: ['start'] }, 'books: it starts no package by name'],
    [{ command: 7 }, 'books: it does not say how the server is started'],
    [null, 'books: it does not say how the server is started'],
    [{}, 'books: it names no command and no address'],
  ])('%j cannot be crawled', (entry, message) => {
    const { servers, skipped } = discover('.mcp.json', config({ books: entry }));
    expect(servers).toEqual([]);
    expect(skipped).toEqual([
      { path: '', extractor: 'discovery/client-config', reason: 'unsupported-origin', message },
    ]);
  });

  test('of VS Code, with comments and trailing commas', () => {
    const text = `{ // ours
      "servers": { /* the "books" */ "books": { "command": "npx", "args": ["-y", "ledger", "--url=http://x//y",], }, },
      "inputs": [] }`;
    expect(discoverIds('.vscode/mcp.json', text)).toEqual(['npm:ledger']);
    expect(
      discoverIds(
        'settings.json',
        JSON.stringify({ mcp: { servers: { a: { command: 'npx', args: ['a'] } } } }),
      ),
    ).toEqual(['npm:a']);
  });

  test('a name like that of an object’s own property is a name', () => {
    const text =
      '{"mcpServers":{"__proto__":{"command":"npx","args":["a"]},"constructor":{"command":"npx","args":["b"]}}}';
    expect(discover('.mcp.json', text).servers.map(({ id, name }) => [id, name])).toEqual([
      ['npm:a', '__proto__'],
      ['npm:b', 'constructor'],
    ]);
  });

  test.each([
    ['not json', 'the file: it is not JSON'],
    ['{"name": "ledger"}', 'the file: it has neither "mcpServers" nor "servers"'],
    ['[]', 'the file: it has neither "mcpServers" nor "servers"'],
  ])('%s is none', (text, message) => {
    expect(discover('.mcp.json', text)).toMatchObject({
      servers: [],
      skipped: [{ reason: 'unparsable', message }],
    });
  });
});

test('every kind of file has its reader', () => {
  const names = ['.mcp.json', 'list.html', 'README.md', 'servers.txt'];
  expect(names.map((name) => DISCOVERIES.find(({ files }) => files.test(name))?.id)).toEqual(
    DISCOVERIES.map(({ id }) => id),
  );
});
