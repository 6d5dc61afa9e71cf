// `npm run bench:extract -- FOLDER…`: what reading costs, in this process and side by side. Without a folder: the fixture server.
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { extract } from '#crawler/extract.ts';
import { createExtractPool, EXTRACT_WORKER } from '#crawler/extract-pool.ts';
import type { Snapshot } from '#crawler/snapshot.ts';
import { DEFAULT_LIMITS } from '#crawler/sources/limits.ts';
import { createLocalSource } from '#crawler/sources/local.ts';
import type { Extracted } from '#data/schema/extraction.ts';

const FIXTURE = fileURLToPath(new URL('fixtures/seed-server', import.meta.url));

const print = (line: string) => void process.stdout.write(`${line}\n`);
const now = () => performance.now() / 1000;

interface Tree {
  folder: string;
  snapshot: Snapshot;
  bytes: number;
}

async function readTree(folder: string): Promise<Tree> {
  const source = createLocalSource({ limits: DEFAULT_LIMITS });
  const fetched = await source.fetch({ id: `local:${folder}`, ref: null }, null);
  if (fetched.kind !== 'snapshot') throw new Error(`${folder} cannot be read.`);
  const { snapshot } = fetched;
  const bytes = snapshot
    .listFiles()
    .reduce((sum, path) => sum + Buffer.byteLength(snapshot.readFile(path) ?? ''), 0);
  return { folder, snapshot, bytes };
}

const countTools = ({ servers }: Extracted) => servers.reduce((sum, { tools }) => sum + tools.length, 0);

function printRate(title: string, seconds: number, trees: readonly Tree[]): void {
  const megabytes = trees.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000;
  const rates = `${(megabytes / seconds).toFixed(2)} MB/s, ${(trees.length / seconds).toFixed(2)} servers/s`;
  print(`${title}: ${trees.length} servers, ${megabytes.toFixed(1)} MB in ${seconds.toFixed(1)} s: ${rates}`);
}

/** One tree after the other, in this process. */
async function benchHere(trees: readonly Tree[]): Promise<number> {
  const times: number[] = [];
  for (const { folder, snapshot } of trees) {
    const started = now();
    const extracted = await extract(snapshot);
    times.push(now() - started);
    print(`${(now() - started).toFixed(2).padStart(7)} s  ${countTools(extracted)} tools  ${folder}`);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const seconds = times.reduce((sum, time) => sum + time, 0);
  printRate('one by one', seconds, trees);
  print(
    `median ${sorted[Math.floor(sorted.length / 2)]?.toFixed(2)} s, longest ${sorted.at(-1)?.toFixed(2)} s`,
  );
  print(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
  return seconds;
}

/** As a crawl does it. */
async function benchPool(trees: readonly Tree[]): Promise<number> {
  const processes = availableParallelism();
  const pool = createExtractPool(
    { processes, timeoutMs: 600_000, memoryMb: 1_500 },
    { worker: EXTRACT_WORKER, environment: {} },
  );
  const started = now();
  await Promise.all(trees.map(({ snapshot }) => pool.extract(snapshot)));
  const seconds = now() - started;
  await pool.close();
  printRate(`${processes} side by side`, seconds, trees);
  return seconds;
}

const folders = process.argv.slice(2);
const trees = await Promise.all((folders.length > 0 ? folders : [FIXTURE]).map(readTree));
const here = await benchHere(trees);
print(`${(here / (await benchPool(trees))).toFixed(2)} times as fast side by side`);
