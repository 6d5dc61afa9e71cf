import { describe, expect, test } from 'vitest';
import { expectSkip, expectSnapshot, keepOpen } from './support/fetched.ts';
import { findDeadUrl } from './support/loopback.ts';
import { startNpmServer } from './support/npm-server.ts';
import { COMMIT, fetchWith, settingsFor, TOKEN } from './support/source-worlds.ts';
import { makeTarball, toEntries } from './support/tarball.ts';

const FILES = {
  'package.json': '{"name":"ledger"}',
  'src/index.ts': 'export {};\n',
  'src/tools/归档.ts': '1',
};

describe('the npm registry', () => {
  const origin = { id: 'npm:ledger', ref: null };

  async function open(token?: string) {
    const npm = keepOpen(await startNpmServer(token === undefined ? {} : { token }));
    await npm.put('ledger', { version: '1.0.0', files: { 'a.js': '1' } });
    return { npm, fetch: fetchWith(settingsFor(npm.env)) };
  }

  test('gives version, checksum and the commit that it was built from', async () => {
    const { npm, fetch } = await open();
    await npm.put('ledger', { version: '1.1.0', files: { 'a.js': '2' }, gitHead: COMMIT });
    const { snapshot } = expectSnapshot(await fetch(origin));
    expect(snapshot.ref).toMatchObject({ ref: '1.1.0', builtFrom: COMMIT });
    expect(snapshot.ref.integrity).toMatch(/^sha512-/);
  });

  test('gives the version asked for, and knows none that is not there', async () => {
    const { npm, fetch } = await open();
    await npm.put('ledger', { version: '1.1.0', files: { 'a.js': '2' } });
    expect(expectSnapshot(await fetch({ ...origin, ref: '1.0.0' })).files).toEqual({ 'a.js': '1' });
    expect(expectSkip(await fetch({ ...origin, ref: '9.9.9' })).reason).toBe('not-found');
  });

  test('is asked twice for a package never seen, once for one that did not change', async () => {
    const { npm, fetch } = await open();
    const { known } = expectSnapshot(await fetch(origin));
    expect(npm.requests).toEqual({ packument: 1, tarball: 1 });
    expect(await fetch(origin, known)).toEqual({ kind: 'unchanged' });
    expect(npm.requests).toEqual({ packument: 2, tarball: 1 });
  });

  test('is asked for the tarball where the version is the same and the checksum is not', async () => {
    const { npm, fetch } = await open();
    const { known } = expectSnapshot(await fetch(origin));
    await npm.put('ledger', { version: '1.0.0', files: { 'a.js': 'other' } });
    expect(expectSnapshot(await fetch(origin, known)).files).toEqual({ 'a.js': 'other' });
  });

  test.each([
    ['another archive', () => makeTarball(toEntries({ 'a.js': 'evil' }, 'package'))],
    ['no archive at all', async () => Buffer.from('<title>Sign in</title>')],
  ])('a checksum that does not fit: %s', async (_name, make) => {
    const { npm, fetch } = await open();
    await npm.put('ledger', { version: '2.0.0', files: { 'a.js': '1' }, sentInstead: await make() });
    expect(expectSkip(await fetch(origin)).reason).toBe('integrity-mismatch');
  });

  test('takes the credentials of npm’s configuration', async () => {
    const { npm, fetch } = await open(TOKEN);
    expectSnapshot(await fetch(origin));
    const { [Object.keys(npm.env).at(-1) ?? '']: _token, ...anonymous } = npm.env;
    const refused = expectSkip(await fetchWith(settingsFor(anonymous))(origin));
    expect(refused.reason).toBe('unauthorized');
  });

  test('takes the registry of a scope', async () => {
    const { npm } = await open();
    await npm.put('@acme/ledger', { version: '1.0.0', files: FILES });
    const env = {
      ...npm.env,
      npm_config_registry: await findDeadUrl(),
      'npm_config_@acme:registry': npm.url,
    };
    expectSnapshot(await fetchWith(settingsFor(env))({ id: 'npm:@acme/ledger', ref: null }));
  });

  test.each([
    [403, 'unauthorized', 1],
    [429, 'rate-limited', 3],
    [500, 'host-error', 3],
  ])('answers with %i', async (status, reason, requests) => {
    const { npm, fetch } = await open();
    npm.fail(status, 9);
    expect(expectSkip(await fetch(origin)).reason).toBe(reason);
    expect(npm.requests.packument).toBe(requests);
  });

  test('says that it cannot be reached', async () => {
    const env = { ...(await open()).npm.env, npm_config_registry: await findDeadUrl() };
    expect(expectSkip(await fetchWith(settingsFor(env))(origin)).reason).toBe('unreachable');
  });
});
