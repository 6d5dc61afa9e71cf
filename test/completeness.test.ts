import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { typescript } from '#crawler/extractors/typescript/index.ts';
import { HIDING } from '#crawler/extractors/typescript/reconcile.ts';
import { createFileTree } from '#crawler/snapshot.ts';
import { Completeness } from '#data/schema/extraction.ts';
import { SkipReason } from '#data/schema/skip.ts';

const SDK = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { ListPromptsRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
const ask = async () => (await fetch('https://archive.invalid/deeds')).json();
`;
const TOOLS = `const FILE = { name: 'file_deed', description: 'Files a deed.', inputSchema: { type: 'object' } };
const BURN = { name: 'burn_deed', description: 'Burns a deed.', inputSchema: { type: 'object' } };
`;
const HEADS = {
  none: '',
  high: `${SDK}const server = new McpServer({ name: 'archive', version: '1.0.0' });\n`,
  low: `${SDK}${TOOLS}const server = new Server({ name: 'archive', version: '1.0.0' }, { capabilities: { tools: {} } });\n`,
  lines: `// speaks mcp
import readline from 'node:readline';
${TOOLS}const say = (message) => process.stdout.write(JSON.stringify(message) + '\\n');
const on = (run) => readline.createInterface({ input: process.stdin }).on('line', (line) => { const { id, method } = JSON.parse(line); run(id, method); });
`,
};

const Case = z.strictObject({
  idiom: z.string(),
  case: z.string(),
  head: z.enum(['none', 'high', 'low', 'lines']).default('none'),
  source: z.string().optional(),
  files: z.record(z.string(), z.string()).default({}),
  tools: z.array(z.string()).default([]),
  skips: z.array(SkipReason).default([]),
  dead: z.array(z.string()).default([]),
  /** What is said of each server, by its name, where there are several. */
  servers: z.record(z.string(), Completeness).optional(),
});
type Case = z.infer<typeof Case>;

const file = new URL('../crawler/extractors/typescript/completeness.yml', import.meta.url);
const cases = z.array(Case).parse(parse(readFileSync(file, 'utf8')));

async function readCase({ head, source, files }: Case) {
  const entry: [string, string][] = source === undefined ? [] : [['src/index.ts', HEADS[head] + source]];
  const all = [['package.json', '{"name":"archive-mcp"}'] as const, ...entry, ...Object.entries(files)];
  return typescript.read(createFileTree(new Map(all)));
}

/** What the table says of a case's servers: none without tools, and never complete where something was not read. */
function expectServers({ servers, tools, skips }: Case): string[] {
  if (servers) return Object.values(servers);
  if (tools.length === 0) return [];
  return [skips.length === 0 ? 'complete' : 'partial'];
}

test.each(cases)('$idiom: $case', async (each) => {
  const { servers, skipped } = await readCase(each);
  const hiding = skipped.filter(({ reason }) => HIDING.has(reason));
  const dead = skipped.filter(({ reason }) => reason === 'never-registered');
  expect({
    tools: servers.flatMap((server) => server.tools.map(({ name }) => name)).sort(),
    servers: servers.map((server) => server.completeness),
    skips: [...new Set(hiding.map(({ reason }) => reason))].sort(),
  }).toEqual({ tools: each.tools, servers: expectServers(each), skips: each.skips });
  for (const name of each.dead) expect(dead.map(({ message }) => message.split(' ')[0])).toContain(name);
});

/** Nothing of these is in the tree. */
const ELSEWHERE = new Set(['A21', 'A22']);

test('every idiom has a server that is read whole and one with a registration that is not read', () => {
  const idioms = [...Array.from({ length: 23 }, (_, index) => `A${index + 1}`), 'B', 'C'];
  const of = (idiom: string) => cases.filter((each) => each.idiom === idiom);
  const isRead = ({ skips }: Case) => skips.length === 0;
  const unread = idioms.filter((idiom) => of(idiom).every(isRead));
  const neverWhole = idioms.filter(
    (idiom) =>
      !ELSEWHERE.has(idiom) &&
      !of(idiom).some((each) => isRead(each) || Object.values({ ...each.servers }).includes('complete')),
  );
  expect({ unread, neverWhole }).toEqual({ unread: [], neverWhole: [] });
});
