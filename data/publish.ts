import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import canonicalize from 'canonicalize';
import { listClassifications } from './store/classifications.ts';
import type { Store } from './store/open.ts';
import { findReadme } from './store/readmes.ts';
import { listServers, type StoredServer } from './store/servers.ts';
import { listSkips } from './store/skips.ts';
import { findCurrentSnapshot } from './store/snapshots.ts';
import { listTools } from './store/tools.ts';

async function serverRecord(store: Store, server: StoredServer) {
  const { currentSnapshot: _, ...identity } = server;
  const snapshot = await findCurrentSnapshot(store, server.id);
  const reading = snapshot && {
    ...snapshot.ref,
    path: snapshot.path,
    language: snapshot.language,
    completeness: snapshot.completeness,
    description: snapshot.description,
    extractors: snapshot.extractors,
    readAt: snapshot.readAt,
    readme: (await findReadme(store, snapshot.id)) ?? null,
  };
  return { ...identity, reading: reading ?? null, skipped: await listSkips(store, server.id) };
}

async function* toolLines(store: Store): AsyncGenerator<string> {
  for (const server of await listServers(store)) {
    const labels = await listClassifications(store, server.id);
    for (const tool of await listTools(store, server.id)) {
      const label = labels.get(tool.id);
      const record = {
        id: tool.id,
        server: server.id,
        definitionHash: tool.definitionHash,
        definition: tool.definition,
        classification: label?.classification ?? null,
        policy: label?.policy ?? null,
      };
      yield `${canonicalize(record)}\n`;
    }
  }
}

/**
 * Writes the whole catalogue as open data: `servers.json`, every server with what was read of it and what was not, and
 * `tools.jsonl`, one tool a line with its verdict and advice (null while unclassified). Sorted by id, keys sorted (RFC 8785):
 * the same catalogue gives the same bytes.
 */
export async function publish(store: Store, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const servers = [];
  for (const server of await listServers(store))
    servers.push(canonicalize(await serverRecord(store, server)));
  await writeFile(join(folder, 'servers.json'), `[\n${servers.join(',\n')}\n]\n`);
  await pipeline(toolLines(store), createWriteStream(join(folder, 'tools.jsonl')));
}
