import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectSkip, expectSnapshot, keepOpen } from './support/fetched.ts';
import { fetchWith, openLocalFolder, settingsFor } from './support/source-worlds.ts';

const FILES = {
  'package.json': '{"name":"ledger"}',
  'src/index.ts': 'export {};\n',
  'src/tools/归档.ts': '1',
};

describe('a folder of this machine', () => {
  async function open(files: Record<string, string>) {
    const world = keepOpen(openLocalFolder());
    const origin = await world.put(files);
    return { origin, fetch: world.fetch, path: origin.id.slice('local:'.length) };
  }

  test('has no version', async () => {
    const { origin, fetch } = await open(FILES);
    const { snapshot } = expectSnapshot(await fetch(origin));
    expect(snapshot.ref).toEqual({ origin: origin.id, ref: null, integrity: null, builtFrom: null });
  });

  test('follows no link, neither to a file nor to a folder', async () => {
    const { origin, fetch, path } = await open(FILES);
    symlinkSync('/etc/passwd', join(path, 'passwd.txt'));
    symlinkSync('/etc', join(path, 'etc'));
    const { files, snapshot } = expectSnapshot(await fetch(origin));
    expect(files).toEqual(FILES);
    expect(snapshot.skipped.map((skip) => [skip.path, skip.reason])).toEqual([
      ['etc', 'link'],
      ['passwd.txt', 'link'],
    ]);
  });

  test('has no build output beside its source', async () => {
    const { origin, fetch } = await open({ ...FILES, 'dist/index.js': '1', 'mcp/dist/b.js': '1' });
    expect(Object.keys(expectSnapshot(await fetch(origin)).files)).toContain('mcp/dist/b.js');
    expect(Object.keys(expectSnapshot(await fetch(origin)).files)).not.toContain('dist/index.js');
  });

  test('is refused where it holds too much', async () => {
    const { origin } = await open(FILES);
    const fetch = (limits: Parameters<typeof settingsFor>[1]) => fetchWith(settingsFor({}, limits))(origin);
    expect(expectSkip(await fetch({ keptBytes: 10 })).reason).toBe('snapshot-too-large');
    expect(expectSkip(await fetch({ entries: 2 })).reason).toBe('too-many-files');
  });

  test('is not a file of another kind', async () => {
    const { path, fetch } = await open(FILES);
    writeFileSync(join(path, 'notes.txt'), '1');
    expect(expectSkip(await fetch({ id: `local:${path}/notes.txt`, ref: null })).reason).toBe('not-found');
  });
});
