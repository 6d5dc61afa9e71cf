import type { Category, Classification, RiskLevel, RiskModifier } from '#data/schema/classification.ts';
import type { Span } from '#data/schema/evidence.ts';
import type { Action, ArgumentRule } from '#data/schema/policy.ts';
import type { Server } from '#data/schema/server.ts';
import type { Skip } from '#data/schema/skip.ts';
import type { SnapshotRef } from '#data/schema/snapshot.ts';
import type { PackagePlace, ToolDefinition, ToolText } from '#data/schema/tool.ts';
import { putClassification } from '#data/store/classifications.ts';
import { openStore, type Store } from '#data/store/open.ts';
import { putFailure, putReading } from '#data/store/readings.ts';
import { toolId } from '#data/store/tools.ts';

/** One tool of the fixture: what its source says, and what was made of it. */
interface Written {
  text: ToolText;
  category: Category;
  level: RiskLevel;
  adjusted?: RiskLevel;
  /** `[rule, field, words]`: the words are looked up in the definition, so that every quote is verbatim. */
  quotes: readonly (readonly [rule: string, field: 'name' | 'description', words: string, gloss?: string])[];
  verdict?: Partial<Classification>;
  action?: Action;
  argumentRules?: ArgumentRule[];
}

const properties = (entries: Record<string, unknown>, required: string[] = []) => ({
  type: 'object',
  properties: entries,
  required,
});

/** A key that would set a prototype instead of a property if it were written as `{ __proto__: … }`. */
const prototypeKey = JSON.parse('{"__proto__":{"type":"string"},"constructor":{"type":"boolean"}}');

const REPORT = `Writes a **report** of one quarter.

# A heading of the author's

- every account
- every [entry](https://example.com/entries)

See [the button](javascript:alert(1)) and ![a picture](https://example.com/pixel.png).

| column | meaning |
| ------ | ------- |
| sum    | total   |

\`\`\`json
{ "quarter": "2026-Q1", "note": "</script><script>alert(2)</script>" }
\`\`\``;

const LEDGER: Written[] = [
  {
    text: {
      name: 'close_book',
      title: 'Close a book',
      description:
        '【结账】关闭一个账簿并结算全部余额\n\n📋 功能说明\n- 立即结算所有未付款项\n- 结算后的款项无法退回\n\n⚠️ 重要提醒\n- 请先核对余额',
      inputSchema: properties(
        {
          book: { type: 'string', description: '账簿编号' },
          amount: { type: 'number', description: '结算金额' },
          mode: { type: 'string', enum: ['full', 'partial'], default: 'full' },
          options: properties({ note: { type: 'string' }, force: { type: 'boolean' } }),
        },
        ['book'],
      ),
      annotations: { readOnlyHint: true, destructiveHint: false },
    },
    category: 'Financial',
    level: 'critical',
    quotes: [
      ['moves-money', 'description', '结算所有未付款项', 'settles every outstanding payment'],
      ['cannot-be-undone', 'description', '款项无法退回', 'the money cannot be returned'],
      ['moves-money', 'description', '结算', 'settle'],
    ],
    verdict: {
      facets: ['irreversible', 'money_moves'],
      wouldChange: [
        'Without 结算所有未付款项 nothing would say that money moves, and the tool would be Write.',
      ],
    },
    argumentRules: [
      {
        effect: 'require',
        conditions: [{ path: 'args.amount', op: 'lte', value: 100 }],
        message: 'The amount is above the ceiling.',
        adjust: 'Set the ceiling to what one call may settle.',
        examples: { passes: 100, denied: [101, null, '100'] },
      },
    ],
  },
  {
    text: {
      name: 'purge_archive',
      description: 'Purges the archive of a book. Purged entries cannot be restored.',
      inputSchema: properties({ book: { type: 'string' }, all: { type: 'boolean' } }, ['book']),
      annotations: { destructiveHint: true },
    },
    category: 'Destructive',
    level: 'critical',
    quotes: [['destroys-data', 'description', 'Purges the archive of a book']],
    verdict: { facets: ['irreversible'] },
  },
  {
    text: { name: 'purge_draft', description: 'Deletes a draft entry that only you can see.' },
    category: 'Destructive',
    level: 'critical',
    adjusted: 'medium',
    quotes: [['destroys-data', 'description', 'Deletes a draft entry']],
    verdict: {
      correction: {
        reason: 'The draft is the caller’s own and holds one line.',
        owner: 'a maintainer',
        date: '2026-02-01',
      },
      decidedBy: 'person',
    },
  },
  {
    text: {
      name: 'run_formula',
      description: 'Runs a formula over a book. The formula may call any function of the host.',
      inputSchema: properties({ script: { type: 'string', description: 'The formula.' } }, ['script']),
    },
    category: 'Execute',
    level: 'high',
    adjusted: 'critical',
    quotes: [['runs-code', 'description', 'may call any function of the host']],
    verdict: { facets: ['code_execution'] },
  },
  {
    text: {
      name: 'fetch_rates',
      description: 'Asks an address for exchange rates and runs the reply.',
      inputSchema: properties({ url: { type: 'string', format: 'uri' } }),
    },
    category: 'Execute',
    level: 'high',
    quotes: [['runs-code', 'description', 'runs the reply']],
  },
  {
    text: {
      name: 'add_entry',
      description: 'Adds an entry to a book.',
      inputSchema: properties({ book: { type: 'string' }, sum: { type: 'number' } }, ['book', 'sum']),
    },
    category: 'Write',
    level: 'medium',
    quotes: [['changes-data', 'description', 'Adds an entry']],
  },
  {
    text: {
      name: 'write_report',
      description: REPORT,
      inputSchema: properties({ path: { type: 'string' } }),
    },
    category: 'Write',
    level: 'medium',
    adjusted: 'high',
    quotes: [['changes-data', 'description', 'Writes a **report**']],
  },
  {
    text: { name: 'a_b', description: 'Reads the balance of account A in currency B.' },
    category: 'Read',
    level: 'low',
    quotes: [['reads-data', 'description', 'Reads the balance']],
  },
  {
    text: { name: 'a-b', description: 'Reads what account A owes account B.' },
    category: 'Read',
    level: 'low',
    quotes: [['reads-data', 'description', 'Reads what account A owes']],
  },
  {
    text: { name: 'list_books', description: 'Lists the books.', annotations: { readOnlyHint: true } },
    category: 'Read',
    level: 'low',
    quotes: [['reads-data', 'description', 'Lists the books']],
  },
  {
    text: { name: 'export_keys', description: 'Returns the signing keys of a book.' },
    category: 'Read',
    level: 'low',
    adjusted: 'high',
    quotes: [['reads-secrets', 'description', 'Returns the signing keys']],
    verdict: { facets: ['secrets_read'] },
    action: { kind: 'approve', message: 'Requires human approval.' },
  },
];

const MIRROR: Written[] = [
  {
    text: { name: '<script>alert(1)</script>', description: '<img src=x onerror=alert(1)> & "quotes"' },
    category: 'Read',
    level: 'low',
    quotes: [['reads-data', 'name', '<script>']],
  },
  {
    text: {
      name: '__proto__',
      description: '</script><script>alert(3)</script>',
      inputSchema: properties(prototypeKey),
    },
    category: 'Write',
    level: 'medium',
    quotes: [['changes-data', 'description', '</script>']],
  },
  {
    text: {
      name: 'constructor',
      title: 'x" onmouseover="alert(4)',
      description: 'Builds a mirror. {{ 7 * 7 }}',
    },
    category: 'Write',
    level: 'medium',
    quotes: [['changes-data', 'description', 'Builds a mirror']],
  },
  {
    text: { name: 'mirror\u202Etxt.exe', description: 'Shows \u202Eelif eht\u202C as it is.\u200B\u{e0041}' },
    category: 'Read',
    level: 'low',
    quotes: [['reads-data', 'description', '\u202Eelif eht\u202C']],
  },
  {
    text: { name: 'تصدير_الدفتر', description: 'يصدر الدفتر كله إلى ملف واحد.' },
    category: 'Read',
    level: 'low',
    quotes: [['reads-data', 'description', 'يصدر الدفتر', 'exports the ledger']],
  },
  {
    text: { name: 'read_silently' },
    category: 'Read',
    level: 'low',
    quotes: [['reads-data', 'name', 'read']],
  },
  {
    text: {
      name: 'read_at_length',
      description: `Reads a lot. ${'Reflections upon reflections. '.repeat(3500)}`,
    },
    category: 'Read',
    level: 'low',
    quotes: [['reads-data', 'description', 'Reads a lot']],
  },
  {
    text: {
      name: `mirror_${'a_very_long_name_'.repeat(7)}end`,
      description: 'Removes a mirror.',
      inputSchema: properties({ [`${'long'.repeat(30)}`]: { type: 'string' } }),
    },
    category: 'Destructive',
    level: 'critical',
    quotes: [['destroys-data', 'description', 'Removes a mirror']],
  },
];

const LAMP: Written[] = [
  {
    text: { name: 'light_lamp', description: 'Switches the lamp on.', inputSchema: { type: 'object' } },
    category: 'Write',
    level: 'medium',
    quotes: [['changes-data', 'description', 'Switches the lamp on']],
  },
];

const ACTIONS: Record<Category, Action> = {
  Financial: { kind: 'approve', message: 'Requires human approval.' },
  Destructive: { kind: 'hide' },
  Execute: { kind: 'limit', max: 10, window: 'minute' },
  Write: { kind: 'limit', max: 30, window: 'minute' },
  Read: { kind: 'allow' },
};

function spanOf({ text }: Written, field: 'name' | 'description', words: string, gloss?: string): Span {
  const start = text[field]?.indexOf(words);
  if (start === undefined || start < 0) throw new Error(`${text.name}: ${field} does not say “${words}”`);
  return { field, start, end: start + words.length, quote: words, ...(gloss !== undefined && { gloss }) };
}

function modifiersOf(tool: Written, span: Span | null): RiskModifier[] {
  if (tool.adjusted === undefined) return [];
  const order: RiskLevel[] = ['low', 'medium', 'high', 'critical'];
  const step = order.indexOf(tool.adjusted) - order.indexOf(tool.level);
  const reason =
    step > 0 ? 'the definition says how far it reaches' : 'what is lost is small and the caller’s own';
  return [{ id: step > 0 ? 'reach' : 'small-own', step, reason, span }];
}

function verdictOf(tool: Written): Classification {
  const evidence = tool.quotes.map(([rule, field, words, gloss]) => ({
    rule,
    version: 1,
    outcome: 'yes' as const,
    ...spanOf(tool, field, words, gloss),
  }));
  const [first] = evidence;
  return {
    category: tool.category,
    facets: [],
    risk: {
      plain: tool.level,
      evidence: tool.adjusted ?? tool.level,
      modifiers: modifiersOf(tool, first ? spanOf(tool, ...firstWords(tool)) : null),
    },
    confidence: 0.9,
    ambiguous: false,
    needsReview: false,
    decidedBy: 'rules',
    evidence: [...evidence, { rule: 'spends-money', version: 1, outcome: 'no' as const }],
    rationale: `The definition of ${tool.text.name} says what one call does, and that makes it ${tool.category}.`,
    wouldChange: [],
    correction: null,
    versions: { rubric: '1.1', rules: 'fixture' },
    ...tool.verdict,
  };
}

function firstWords(tool: Written): ['name' | 'description', string] {
  const [first] = tool.quotes;
  if (!first) throw new Error(`${tool.text.name} has no quote`);
  return [first[1], first[2]];
}

const QUAY_CORE: PackagePlace = {
  snapshot: { origin: 'npm:@quay/core', ref: '4.1.0', integrity: 'sha512-cXVheQ==', builtFrom: null },
  location: { path: 'lib/silent.js', startLine: 7, endLine: 7 },
};

function definitionOf({ text }: Written, index: number): ToolDefinition {
  return {
    ...text,
    location: { path: 'src/tools/odd names.ts', startLine: 10 + index * 20, endLine: 24 + index * 20 },
    extractor: 'typescript/register-tool@1',
    ...(text.name === 'read_silently' && { definedIn: QUAY_CORE }),
    ...(text.name === 'purge_archive' && { conditional: { flag: 'LEDGER_ALLOW_PURGE' } }),
  };
}

interface Shelved {
  server: Server;
  ref: SnapshotRef;
  description: string;
  completeness: 'complete' | 'partial' | 'unknown';
  tools: Written[];
  skipped: Skip[];
  /** Tools that its README gives and its code lacks. */
  missing: string[];
  readAt: string;
}

async function shelve(store: Store, shelved: Shelved): Promise<void> {
  const { server, tools, ref, skipped, readAt } = shelved;
  await putReading(store, {
    server,
    ref,
    extractors: 'typescript@1',
    extracted: {
      path: '',
      name: server.name,
      description: shelved.description,
      language: 'typescript',
      completeness: shelved.completeness,
      tools: tools.map(definitionOf),
    },
    readme:
      shelved.missing.length === 0 ? null : { path: 'README.md', missing: shelved.missing, unlisted: [] },
    skipped,
    readAt,
  });
  for (const tool of tools) {
    const classification = verdictOf(tool);
    await putClassification(store, {
      toolId: toolId(server.id, tool.text.name),
      inputHash: 'fixture',
      classification,
      policy: {
        tool: tool.text.name,
        action: tool.action ?? ACTIONS[tool.category],
        argumentRules: tool.argumentRules ?? [],
        reason: classification.rationale,
        evidence: [spanOf(tool, ...firstWords(tool))],
      },
    });
  }
}

const github = (origin: string, ref: string): SnapshotRef => ({
  origin,
  ref,
  integrity: null,
  builtFrom: null,
});

const ledgerServer: Server = {
  id: 'github:harbour/ledger-mcp',
  name: 'Ledger',
  origins: ['github:harbour/ledger-mcp', 'npm:@harbour/ledger-mcp'],
  topic: null,
};

const ledger: Shelved = {
  server: ledgerServer,
  ref: github('github:harbour/ledger-mcp', '0f1e2d3c4b5a69788796a5b4c3d2e1f001234567'),
  description: 'Keeps the books of a harbour.',
  completeness: 'partial',
  tools: LEDGER,
  skipped: [
    {
      path: 'src/extra.ts',
      extractor: 'typescript/register-tool',
      reason: 'name-computed',
      message: 'The name is built from `prefix`.',
    },
  ],
  missing: ['reopen_book'],
  readAt: '2026-03-04T05:06:07.000Z',
};

const mirror: Shelved = {
  server: {
    id: 'npm:@quay/mirror-tools',
    name: 'Mirror MCP Server',
    origins: ['npm:@quay/mirror-tools'],
    topic: null,
  },
  ref: {
    origin: 'npm:@quay/mirror-tools',
    ref: '2.1.0',
    integrity: 'sha512-bWlycm9y',
    builtFrom: 'abcdef0123456789abcdef0123456789abcdef01',
  },
  description: '',
  completeness: 'complete',
  tools: MIRROR,
  skipped: [],
  missing: [],
  readAt: '2026-03-05T05:06:07.000Z',
};

const lamp: Shelved = {
  server: {
    id: 'github:lantern/house/packages/lamp',
    name: 'Lamp',
    origins: ['github:lantern/house/packages/lamp'],
    topic: null,
  },
  ref: github('github:lantern/house', 'fedcba9876543210fedcba9876543210fedcba98'),
  description: 'One lamp.',
  completeness: 'complete',
  tools: LAMP,
  skipped: [],
  missing: [],
  readAt: '2026-03-03T05:06:07.000Z',
};

const emptyShelf: Shelved = {
  server: { id: 'npm:empty-shelf', name: 'Empty Shelf', origins: ['npm:empty-shelf'], topic: null },
  ref: { origin: 'npm:empty-shelf', ref: '0.0.1', integrity: null, builtFrom: null },
  description: '',
  completeness: 'unknown',
  tools: [],
  skipped: [
    {
      path: 'index.js',
      extractor: 'typescript/list-handler',
      reason: 'dynamic',
      message: 'The list comes from a remote service.',
    },
  ],
  missing: [],
  readAt: '2026-03-01T05:06:07.000Z',
};

const gone: Server = { id: 'github:gone/away', name: 'Away', origins: ['github:gone/away'], topic: null };

/** Writes a small catalogue with everything in it that a page could trip over. */
export async function writeCatalogueFixture(path: string): Promise<void> {
  const store = openStore(path);
  try {
    const earlier = {
      ...ledger,
      tools: LEDGER.map((tool) => ({
        ...tool,
        text: { ...tool.text, ...(tool.text.name === 'add_entry' && { description: 'Adds an entry.' }) },
        quotes:
          tool.text.name === 'add_entry'
            ? ([['changes-data', 'description', 'Adds an entry']] as const)
            : tool.quotes,
      })),
      readAt: '2026-01-02T03:04:05.000Z',
    };
    for (const shelved of [earlier, ledger, mirror, lamp, emptyShelf]) await shelve(store, shelved);
    await putFailure(
      store,
      gone,
      {
        skip: {
          path: '',
          extractor: 'github',
          reason: 'not-found',
          message: 'There is no repository gone/away.',
        },
        skipped: [],
      },
      '2026-03-05T06:00:00.000Z',
    );
  } finally {
    await store.destroy();
  }
}
