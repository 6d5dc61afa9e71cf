import { expect, test } from 'vitest';
import { extract } from '#crawler/extract.ts';
import { createFileTree } from '#crawler/snapshot.ts';

test('a path that a program computes leads to no file of the disk', async () => {
  const files = {
    'package.json': JSON.stringify({
      name: 'lamp',
      bin: 'index.js',
      dependencies: { '@modelcontextprotocol/sdk': '1' },
    }),
    'index.js': `
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const server = new McpServer({ name: 'lamp', version: '1' });
let said = 'nothing';
try { said = JSON.stringify(require('./' + process.env.LAMP + '.json')); } catch (error) { said = String(error.message); }
server.tool('read_lamp', 'Says ' + said, {}, async () => ({}));
`,
  };
  const { servers } = await extract(createFileTree(new Map(Object.entries(files))));
  expect(servers.flatMap((server) => server.tools.map((tool) => tool.name))).toEqual(['read_lamp']);
  expect(JSON.stringify(servers)).not.toMatch(/tsconfig|biome|package-lock|toolrisk/);
});
