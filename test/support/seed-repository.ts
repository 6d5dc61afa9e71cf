import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { createFuturesAccountTools } from '../fixtures/seed-server/src/tools/futures-account.ts';
import { createFuturesTradingTools } from '../fixtures/seed-server/src/tools/futures-trading.ts';
import { createMarketDataTools } from '../fixtures/seed-server/src/tools/market-data.ts';
import { createSpotAccountTools } from '../fixtures/seed-server/src/tools/spot-account.ts';
import { createSpotTradingTools } from '../fixtures/seed-server/src/tools/spot-trading.ts';
import { readFiles } from './files.ts';

/** The seed's repository, at a commit of our own making. */
export const REPOSITORY = 'kydlikebtc/binance-mcp-server';
export const SERVER = `github:${REPOSITORY}`;
export const COMMIT = '9d3e5a71c0b84f26a1d7e3908c5b62f4d10a7e38';

/** The tool of the seed page. */
export const CLOSE_POSITION = 'binance_futures_close_position';

/** The reference catalogue's labels, in the order in which a page relates them; every other tool of the server reads. */
export const LABELS = {
  [CLOSE_POSITION]: 'Financial',
  binance_futures_change_leverage: 'Financial',
  binance_futures_place_order: 'Financial',
  binance_spot_place_order: 'Financial',
  binance_futures_cancel_all_orders: 'Destructive',
  binance_futures_cancel_order: 'Destructive',
  binance_spot_cancel_all_orders: 'Destructive',
  binance_spot_cancel_order: 'Destructive',
  binance_futures_set_margin_type: 'Write',
};

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
