import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listClassifications, type StoredClassification } from '#data/store/classifications.ts';
import { openStore, type Store } from '#data/store/open.ts';
import { listSkips } from '#data/store/skips.ts';
import { findCurrentSnapshot } from '#data/store/snapshots.ts';
import { listTools, type StoredTool, toolId } from '#data/store/tools.ts';
import { type GithubServer, startGithubServer } from './support/github-server.ts';
import { catalogueSource, type Workspace } from './support/pipeline.ts';
import {
  CLOSE_POSITION,
  COMMIT,
  LABELS,
  listSeedTools,
  REPOSITORY,
  readSeedRepository,
  SERVER,
} from './support/seed-repository.ts';

const files = readSeedRepository();
const truth = listSeedTools();

let github: GithubServer;
let workspace: Workspace;
let store: Store;
let tools: StoredTool[];
let labels: Map<string, StoredClassification>;

beforeAll(async () => {
  github = await startGithubServer();
  github.put(REPOSITORY, { files, commit: COMMIT });
  workspace = await catalogueSource(SERVER, github.env);
  store = openStore(workspace.catalogue, { readonly: true });
  tools = await listTools(store, SERVER);
  labels = await listClassifications(store, SERVER);
});

afterAll(async () => {
  await store.destroy();
  await workspace.remove();
  await github.close();
});

function definitionOf(name: string) {
  const tool = tools.find((candidate) => candidate.definition.name === name);
  if (!tool) throw new Error(`${name} was not read`);
  return tool.definition;
}

function verdictOn(name: string) {
  const label = labels.get(toolId(SERVER, name));
  if (!label) throw new Error(`${name} was not classified`);
  return label;
}

describe('the catalogue', () => {
  test('took one archive and no request of the API', () => {
    expect(github.requests).toMatchObject({ api: 0, archive: 1 });
  });

  test('holds the tools as the server lists them: names, descriptions and schemas', () => {
    const read = tools.map(({ definition: { name, description, inputSchema } }) => ({
      name,
      description,
      inputSchema,
    }));
    expect(truth).toHaveLength(35);
    expect(read).toEqual(truth);
  });

  test('knows that this is all, from which commit', async () => {
    const snapshot = await findCurrentSnapshot(store, SERVER);
    expect(snapshot).toMatchObject({
      completeness: 'complete',
      language: 'typescript',
      description: 'MCP server for Binance spot and USDT-margined futures trading',
      ref: { origin: SERVER, ref: COMMIT },
    });
    expect(await listSkips(store, SERVER)).toEqual([]);
  });

  test('cuts no description at a backtick, a dollar sign, a quote or a plus', () => {
    const description = definitionOf(CLOSE_POSITION).description;
    expect(description).toContain('```json\n{\n  "symbol": "BTCUSDT",');
    expect(description).toContain(`"clientOrderId": "close-\${symbol}"\n}\n\`\`\`\n\n📎 `);
    expect(description?.endsWith('请改用 `binance_futures_place_order` 并设置 reduceOnly。')).toBe(true);
    expect(definitionOf('binance_server_time').description).toBe(
      "🕐 交易所时钟\n\n返回 Binance 服务器的当前时间，用于判断本机时钟是否'跑偏'；相差超过 1 秒时签名会失效。",
    );
    expect(definitionOf('binance_spot_place_order').description).toContain("并附上'错误码'\n");
  });

  test('points at the lines of each definition in the source, not in what was compiled from it', () => {
    for (const { definition } of tools) {
      const { path, startLine, endLine } = definition.location;
      const lines = files[path]
        ?.split('\n')
        .slice(startLine - 1, endLine)
        .join('\n');
      expect(path).toMatch(/^src\/tools\//);
      expect(lines?.match(/name: '(.+)'/g)).toEqual([`name: '${definition.name}'`]);
    }
  });
});

describe('the labels', () => {
  test.each(Object.entries(LABELS))('%s is %s', (name, category) => {
    expect(verdictOn(name).classification.category).toBe(category);
  });

  test('all other tools read', () => {
    const others = truth.map(({ name }) => name).filter((name) => !Object.hasOwn(LABELS, name));
    const wrong = others.filter((name) => verdictOn(name).classification.category !== 'Read');
    expect(others).toHaveLength(26);
    expect(wrong).toEqual([]);
  });

  test('closing a position is critical, and for a person to approve', () => {
    const { classification, policy } = verdictOn(CLOSE_POSITION);
    expect(classification.risk).toMatchObject({ plain: 'critical', evidence: 'critical' });
    expect(policy.action).toEqual({ kind: 'approve', message: 'Requires human approval.' });
  });
});
