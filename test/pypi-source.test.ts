import { describe, expect, test } from 'vitest';
import { compareVersions, parseVersion } from '#crawler/sources/pypi-version.ts';
import { expectSkip, expectSnapshot, keepOpen } from './support/fetched.ts';
import { findDeadUrl } from './support/loopback.ts';
import { startPypiServer } from './support/pypi-server.ts';
import { fetchWith, settingsFor } from './support/source-worlds.ts';
import { makeTarball, toEntries } from './support/tarball.ts';

describe.each(['json', 'html'] as const)('an index that speaks %s', (form) => {
  const origin = { id: 'pypi:archive-ledger', ref: null };

  async function open(password?: string) {
    const pypi = keepOpen(await startPypiServer({ form, ...(password === undefined ? {} : { password }) }));
    await pypi.put('archive-ledger', { version: '1.9.0', files: { 'a.py': '1' } });
    return { pypi, fetch: fetchWith(settingsFor(pypi.env)) };
  }

  test('gives the newest version, and its checksum', async () => {
    const { pypi, fetch } = await open();
    await pypi.put('archive-ledger', { version: '1.10.0', files: { 'a.py': '2' } });
    const { snapshot, files } = expectSnapshot(await fetch(origin));
    expect(files).toEqual({ 'a.py': '2' });
    expect(snapshot.ref).toMatchObject({ ref: '1.10.0', builtFrom: null });
    expect(snapshot.ref.integrity).toMatch(/^sha256-/);
  });

  test('gives the version asked for, and knows none that is not there', async () => {
    const { pypi, fetch } = await open();
    await pypi.put('archive-ledger', { version: '2.0.0', files: { 'a.py': '2' } });
    expect(expectSnapshot(await fetch({ ...origin, ref: '1.9' })).files).toEqual({ 'a.py': '1' });
    expect(expectSkip(await fetch({ ...origin, ref: '9.9.9' })).reason).toBe('not-found');
  });

  test('gives no pre-release and nothing withdrawn, unless asked for', async () => {
    const { pypi, fetch } = await open();
    await pypi.put('archive-ledger', { version: '2.0.0rc1', files: { 'a.py': 'early' } });
    await pypi.put('archive-ledger', { version: '2.0.0', files: { 'a.py': 'bad' }, isYanked: true });
    expect(expectSnapshot(await fetch(origin)).snapshot.ref.ref).toBe('1.9.0');
    expect(expectSnapshot(await fetch({ ...origin, ref: '2.0.0' })).files).toEqual({ 'a.py': 'bad' });
    expect(expectSnapshot(await fetch({ ...origin, ref: '2.0.0rc1' })).files).toEqual({ 'a.py': 'early' });
  });

  test('gives the sources where there are both, else the wheel', async () => {
    const { pypi, fetch } = await open();
    await pypi.put('archive-ledger', { version: '1.9.0', files: { 'a.py': 'built' }, kind: 'wheel' });
    expect(expectSnapshot(await fetch(origin)).files).toEqual({ 'a.py': '1' });
    await pypi.put('archive-ledger', { version: '2.0', files: { 'a.py': 'built' }, kind: 'wheel' });
    expect(expectSnapshot(await fetch(origin)).files).toEqual({ 'a.py': 'built' });
  });

  test('is asked twice for a package never seen, once for one that did not change', async () => {
    const { pypi, fetch } = await open();
    const { known } = expectSnapshot(await fetch(origin));
    expect(pypi.requests).toEqual({ page: 1, file: 1 });
    expect(await fetch(origin, known)).toEqual({ kind: 'unchanged' });
    expect(await fetch(origin, { ...known, etag: null })).toEqual({ kind: 'unchanged' });
    expect(pypi.requests).toEqual({ page: 3, file: 1 });
  });

  test('is asked for the archive where the version is the same and the checksum is not', async () => {
    const { pypi, fetch } = await open();
    const { known } = expectSnapshot(await fetch(origin));
    await pypi.put('archive-ledger', { version: '1.9.0', files: { 'a.py': 'other' } });
    expect(expectSnapshot(await fetch(origin, known)).files).toEqual({ 'a.py': 'other' });
  });

  test.each([
    ['another archive', () => makeTarball(toEntries({ 'a.py': 'evil' }, 'ledger-2.0.0'))],
    ['no archive at all', async () => Buffer.from('<title>Sign in</title>')],
  ])('a checksum that does not fit: %s', async (_name, make) => {
    const { pypi, fetch } = await open();
    await pypi.put('archive-ledger', { version: '2.0.0', files: { 'a.py': '1' }, sentInstead: await make() });
    expect(expectSkip(await fetch(origin)).reason).toBe('integrity-mismatch');
  });

  test('an archive that is larger than what is fetched', async () => {
    const { pypi } = await open();
    const fetch = fetchWith(settingsFor(pypi.env, { archiveBytes: 400 }));
    const noise = Array.from({ length: 2_000 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('');
    await pypi.put('archive-ledger', { version: '2.0.0', files: { 'a.py': noise } });
    expect(expectSkip(await fetch(origin)).reason).toBe('snapshot-too-large');
  });

  test('takes user and password out of the address', async () => {
    const { fetch } = await open('secret');
    expectSnapshot(await fetch(origin));
    const { pypi } = await open('secret');
    const refused = await fetchWith(settingsFor({ PIP_INDEX_URL: pypi.url }))(origin);
    expect(expectSkip(refused).reason).toBe('unauthorized');
  });

  test.each([
    [403, 'unauthorized', 1],
    [429, 'rate-limited', 1],
    [500, 'host-error', 3],
  ])('answers with %i', async (status, reason, requests) => {
    const { pypi, fetch } = await open();
    pypi.fail(status, 9);
    expect(expectSkip(await fetch(origin)).reason).toBe(reason);
    expect(pypi.requests.page).toBe(requests);
  });

  test('says that it cannot be reached', async () => {
    const settings = settingsFor({ PIP_INDEX_URL: await findDeadUrl() });
    expect(expectSkip(await fetchWith(settings)(origin)).reason).toBe('unreachable');
  });
});

describe('versions', () => {
  test('are in the order of the specification', () => {
    const inOrder = [
      '1.0.dev456 1.0a1 1.0a2.dev456 1.0a12.dev456 1.0a12 1.0b1.dev456 1.0b2 1.0b2.post345.dev456 1.0b2.post345',
      '1.0rc1.dev456 1.0rc1 1.0 1.0+abc.5 1.0.post456.dev34 1.0.post456 1.1.dev1 1.2 1.10 2!0.1',
    ].flatMap((row) => row.split(' '));
    const versions = inOrder.map((text) => ({ text, version: parseVersion(text) }));
    const sorted = versions
      .toReversed()
      .sort((a, b) => (a.version && b.version ? compareVersions(a.version, b.version) : Number.NaN));
    expect(sorted.map(({ text }) => text)).toEqual(inOrder);
  });

  test.each([
    ['1.0', 'v1.0.0'],
    ['1.0rc1', '1.0.RC-1'],
    ['1.0.post1', '1.0-1'],
    ['1.0a0', '1.0alpha'],
  ])('%s is %s', (a, b) => {
    const [left, right] = [parseVersion(a), parseVersion(b)];
    expect(left && right && compareVersions(left, right)).toBe(0);
  });

  test.each(['', 'latest', '1.0-beta-x', '1..0', `${'1.'.repeat(60)}0`])('%j is none', (text) => {
    expect(parseVersion(text)).toBe(undefined);
  });
});
