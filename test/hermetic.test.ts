import { expect, test } from 'vitest';
import { findServerPackages } from '#crawler/extractors/typescript/entries.ts';
import {
  type Budget,
  createBudget,
  runPackage,
} from '#crawler/extractors/typescript/hermetic/run-package.ts';
import { readTranscript } from '#crawler/extractors/typescript/hermetic/transcript.ts';
import { typescript } from '#crawler/extractors/typescript/index.ts';
import { createFileTree } from '#crawler/snapshot.ts';
import { createResolver } from '#crawler/syntax/javascript/modules/resolve.ts';

type Files = Record<string, string>;

const manifest = (dependencies: Files = {}) => JSON.stringify({ name: 'harbour-mcp', dependencies });

const treeOf = (files: Files) =>
  createFileTree(new Map(Object.entries({ 'package.json': manifest(), ...files })));

/** What the runs of a tree's only package tell. */
async function run(files: Files, budget: Budget = createBudget()) {
  const tree = treeOf(files);
  const resolver = createResolver(tree);
  const [pkg] = findServerPackages(tree, resolver);
  if (!pkg) throw new Error('no package makes a server');
  return runPackage(pkg, [], { tree, resolver, budget });
}

const listTools = async (files: Files) => [...(await run(files)).tools.values()].map(({ parts }) => parts);

const MCP = `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
  import { Server } from '@modelcontextprotocol/sdk/server/index.js';
  import { ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
  import { z } from 'zod';\n`;

test('tool() sorts its arguments as the SDK does', async () => {
  const text = `${MCP}const server = new McpServer({ name: 'harbour' });
    server.tool('berth_bare', () => {});
    server.tool('berth_said', 'Says.', () => {});
    server.tool('berth_shape', { rope: z.string() }, () => {});
    server.tool('berth_hints', 'Hints.', { readOnlyHint: true }, () => {});
    server.tool('berth_all', 'All.', { rope: z.number().optional() }, { title: 'All of it' }, () => {});`;
  const none = { type: 'object', properties: {} };
  expect(await listTools({ 'src/index.ts': text })).toEqual([
    { name: 'berth_bare', inputSchema: none },
    { name: 'berth_said', description: 'Says.', inputSchema: none },
    { name: 'berth_shape', inputSchema: expect.objectContaining({ required: ['rope'] }) },
    { name: 'berth_hints', description: 'Hints.', inputSchema: none, annotations: { readOnlyHint: true } },
    {
      name: 'berth_all',
      description: 'All.',
      inputSchema: expect.objectContaining({ properties: { rope: { type: 'number' } } }),
      annotations: { title: 'All of it' },
    },
  ]);
});

test.each([
  ['3', '^3.24.0'],
  ['4', '^4.0.0'],
])('a schema of zod %s becomes what a client sees', async (_major, range) => {
  const text = `${MCP}new McpServer({ name: 'harbour' }).registerTool('weigh_anchor', {
    inputSchema: { depth: z.number().int().min(1).describe('metres'), note: z.string().optional(), kind: z.enum(['bow', 'stern']).default('bow') },
  }, () => {});`;
  const [tool] = await listTools({ 'package.json': manifest({ zod: range }), 'src/index.ts': text });
  expect(tool?.inputSchema).toMatchObject({
    properties: {
      depth: { type: 'integer', minimum: 1, description: 'metres' },
      note: { type: 'string' },
      kind: { enum: ['bow', 'stern'], default: 'bow' },
    },
    required: ['depth'],
  });
});

const LOW = (list: string) =>
  `${MCP}const server = new Server({ name: 'harbour' }, {});\n${list}\nserver.setRequestHandler(ListToolsRequestSchema, async () => ({ tools }));`;

test.each([
  [
    'a document read from disk',
    {
      'src/index.ts': LOW(`import fs from 'node:fs'; import path from 'node:path';
    const text = fs.readFileSync(path.join(import.meta.dirname, '../api.json'), 'utf8');
    const tools = Object.values(JSON.parse(text).paths).map((each: any) => ({ name: 'API-' + each.operationId, inputSchema: { type: 'object' } }));`),
      'api.json': '{"paths":{"/hulls":{"operationId":"list-hulls"}}}',
    },
    ['API-list-hulls'],
  ],
  [
    'names computed from a table',
    {
      'src/index.ts': LOW(
        `const kinds = ['hull', 'mast']; const tools = kinds.flatMap((kind) => ['paint', 'sand'].map((verb) => ({ name: [verb, kind].join('_'), inputSchema: {} })));`,
      ),
    },
    ['paint_hull', 'paint_mast', 'sand_hull', 'sand_mast'],
  ],
  [
    'FastMCP',
    {
      'src/index.ts': `import { FastMCP } from 'fastmcp'; import * as v from 'valibot';
    const server = new FastMCP({ name: 'harbour', version: '1.0.0' }); server.addTool({ name: 'ring_bell', parameters: v.object({ times: v.number() }), execute: async () => '' }); server.start({ transportType: 'stdio' });`,
    },
    ['ring_bell'],
  ],
  [
    'an agent',
    {
      'src/index.ts': `import { McpAgent } from 'agents/mcp'; ${MCP} export class Harbour extends McpAgent { server = new McpServer({ name: 'harbour' }); async init() { this.server.tool('log_tide', () => {}); } } export default { fetch: (request: Request) => Harbour.serve('/mcp').fetch(request) };`,
    },
    ['log_tide'],
  ],
  [
    'an agent that asks what its connection brings',
    {
      'src/index.ts': `import { McpAgent } from 'agents/mcp'; ${MCP} export class Harbour extends McpAgent { server = new McpServer({ name: 'harbour' }); async init() { const { seen } = this.props; for (const name of ['log_tide', 'log_swell'].filter((each) => seen.includes(each))) this.server.tool(name, () => {}); } }`,
    },
    ['log_swell', 'log_tide'],
  ],
  [
    'a server that takes what it did not find a handler for',
    {
      'src/index.ts': `${MCP} const server = new Server({ name: 'harbour' }, {}); server.fallbackRequestHandler = async ({ method }) => (method === 'tools/list' ? { tools: [{ name: 'log_tide', inputSchema: { type: 'object' } }] } : {});`,
    },
    ['log_tide'],
  ],
  [
    'a handler of a route',
    {
      'app/route.ts': `import { createMcpHandler } from 'mcp-handler'; export const GET = createMcpHandler((server) => { server.tool('hail_ship', {}, async () => {}); });`,
    },
    ['hail_ship'],
  ],
  [
    'a folder that is scanned',
    {
      'package.json': manifest({ 'mcp-framework': '^0.2.0' }),
      'src/index.ts': `import { MCPServer } from 'mcp-framework'; new MCPServer({}).start();`,
      'src/tools/caulk.ts': `import { MCPTool } from 'mcp-framework'; import { z } from 'zod'; class Caulk extends MCPTool { name = 'caulk_seam'; description = 'Caulks.'; schema = { seam: { type: z.string(), description: 'which' } }; async execute() {} } export default Caulk;`,
    },
    ['caulk_seam'],
  ],
  [
    'a factory that a platform calls',
    {
      'src/index.ts': `${MCP} export default function createServer({ config }: { config: { key: string } }) { const server = new McpServer({ name: 'harbour' }); server.tool('trim_sail', () => config.key); return server; }`,
    },
    ['trim_sail'],
  ],
  [
    'a session that begins with a request',
    {
      'src/index.ts': `import express from 'express'; ${MCP} const app = express(); app.post('/mcp', async (req, res) => { const server = new McpServer({ name: 'harbour' }); server.tool('drop_log', () => {}); }); app.listen(3000);`,
    },
    ['drop_log'],
  ],
  [
    'a client that arrives',
    {
      'src/index.ts': `${MCP} const server = new McpServer({ name: 'harbour' }); server.server.oninitialized = () => { if (server.server.getClientCapabilities()?.roots) server.tool('list_roots', () => {}); };`,
    },
    ['list_roots'],
  ],
  [
    'answers written by hand',
    {
      'src/index.ts': `import readline from 'node:readline'; const tools = [{ name: 'scrub_deck', inputSchema: { type: 'object' } }];
    readline.createInterface({ input: process.stdin }).on('line', (line) => { const { id, method } = JSON.parse(line); if (method === 'tools/list') console.log(JSON.stringify({ jsonrpc: '2.0', id, result: { tools } })); });`,
    },
    ['scrub_deck'],
  ],
  [
    'a file that starts what others make',
    {
      'src/proxy.ts': `${MCP} export class Proxy { server = new Server({ name: 'harbour' }, {}); constructor(names: string[]) { const tools = names.map((name) => ({ name, inputSchema: {} })); this.server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools })); } }`,
      'scripts/start.ts': `import { Proxy } from '../src/proxy.ts'; new Proxy(['tow_barge']);`,
    },
    ['tow_barge'],
  ],
])('it reads %s', async (_name, files: Files, names) => {
  expect((await listTools(files)).map(({ name }) => name).sort()).toEqual(names);
});

test('tools behind a switch are listed with it', async () => {
  const text = `${MCP}const server = new McpServer({ name: 'harbour' }); server.tool('moor_boat', () => {});
    if (process.env.USE_CRANES === 'true') for (const side of ['port', 'starboard']) server.tool('lift_' + side, () => {});`;
  const { tools } = await run({ 'src/index.ts': text });
  expect([...tools].map(([name, { flag }]) => [name, flag])).toEqual([
    ['moor_boat', null],
    ['lift_port', 'USE_CRANES'],
    ['lift_starboard', 'USE_CRANES'],
  ]);
});

test('a list of capabilities is asked for as a whole', async () => {
  const text = `${MCP}const server = new McpServer({ name: 'harbour' }); server.tool('moor_boat', () => {});
    const caps = process.env.HARBOUR_CAPS?.split(','); const known = new Set(caps);
    for (const cap of ['crane', 'pilot']) if (caps?.includes(cap) && known.has(cap)) server.tool('call_' + cap, () => {});`;
  const { tools } = await run({ 'src/index.ts': text });
  expect([...tools].map(([name, { flag }]) => [name, flag])).toEqual([
    ['moor_boat', null],
    ['call_crane', 'HARBOUR_CAPS'],
    ['call_pilot', 'HARBOUR_CAPS'],
  ]);
});

test('a name whose beginning nobody gave is no name', async () => {
  const text = `${MCP}const server = new McpServer({ name: 'harbour' }); const { prefix } = {} as any;
    server.tool('moor_boat', () => {}); server.tool(prefix + 'list_cranes', () => {});`;
  const { tools, skipped } = await run({ 'src/index.ts': text });
  expect([...tools.keys()]).toEqual(['moor_boat']);
  expect(skipped.map(({ reason }) => reason)).toEqual(['name-computed']);
});

test.each([
  [
    'yargs',
    `import yargs from 'yargs'; const { tools } = yargs([]).option('tools', { type: 'string' }).parseSync();`,
  ],
  [
    'commander',
    `import { program } from 'commander'; const { tools } = program.option('-t, --tools <names>', 'which').parse().opts();`,
  ],
  [
    'node',
    `import { parseArgs } from 'node:util'; const { tools } = parseArgs({ options: { tools: { type: 'string' } } }).values;`,
  ],
])('tools of a table that an option of %s picks by category are listed with it', async (_parser, options) => {
  const text = `${MCP}${options}
    const table: any = { docks: [{ name: 'list_docks' }], cranes: [{ name: 'list_cranes' }, { name: 'lift_crate' }] };
    const loaders = new Map<string, any>([['pilots', async () => [{ name: 'call_pilot' }]]]);
    const server = new McpServer({ name: 'harbour' }); const names = tools === undefined ? ['docks'] : tools.split(',');
    for (const name of names) for (const tool of table[name] ?? []) server.tool(tool.name, () => {});
    for (const name of names) for (const tool of (await loaders.get(name)?.()) ?? []) server.tool(tool.name, () => {});`;
  const { tools } = await run({ 'src/index.ts': text });
  expect([...tools].map(([name, { flag }]) => [name, flag])).toEqual([
    ['list_docks', null],
    ['list_cranes', '--tools'],
    ['lift_crate', '--tools'],
    ['call_pilot', '--tools'],
  ]);
});

test('of several switches each tool names the one that is enough for it', async () => {
  const text = `${MCP}import yargs from 'yargs'; import { getUiCapability } from '@modelcontextprotocol/ext-apps/server';
    const { enableTow } = yargs([]).option('enable-tow', { type: 'boolean', default: false }).parseSync();
    const server = new McpServer({ name: 'harbour' }); server.tool('moor_boat', () => {});
    if (process.env.USE_CRANES) server.tool('lift_crate', () => {});
    if (enableTow) server.tool('tow_barge', () => {});
    if (enableTow && process.env.USE_CRANES) server.tool('lift_barge', () => {});
    server.server.oninitialized = () => { if (getUiCapability({})) server.tool('show_chart', () => {}); };`;
  const { tools } = await run({ 'src/index.ts': text });
  expect([...tools].map(([name, { flag }]) => [name, flag])).toEqual([
    ['moor_boat', null],
    ['lift_crate', 'USE_CRANES'],
    ['tow_barge', '--enable-tow'],
    ['lift_barge', '--enable-tow or USE_CRANES or capabilities.ui'],
    ['show_chart', 'capabilities.ui'],
  ]);
});

test('a server of another copy of the SDK is asked through the transport that it starts', async () => {
  const text = `import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
    class Bundled { async connect(transport: any) { transport.onmessage = ({ id, method }: any) => {
      if (method === 'tools/list') transport.send({ jsonrpc: '2.0', id, result: { tools: [{ name: 'sound_depth', inputSchema: { type: 'object' } }] } }); };
      await transport.start(); } }
    new Bundled().connect(new StdioServerTransport()); export const kept = ['tools/list'];`;
  expect((await listTools({ 'src/index.ts': text })).map(({ name }) => name)).toEqual(['sound_depth']);
});

test('a tool whose text comes from elsewhere does not take the rest of the list with it', async () => {
  const text = `${MCP}const server = new Server({ name: 'harbour' }, {});
    const fetched = async () => { throw new Error((await (await fetch('https://docks.invalid')).json()).text) };
    const given: any = { tie_rope: 'Ties.', read_tide: fetched };
    server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: await Promise.all(Object.entries(given).map(
      async ([name, text]: any) => ({ name, inputSchema: { type: 'object' }, description: typeof text === 'string' ? text : await text() }))) }));`;
  const { tools, complete } = await run({ 'src/index.ts': text });
  expect([[...tools.keys()], complete]).toEqual([['tie_rope'], false]);
});

test('a tool that was registered although nobody gave a flag does not hang on it', async () => {
  const text = `${MCP}const server = new McpServer({ name: 'harbour' });
    const settings = [['mode', 'day']].map(([name, usual]) => process.env['HARBOUR_' + name.toUpperCase()] || usual);
    const modes = new Map([['day', ['moor_boat']], ['night', ['light_buoy']]]);
    for (const [mode, names] of modes) if (settings[0] === mode) for (const name of names) server.tool(name, () => {});
    const closed = server.tool('close_lock', () => {}); if (process.env.HARBOUR_CLOSED !== 'no') closed.disable();`;
  const { servers } = await typescript.read(treeOf({ 'src/index.ts': text }));
  const tools = servers
    .flatMap((server) => server.tools)
    .map(({ name, conditional }) => [name, conditional?.flag]);
  expect(tools.sort()).toEqual([
    ['close_lock', 'HARBOUR_CLOSED'],
    ['light_buoy', 'HARBOUR_MODE'],
    ['moor_boat', undefined],
  ]);
});

test('data of the snapshot and files of the user are read by computed paths', async () => {
  const text = `const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js'); const path = require('path'); const fs = require('fs');
    if (process.env.HARBOUR_SECRET_FILE) fs.readFileSync(process.env.HARBOUR_SECRET_FILE, 'utf8').split('\\n');
    const server = new McpServer({ name: 'harbour' });
    for (const name of require(path.join(__dirname, 'docks.json'))) server.tool(name, () => {});`;
  const { tools } = await run({ 'src/index.js': text, 'src/docks.json': '["dry_dock", "wet_dock"]' });
  expect([...tools.keys()]).toEqual(['dry_dock', 'wet_dock']);
});

test('what hangs on something that is not there is said and not guessed', async () => {
  const text = `${MCP}import { settings } from 'nowhere'; const server = new McpServer({ name: 'harbour' });
    server.tool(settings.name, 'Named elsewhere.', () => {}); server.tool('known_one', settings.text, () => {});
    server.tool(\`\${settings.prefix}_hull\`, () => {});`;
  const { tools, complete, skipped } = await run({ 'src/index.ts': text });
  expect([...tools.keys()]).toEqual(['known_one']);
  expect([...(tools.get('known_one')?.computed ?? [])]).toEqual(['description']);
  expect(complete).toBe(false);
  expect(skipped.map((skip) => skip.reason)).toEqual(['name-computed', 'name-computed']);
});

test('a list fetched at run time is dynamic', async () => {
  const { tools, complete, skipped } = await run({
    'src/index.ts': LOW(`const tools = (await (await fetch('https://tools.invalid')).json()).tools;`),
  });
  expect([tools.size, complete, skipped.map((skip) => skip.reason)]).toEqual([0, false, ['list-computed']]);
});

test.each([
  ['a name that is a proxy', 'server.tool(new Proxy({}, { get() { throw 1 } }), () => {});'],
  [
    'a getter that throws',
    'server.registerTool("trap", { get description() { throw new Error("no") } }, () => {});',
  ],
  [
    'text that grows when it is asked for',
    'server.registerTool("grown", { description: { toString() { for (;;); } } }, () => {});',
  ],
  [
    'a prototype in its clothes',
    'server.registerTool("__proto__", { inputSchema: JSON.parse(\'{"type":"object","__proto__":{"polluted":1}}\') }, () => {});',
  ],
  ['a million tools', 'for (let i = 0; i < 1e6; i++) server.tool("t" + i, () => {});'],
  [
    'a schema that holds itself',
    'const loop: any = { type: "object" }; loop.properties = { loop }; server.registerTool("looped", { inputSchema: loop }, () => {});',
  ],
  ['an end that never comes', 'for (;;) {}'],
])('%s leaves the other tools readable', async (_name, hostile) => {
  const text = `${MCP}const server = new McpServer({ name: 'harbour' }); server.tool('honest_one', () => {});\n${hostile}`;
  const { tools } = await run({ 'src/index.ts': text });
  expect(tools.has('honest_one')).toBe(true);
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('a transcript takes nothing on trust', () => {
  const lines = [
    'no JSON',
    '{"kind":"tool","server":0,"computed":[],"enabled":true,"tool":{"name":5}}',
    '{"kind":"tool","server":0,"computed":[],"enabled":true,"tool":{"name":"a","description":7,"annotations":{"readOnlyHint":"yes"}}}',
    '{"kind":"tool","server":0,"computed":[],"enabled":true,"tool":{"name":"a","description":"second"}}',
    '{"kind":"line","line":"{\\"id\\":1,\\"result\\":{\\"tools\\":[{\\"name\\":\\"b\\"}]}}"}',
  ];
  const { tools, refusals } = readTranscript(lines);
  expect(tools.map(({ parts }) => parts)).toEqual([{ name: 'a' }, { name: 'b' }]);
  expect(tools.map(({ computed }) => [...computed])).toEqual([['description', 'annotations'], []]);
  expect(refusals.map((refusal) => refusal.reason)).toEqual(['name-computed']);
});

test('both readings of a package are one: text from the run, place from the syntax tree', async () => {
  const text = `${MCP}const server = new McpServer({ name: 'harbour' });
const table = new Map([['chart_course', 'Charts.']]);
for (const [name, description] of [...table].reverse())
  server.tool(name, description, () => {});
server.tool('plain_one', 'Plain.', () => {});`;
  const { servers } = await typescript.read(treeOf({ 'src/index.ts': text }));
  const tools = servers.flatMap((server) => server.tools);
  expect(tools.map(({ name, location }) => [name, location.path]).sort()).toEqual([
    ['chart_course', 'src/index.ts'],
    ['plain_one', 'src/index.ts'],
  ]);
  expect(servers.map((server) => server.completeness)).toEqual(['complete']);
});

test('a repository whose budget is used up is not run any more, and the skip says so', async () => {
  const files = { 'src/index.ts': `${MCP}new McpServer({ name: 'harbour' }).tool('drop_anchor', () => {});` };
  const budget = { left: 1 };
  expect([...(await run(files, budget)).tools.keys()]).toEqual(['drop_anchor']);
  const second = await run(files, budget);
  expect([second.tools.size, second.complete, second.skipped.map(({ reason }) => reason)]).toEqual([
    0,
    false,
    ['time-limit'],
  ]);
});

test('a run that has to be ended costs more than one that comes to its end', async () => {
  const [quick, endless] = [createBudget(), createBudget()];
  const start = createBudget().left;
  await run(
    { 'src/index.ts': `${MCP}new McpServer({ name: 'harbour' }).tool('drop_anchor', () => {});` },
    quick,
  );
  await run({ 'src/index.ts': `${MCP}new McpServer({ name: 'harbour' }); for (;;) {}` }, endless);
  expect(start - quick.left).toBe(1);
  expect(start - endless.left).toBeGreaterThan(10);
});
