import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { discover } from '#crawler/discovery/index.ts';
import type { Problem } from '#data/policy/validate.ts';
import type { CrawlTarget } from './crawl.ts';
import { type Read, readJson } from './merge/json-text.ts';
import { isObject } from './merge/plan.ts';
import { readToml } from './merge/toml-text.ts';
import { asSeed } from './targets.ts';

/** A server of a client's configuration, by the name it has there; or why it is not known where its code is. */
export type ConfiguredServer =
  | { kind: 'target'; name: string; target: CrawlTarget }
  | { kind: 'unknown'; name: string; why: string };

const READERS: Record<string, (text: string) => Read> = {
  '.json': readJson,
  '.jsonc': readJson,
  '.toml': readToml,
};

/** Where the servers stand: `mcpServers` of most clients, `servers` of VS Code, `mcp.servers` of its settings, `mcp_servers` of Codex. */
const PLACES = [['mcpServers'], ['servers'], ['mcp', 'servers'], ['mcp_servers']];

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Whether a source is the configuration of a client, by its name. */
export const isClientConfig = (source: string): boolean =>
  Object.hasOwn(READERS, extname(source).toLowerCase()) && isFile(source);

/** What is wrong with a file: its name, a pointer into it and a sentence each. */
export function complain(path: string, problems: readonly Problem[]): Error {
  return new Error(problems.map(({ pointer, message }) => `${path}#${pointer}: ${message}`).join('\n'));
}

function findServers(config: unknown): Record<string, unknown> | Problem {
  for (const place of PLACES) {
    let found = config;
    for (const key of place) {
      found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
    }
    if (isObject(found)) return found;
    if (found !== undefined)
      return { pointer: `/${place.join('/')}`, message: 'must be an object, with a key for each server.' };
  }
  return { pointer: '', message: 'has none of "mcpServers", "servers", "mcp.servers" and "mcp_servers".' };
}

/** The same as crawling a list does with one entry of it; nothing in it is run. */
function readServer(name: string, entry: unknown): ConfiguredServer {
  const config = { mcpServers: Object.fromEntries([[name, entry]]) };
  const { servers, refs, skipped } = discover('config.json', JSON.stringify(config));
  const [server] = servers;
  if (server)
    return { kind: 'target', name, target: { server: asSeed(server), ref: refs.get(server.id) ?? null } };
  return { kind: 'unknown', name, why: skipped.map(({ message }) => message).join(' ') };
}

const isProblem = (value: object): value is Problem =>
  'pointer' in value && typeof value.pointer === 'string';

/** The servers of a client's configuration. Throws with file, pointer and sentence where it is none. */
export function readClientConfig(path: string): ConfiguredServer[] {
  const read = READERS[extname(path).toLowerCase()]?.(readFileSync(path, 'utf8'));
  if (read === undefined) throw new TypeError(`${path} is no configuration by its name`);
  if (read.kind === 'invalid') throw complain(path, read.problems);
  const servers = findServers(read.value);
  if (isProblem(servers)) throw complain(path, [servers]);
  return Object.entries(servers).map(([name, entry]) => readServer(name, entry));
}
