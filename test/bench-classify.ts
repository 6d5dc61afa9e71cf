import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { classify } from '#classifier/classify.ts';
import { ClassifierInput } from '#data/schema/classification.ts';

// Milliseconds a tool, once loaded: on the definitions of the tests, or on a file of JSON Lines.

const ROUNDS = 10;
const LIMIT = 0.5;

const Table = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])));
const tables = new URL('classify-languages/', import.meta.url);

const ours = () =>
  readdirSync(tables).flatMap((file) => {
    const table = Table.parse(parse(readFileSync(new URL(file, tables), 'utf8')));
    return Object.values(table).flatMap((rows) => rows.map(([name, description]) => ({ name, description })));
  });

const given = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ClassifierInput.parse(JSON.parse(line)));

const [file] = process.argv.slice(2);
const tools = file === undefined ? ours() : given(file);

function round(): { wall: number; processor: number } {
  const [started, used] = [performance.now(), process.cpuUsage()];
  for (const tool of tools) classify(tool);
  const { user, system } = process.cpuUsage(used);
  return {
    wall: (performance.now() - started) / tools.length,
    processor: (user + system) / 1000 / tools.length,
  };
}

round();
const rounds = Array.from({ length: ROUNDS }, round);
const least = (times: readonly number[]) => Math.min(...times);
const wall = least(rounds.map((one) => one.wall));
const processor = least(rounds.map((one) => one.processor));
process.stdout.write(
  `${tools.length} tools, best of ${ROUNDS} rounds: ${wall.toFixed(3)} ms a tool (${processor.toFixed(3)} ms of processor)\n`,
);
if (processor > LIMIT) process.exitCode = 1;
