import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import Config from '@npmcli/config';
import definitions from '@npmcli/config/lib/definitions/index.js';
import type { Options } from 'pacote';
import type { Patience } from './settings.ts';

/**
 * Where npm itself is installed, for the configuration that it brings. Under `npm run` npm says so; a plain `node cli.ts` looks along
 * the PATH, where `npm` is a link to `<root>/bin/npm-cli.js` (on Windows a script beside `node_modules/npm`).
 */
function findNpmRoot(env: Readonly<Record<string, string>>): string | undefined {
  const scripts = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => [join(folder, 'npm'), join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js')]);
  return [env.npm_execpath, ...scripts]
    .filter((script) => script !== undefined && existsSync(script))
    .map((script) => dirname(dirname(realpathSync(String(script)))))
    .find((root) => existsSync(join(root, 'bin', 'npm-cli.js')));
}

/** The node whose prefix holds the global npmrc: npm's own, for ours may be the one in node_modules. */
function findNode(env: Readonly<Record<string, string>>, npmRoot: string | undefined): string {
  if (env.npm_node_execpath !== undefined) return env.npm_node_execpath;
  const inPrefix = npmRoot === undefined ? undefined : join(npmRoot, '..', '..', '..', 'bin', 'node');
  return inPrefix !== undefined && existsSync(inPrefix) ? inPrefix : process.execPath;
}

/**
 * npm's configuration as pacote takes it: registry, registries of scopes, credentials, proxy, certificates, `before`. Where npm is not
 * installed its defaults hold. Throws where a configuration file cannot be read.
 *
 * Two things are ours. Nothing is cached on disk: npm's cache never shrinks by itself, and an unchanged package is known by its version
 * before any tarball is asked for. And only registries may answer: no name may lead to a folder, a git remote or a web address.
 */
export async function loadNpmOptions(
  env: Readonly<Record<string, string>>,
  patience: Patience,
): Promise<Options> {
  const npmRoot = findNpmRoot(env);
  const config = new Config({
    ...definitions,
    npmPath: npmRoot ?? import.meta.dirname,
    env: { ...env },
    argv: [],
    execPath: findNode(env, npmRoot),
    warn: false,
  });
  await config.load().catch((cause: unknown) => {
    throw new Error('npm’s configuration cannot be read: run `npm config list` to see why', { cause });
  });
  const { cache: _cache, ...flat } = config.flat;
  const only = { allowFile: 'none', allowDirectory: 'none', allowGit: 'none', allowRemote: 'none' };
  const retry = {
    retries: patience.retries,
    factor: 2,
    minTimeout: patience.retryDelayMs,
    maxTimeout: patience.retryDelayMs * 2 ** patience.retries,
  };
  return { ...flat, ...only, preferOnline: true, timeout: patience.timeoutMs, retry };
}
