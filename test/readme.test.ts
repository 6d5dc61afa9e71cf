import { describe, expect, test } from 'vitest';
import { findReadmeDrift } from '#crawler/readme/drift.ts';
import { findReadme } from '#crawler/readme/find-readme.ts';
import { createFileTree } from '#crawler/snapshot.ts';
import type { ToolDefinition } from '#data/schema/tool.ts';

const tools = (names: readonly string[], properties: object = {}): ToolDefinition[] =>
  names.map((name) => ({
    name,
    inputSchema: { type: 'object', properties },
    location: { path: 'index.ts', startLine: 1, endLine: 1 },
    extractor: 'typescript/register-tool@1',
  }));

const CODE = ['archive_ledger', 'close_ledger', 'list_ledgers', 'read_entry'];

const drift = (text: string, code: readonly ToolDefinition[] = tools(CODE)) => {
  const found = findReadmeDrift({ path: 'README.md', text }, code);
  return found && [found.missing, found.unlisted];
};

describe('names that a README gives and the code lacks', () => {
  test.each([
    [
      'a table',
      '| Tool | Does |\n|---|---|\n| `archive_ledger` | a |\n| close_ledger | b |\n| `purge_ledger` | c |\n',
    ],
    [
      'a table of two in a cell',
      '| Kind | Tools |\n|---|---|\n| a | `archive_ledger`, `purge_ledger` |\n| b | `close_ledger` / `list_ledgers` |',
    ],
    [
      'a list of bold names',
      '## Tools\n- **archive_ledger** - a\n- **close_ledger**: b\n- **purge_ledger** – c\n',
    ],
    [
      'a list of code',
      '1. `archive_ledger(year)` a\n2. `close_ledger` b\n3. `purge_ledger`\n   - `book_id` (string)\n',
    ],
    ['a list of plain names', '- archive_ledger: a\n- close_ledger: b\n- purge_ledger: c\n'],
    ['headings', '## Tools\n### `archive_ledger`\ntext\n### close_ledger\n### 3. purge_ledger\n'],
    [
      'folded sections',
      '<details><summary><code>archive_ledger</code></summary>a</details>\n<details><summary>close_ledger</summary></details>\n<details><summary>purge_ledger</summary></details>\n',
    ],
    [
      'a server that is called like an aside',
      '# Config Resource Examples\n\n- archive_ledger\n- close_ledger\n- purge_ledger\n',
    ],
    ['titles', '| Tool |\n|---|\n| Archive Ledger |\n| Close Ledger |\n| purge_ledger |\n'],
  ])('in %s', (_name, text) => {
    expect(drift(text)?.[0]).toEqual(['purge_ledger']);
  });

  test.each([
    ['a list of something else', '- `purge_ledger`\n- `other_thing`\n- `third_thing`\n'],
    ['a list with one tool', '- `archive_ledger`\n- `purge_ledger`\n'],
    ['prompts', '## Prompts\n- `archive_ledger`\n- `close_ledger`\n- `purge_ledger`\n'],
    [
      'a section of what was removed',
      '## Tools\n### Removed in 2.0\n- `archive_ledger`\n- `close_ledger`\n- `purge_ledger`\n',
    ],
    ['words struck out', '- `archive_ledger`\n- `close_ledger`\n- ~~`purge_ledger`~~\n'],
    ['code samples', '```\n- archive_ledger\n- close_ledger\n- purge_ledger\n```\n'],
    [
      'a word of another shape',
      '- `archive_ledger`\n- `close_ledger`\n- `Ledger`\n- `purge`\n- `purgeLedger`\n',
    ],
    ['a parameter', '- `archive_ledger`\n- `close_ledger`\n- `book_id`\n'],
    [
      'names with the server before them',
      '- `books_archive_ledger`\n- `books.close_ledger`\n- `list_ledgers`\n',
    ],
    [
      'names that say that they are tools',
      '- `archive_ledger_tool`\n- `close_ledger_tool`\n- `list_ledgers`\n',
    ],
    ['a comment', '- `archive_ledger`\n- `close_ledger`\n<!-- - `purge_ledger` -->\n'],
  ])('are not in %s', (_name, text) => {
    const found = drift(text, tools(CODE, { book_id: {} }));
    expect(found === null ? [] : found[0]).toEqual([]);
  });
});

describe('names that the code offers and a README does not give', () => {
  test('where it gives most of the others', () => {
    expect(drift('- `archive_ledger`\n- `close_ledger`\n- `list_ledgers`\n')?.[1]).toEqual(['read_entry']);
  });

  test.each([
    ['it gives some only', '- `archive_ledger`\n- `close_ledger`\n', [...CODE, 'write_entry', 'a_b']],
    [
      'a sentence names it',
      'Use readEntry.\n\n- `archive_ledger`\n- `close_ledger`\n- `list_ledgers`\n',
      CODE,
    ],
  ])('not where %s', (_name, text, names) => {
    expect(drift(text, tools(names))?.[1]).toEqual([]);
  });

  test('no README that lists no tool', () => {
    expect(drift('# Ledger\n\nKeeps ledgers.\n')).toBe(null);
    expect(drift('')).toBe(null);
  });
});

test('hostile text is read in time, and to a limit', () => {
  const text = `- \`archive_ledger\`\n- \`close_ledger\`\n${'['.repeat(5_000)}${'<ul><li>'.repeat(2_000)}`;
  expect(drift(text)?.[0]).toEqual([]);
  expect(drift('- `archive_ledger`\n- `close_ledger`\n'.repeat(20_000))).toBe(null);
});

describe('the README of a server', () => {
  const tree = createFileTree(
    new Map([
      ['README.md', 'root'],
      ['packages/mcp/ReadMe.md', 'own'],
      ['packages/other/index.ts', ''],
    ]),
  );
  test.each([
    ['packages/mcp', false, 'packages/mcp/ReadMe.md'],
    ['', false, 'README.md'],
    ['packages/other', true, 'README.md'],
    ['packages/other', false, undefined],
  ])('in %s', (folder, isOnly, path) => {
    expect(findReadme(tree, folder, isOnly)?.path).toBe(path);
  });
});
