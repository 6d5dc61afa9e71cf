import { extract } from '#crawler/extract.ts';
import { DEFAULT_LIMITS } from '#crawler/sources/limits.ts';
import { createLocalSource } from '#crawler/sources/local.ts';
import type { ToolDefinition } from '#data/schema/tool.ts';
import { label } from '../commands/label.ts';

/** Enough repetitions that one pause does not decide. */
const ROUNDS = 20;
const FIXTURES = new URL('fixtures/seed-server', import.meta.url).pathname;

const print = (line: string) => void process.stdout.write(`${line}\n`);
const megabytes = (bytes: number) => bytes / 1_000_000;

async function readFolder(folder: string) {
  const fetched = await createLocalSource({ limits: DEFAULT_LIMITS }).fetch(
    { id: `local:${folder}`, ref: null },
    null,
  );
  if (fetched.kind !== 'snapshot') throw new Error(`${folder} cannot be read.`);
  return fetched.snapshot;
}

/** Reads each folder once: text size, seconds, tools. */
async function benchExtract(folders: readonly string[]): Promise<ToolDefinition[]> {
  const tools: ToolDefinition[] = [];
  let bytes = 0;
  const started = performance.now();
  for (const folder of folders) {
    const snapshot = await readFolder(folder);
    for (const path of snapshot.listFiles()) bytes += snapshot.readFile(path)?.length ?? 0;
    const before = performance.now();
    const { servers } = await extract(snapshot);
    const found = servers.flatMap((server) => server.tools);
    tools.push(...found);
    print(`${((performance.now() - before) / 1000).toFixed(2)} s  ${found.length} tools  ${folder}`);
  }
  const seconds = (performance.now() - started) / 1000;
  const peak = process.resourceUsage().maxRSS / 1024;
  print(
    `extract: ${(megabytes(bytes) / seconds).toFixed(2)} MB/s, ${(folders.length / seconds).toFixed(2)} servers/s`,
  );
  print(`peak memory: ${peak.toFixed(0)} MB`);
  return tools;
}

function benchLabel(tools: readonly ToolDefinition[]): void {
  const around = { serverName: 'bench', serverDescription: '', names: tools.map((tool) => tool.name) };
  const started = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) for (const tool of tools) label(tool, around);
  const each = (performance.now() - started) / (ROUNDS * tools.length);
  print(`classify and recommend: ${each.toFixed(3)} ms a tool (${tools.length} tools, ${ROUNDS} rounds)`);
}

const folders = process.argv.slice(2);
benchLabel(await benchExtract(folders.length > 0 ? folders : [FIXTURES]));
