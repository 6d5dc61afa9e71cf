import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { createFuturesAccountTools } from '../fixtures/seed-server/src/tools/futures-account.ts';
import { createFuturesTradingTools } from '../fixtures/seed-server/src/tools/futures-trading.ts';
import { createMarketDataTools } from '../fixtures/seed-server/src/tools/market-data.ts';
import { createSpotAccountTools } from '../fixtures/seed-server/src/tools/spot-account.ts';
import { createSpotTradingTools } from '../fixtures/seed-server/src/tools/spot-trading.ts';
import { readFiles } from './files.ts';

const FOLDER = fileURLToPath(new URL('../fixtures/seed-server', import.meta.url));

function compile(source: string): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return ts.transpileModule(source, { compilerOptions }).outputText;
}

/** The repository's files by path, with its compiled twin under `build/`: the seed's repository commits that too. */
export function readSeedRepository(): Record<string, string> {
  const files = readFiles(FOLDER);
  const built = Object.entries(files)
    .filter(([path]) => path.startsWith('src/'))
    .map(([path, source]) => [path.replace(/^src(.*)\.ts$/, 'build$1.js'), compile(source)]);
  return { ...files, ...Object.fromEntries(built) };
}

const refuse = () => Promise.reject(new Error('a test places no orders'));
const client = { open: refuse, signed: refuse };

/** What the server answers to tools/list, by name: its own factories are asked. */
export function listSeedTools() {
  return [
    ...createSpotAccountTools(client),
    ...createSpotTradingTools(client),
    ...createFuturesAccountTools(client),
    ...createFuturesTradingTools(client),
    ...createMarketDataTools(client),
  ]
    .map(({ name, description, inputSchema }) => ({ name, description, inputSchema }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
