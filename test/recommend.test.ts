import { describe, expect, test } from 'vitest';
import { toDocument } from '#classifier/policies/policy-json/document.ts';
import { firstDecision, sampleArguments } from '#classifier/policies/probe.ts';
import { effectOf } from '#classifier/recommend/value-effect.ts';
import { recommend, recommendServer } from '#classifier/recommend.ts';
import type { PolicyDocument } from '#data/policy/document.ts';
import type { Category, Classification, RiskLevel, RiskModifier } from '#data/schema/classification.ts';
import type { ArgumentRule, ToolPolicy } from '#data/schema/policy.ts';
import type { ToolText } from '#data/schema/tool.ts';
import { classified } from './support/classified.ts';

const action = (definition: ToolText, classification: Classification) =>
  recommend(definition, classification).action;
const limit = (max: number) => ({ kind: 'limit', max, window: 'minute' });
const approve = { kind: 'approve', message: 'Requires human approval.' };

describe('the default by category and level', () => {
  const table: [Category, RiskLevel, RiskLevel, string[], unknown][] = [
    ['Financial', 'critical', 'critical', [], approve],
    ['Destructive', 'critical', 'critical', [], { kind: 'hide' }],
    ['Destructive', 'critical', 'critical', ['recoverable'], approve],
    ['Destructive', 'critical', 'critical', ['irreversible', 'recoverable'], { kind: 'hide' }],
    ['Execute', 'high', 'high', [], limit(10)],
    ['Execute', 'high', 'critical', [], approve],
    ['Write', 'medium', 'medium', [], limit(30)],
    ['Write', 'medium', 'high', [], limit(10)],
    ['Write', 'medium', 'critical', [], approve],
    ['Read', 'low', 'low', [], { kind: 'allow' }],
    ['Read', 'low', 'medium', [], limit(60)],
    ['Read', 'low', 'high', [], approve],
    ['Read', 'low', 'critical', [], approve],
  ];
  test.each(table)('%s, plain %s, evidence %s, %j', (category, plain, evidence, facets, expected) => {
    const risk = { plain, evidence, modifiers: [] };
    expect(action({ name: 'archive_ledger' }, classified(category, { risk, facets }))).toEqual(expected);
  });
});

describe('a lower evidence level', () => {
  const definition: ToolText = {
    name: 'run_ledger_job',
    description: 'Starts a fixed job. Nothing leaves the sandbox.',
  };
  const quote = 'Nothing leaves the sandbox.';
  const span = { field: 'description', start: 20, end: 47, quote };
  const lowered = (confidence: number, modifiers: RiskModifier[]) =>
    classified('Write', { confidence, risk: { plain: 'high', evidence: 'medium', modifiers } });
  const modifier = (given: RiskModifier['span']): RiskModifier => ({
    id: 'sandboxed',
    step: -1,
    reason: 'sandboxed',
    span: given,
  });

  test('counts with a verbatim quote and confidence of 0.9', () => {
    expect(action(definition, lowered(0.9, [modifier(span)]))).toEqual(limit(30));
  });
  test.each([
    ['without enough confidence', 0.89, [modifier(span)]],
    ['without a quote', 1, [modifier(null)]],
    ['with words that are not there', 1, [modifier({ ...span, quote: 'Nothing leaves the sandpit.' })]],
    ['with words from another place', 1, [modifier({ ...span, start: 0, end: 27 })]],
    ['with words of the server', 1, [modifier({ ...span, field: 'server.description' })]],
    ['without any modifier', 1, []],
    ['when one of two has no quote', 1, [modifier(span), modifier(null)]],
  ])('does not count %s', (_, confidence, modifiers) => {
    expect(action(definition, lowered(confidence, modifiers))).toEqual(limit(10));
  });
  test('may be quoted from a parameter’s description or name', () => {
    const schema = { type: 'object', properties: { 'to.file': { description: 'a dry sandbox' }, n: {} } };
    const cited = (field: string, text: string, all: string) => ({
      field,
      start: all.indexOf(text),
      end: all.indexOf(text) + text.length,
      quote: text,
    });
    const inDescription = cited('inputSchema.properties.to.file.description', 'sandbox', 'a dry sandbox');
    const inNames = cited('inputSchema.properties', 'to.file', JSON.stringify(schema.properties));
    const tool = { name: 'run_ledger_job', inputSchema: schema };
    expect(action(tool, lowered(1, [modifier(inDescription), modifier(inNames)]))).toEqual(limit(30));
  });
});

/** One schema for each kind of argument that has something to say, and a tool it stands in. */
const KINDS: Record<
  string,
  { tool: Partial<ToolText>; category: Category; argument: Record<string, unknown> }
> = {
  action: {
    tool: {},
    category: 'Write',
    argument: { action: { type: 'string', enum: ['list', 'get_entry', 'update', 'delete', 'frobnicate'] } },
  },
  method: { tool: {}, category: 'Execute', argument: { method: { enum: ['GET', 'POST', 'DELETE'] } } },
  amount: { tool: {}, category: 'Financial', argument: { amount: { type: 'number' } } },
  'amount with bounds': {
    tool: {},
    category: 'Financial',
    argument: { quantity: { type: 'integer', minimum: 200, maximum: 5000 } },
  },
  'amount as text': { tool: {}, category: 'Financial', argument: { amount: { type: 'string' } } },
  url: { tool: {}, category: 'Read', argument: { page_url: { type: 'string' } } },
  'url with a default': {
    tool: {},
    category: 'Execute',
    argument: { endpoint: { type: 'string', default: 'https://api.ledger.example/v1' } },
  },
  'url by format': { tool: {}, category: 'Write', argument: { target: { type: 'string', format: 'uri' } } },
  'optional url': {
    tool: {},
    category: 'Write',
    argument: { webhookUrl: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
  },
  host: { tool: {}, category: 'Execute', argument: { host: { type: 'string' } } },
  path: { tool: {}, category: 'Write', argument: { file_path: { type: 'string' } } },
  'relative path': {
    tool: {},
    category: 'Write',
    argument: { path: { type: 'string', description: 'Relative to the root.' } },
  },
  branch: { tool: { name: 'push_ledger' }, category: 'Write', argument: { branch: { type: 'string' } } },
  sql: { tool: {}, category: 'Execute', argument: { sql: { type: 'string' } } },
  'query of a database': {
    tool: { description: 'Runs SQL.' },
    category: 'Execute',
    argument: { query: { type: 'string' } },
  },
  'read-only switch': { tool: {}, category: 'Execute', argument: { readOnly: { type: 'boolean' } } },
  'dangerous switch': { tool: {}, category: 'Write', argument: { force: { type: 'boolean' } } },
  'dangerous switch, off by default': {
    tool: {},
    category: 'Write',
    argument: { overwrite: { type: 'boolean', default: false } },
  },
  nested: {
    tool: {},
    category: 'Execute',
    argument: { options: { $ref: '#/$defs/Options' } },
  },
};
const DEFS = { Options: { type: 'object', properties: { callback_url: { type: 'string' } } } };

function adviceFor(kind: string): ToolPolicy {
  const row = KINDS[kind];
  if (row === undefined) throw new Error(`no kind ${kind}`);
  const inputSchema = { type: 'object', properties: row.argument, $defs: DEFS };
  return recommend({ name: 'handle_ledger', ...row.tool, inputSchema }, classified(row.category));
}

/** The rules alone, as policy.json has them, without what the action adds. */
function rulesOnly(advice: ToolPolicy): PolicyDocument {
  return toDocument({ server: 's', unlisted: 'deny', tools: [{ ...advice, action: { kind: 'allow' } }] });
}

const decide = (advice: ToolPolicy, instead?: { rule: ArgumentRule; value: unknown }) =>
  firstDecision(rulesOnly(advice), advice.tool, sampleArguments(advice.argumentRules, instead)).decision;

/** Kinds whose pattern is about the shape of a text, which upper case does not change. */
const ANY_CASE = new Set(['sql', 'query of a database', 'relative path']);

const upperCased = (value: unknown) => (typeof value === 'string' ? value.toUpperCase() : value);

describe.each(Object.keys(KINDS))('the rule for %s', (kind) => {
  const advice = adviceFor(kind);
  const trials = advice.argumentRules.map((rule) => ({
    rule,
    name: `${rule.effect} ${rule.conditions[0]?.op}`,
  }));

  test('is there, and its sample passes', () => {
    expect(advice.argumentRules.length).toBeGreaterThan(0);
    expect(decide(advice)).toBe('allow');
  });
  test.each(trials)('$name denies each of its examples', ({ rule }) => {
    const passed = rule.examples.denied.filter((value) => decide(advice, { rule, value }) === 'allow');
    expect(passed).toEqual([]);
  });
  test.each(trials)('$name denies null and other types', ({ rule }) => {
    const strange = [null, {}, [], [rule.examples.passes], { value: rule.examples.passes }, -7];
    expect(strange.filter((value) => decide(advice, { rule, value }) === 'allow')).toEqual([]);
  });
  test('denies a call that leaves the argument out, where a rule requires it', () => {
    const required = advice.argumentRules.some((rule) => rule.effect === 'require');
    expect(firstDecision(rulesOnly(advice), advice.tool, {}).decision).toBe(required ? 'deny' : 'allow');
  });
  test.each(trials)('$name denies the upper-cased value, where that is another value', ({ rule }) => {
    const value = upperCased(rule.examples.passes);
    const isSame = value === rule.examples.passes;
    expect(decide(advice, { rule, value })).toBe(isSame || ANY_CASE.has(kind) ? 'allow' : 'deny');
  });
});

describe('look-alikes', () => {
  const trial = (kind: string, value: unknown) => {
    const advice = adviceFor(kind);
    return advice.argumentRules.map((rule) => decide(advice, { rule, value })).includes('deny')
      ? 'deny'
      : 'allow';
  };
  test.each([
    ['url', 'https://example.com', 'allow'],
    ['url', 'https://example.com/a?b=c#d', 'allow'],
    ['url', 'https://example.com?next=https://evil.example', 'allow'],
    ['url', 'https://example.com@evil.example', 'deny'],
    ['url', 'https://example.com:pw@evil.example/', 'deny'],
    ['url', 'https://evil.example/https://example.com/', 'deny'],
    ['url', 'https://examplexcom/', 'deny'],
    ['url', ' https://example.com/', 'deny'],
    ['url', 'https://ex\u0430mple.com/', 'deny'],
    ['url with a default', 'https://api.ledger.example/v2', 'allow'],
    ['url with a default', 'https://example.com/', 'deny'],
    ['path', '/workspace', 'allow'],
    ['path', '/workspace/.config/notes.md', 'allow'],
    ['path', '/workspace/a/../../etc/shadow', 'deny'],
    ['path', '/workspace/..', 'deny'],
    ['path', '/workspace/./a', 'deny'],
    ['path', '/workspace\\..\\secrets', 'deny'],
    ['path', '/workspace/a\n/etc/shadow', 'deny'],
    ['relative path', 'a/.b/c.md', 'allow'],
    ['relative path', 'a/../../b', 'deny'],
    ['branch', 'agent/fix-1/part.2', 'allow'],
    ['branch', 'agent/', 'deny'],
    ['branch', 'agent/x:main', 'deny'],
    ['sql', 'select 1', 'allow'],
    ['sql', 'SELECT 1;', 'allow'],
    ['sql', "SELECT note FROM ledger WHERE note = 'it; is'", 'deny'],
    ['sql', 'SELECT 1; DROP TABLE ledger', 'deny'],
    ['sql', 'WITH a AS (INSERT INTO ledger VALUES (1) RETURNING 1) SELECT * FROM a', 'deny'],
    ['sql', 'SELECT 1 INTO OUTFILE "/tmp/x"', 'deny'],
    ['sql', 'selectx', 'deny'],
    ['action', 'list', 'allow'],
    ['action', 'delete', 'deny'],
    ['action', 'frobnicate', 'deny'],
    ['action', 'Delete', 'deny'],
    ['amount', 0, 'allow'],
    ['amount', 100.01, 'deny'],
    ['amount as text', '7', 'allow'],
    ['amount as text', '٧', 'deny'],
    ['amount with bounds', 200, 'allow'],
    ['amount with bounds', 201, 'deny'],
  ])('%s: %j → %s', (kind, value, expected) => {
    expect(trial(kind, value)).toBe(expected);
  });
});

describe('what says nothing gets no rule', () => {
  const rules = (name: string, shape: unknown, category: Category = 'Write') =>
    recommend(
      { name: 'handle_ledger', inputSchema: { type: 'object', properties: { [name]: shape } } },
      classified(category),
    ).argumentRules;
  test.each([
    ['note', { type: 'string' }],
    ['curl', { type: 'string' }],
    ['page_url', { type: 'string', enum: ['https://a.example'] }],
    ['urls', { type: 'array', items: { type: 'string' } }],
    ['path', { type: 'string', description: 'A JSONPath into the reply.' }],
    ['path', { type: 'string', description: 'API path of the endpoint.' }],
    ['query', { type: 'string', description: 'What to look for.' }],
    ['sql', { type: 'string' }],
    ['amount', { type: 'boolean' }],
    ['amount_limit', { type: 'number' }],
    ['force', { type: 'string' }],
    ['no_force', { type: 'boolean' }],
    ['action', { enum: ['list', 'get'] }],
    ['action', { enum: ['delete', 'purge'] }],
    ['status', { enum: ['open', 'deleted'] }],
    ['branch', { type: 'string' }],
    ['dotted.url', { type: 'string' }],
  ])('%s %j', (name, shape) => {
    expect(rules(name, shape)).toEqual([]);
  });
  test('an amount that is only read about', () => {
    expect(rules('amount', { type: 'number' }, 'Read')).toEqual([]);
  });
  test('a tool that is hidden', () => {
    expect(rules('page_url', { type: 'string' }, 'Destructive')).toEqual([]);
  });
});

describe('a Destructive tool with an action argument', () => {
  const multi = (name: string, values: string[]): ToolText => ({
    name,
    inputSchema: { type: 'object', properties: { action: { type: 'string', enum: values } } },
  });
  test('keeps what only reads, with a limit', () => {
    const advice = recommend(multi('ledger_entries', ['list', 'purge_all']), classified('Destructive'));
    expect(advice.action).toEqual(limit(60));
    expect(advice.argumentRules[0]?.conditions).toEqual([{ path: 'args.action', op: 'in', value: ['list'] }]);
  });
  test('keeps what writes, with a narrower limit', () => {
    expect(action(multi('ledger_entries', ['list', 'add', 'delete']), classified('Destructive'))).toEqual(
      limit(10),
    );
  });
  test('stays hidden when its own name destroys', () => {
    expect(action(multi('purge_ledger', ['list', 'delete']), classified('Destructive'))).toEqual({
      kind: 'hide',
    });
  });
  test('stays hidden when the argument is not at the top', () => {
    const inner = { type: 'object', properties: { action: { enum: ['list', 'delete'] } } };
    const tool = { name: 'ledger_entries', inputSchema: { type: 'object', properties: { request: inner } } };
    expect(action(tool, classified('Destructive'))).toEqual({ kind: 'hide' });
  });
});

test('a schema that refers to itself, or is very wide, is read within bounds', () => {
  const wide = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`url_${index}_url`, { $ref: '#' }]),
  );
  const schema = {
    type: 'object',
    properties: wide,
    anyOf: Array.from({ length: 300 }, () => ({ $ref: '#' })),
  };
  const started = performance.now();
  recommend({ name: 'handle_ledger', inputSchema: schema }, classified('Write'));
  expect(performance.now() - started).toBeLessThan(2000);
});

test.each([
  ['list', 'reads'],
  ['get_order', 'reads'],
  ['POST', 'writes'],
  ['update-entry', 'writes'],
  ['entry.restore', 'writes'],
  ['runReport', 'runs'],
  ['DELETE', 'harms'],
  ['entries/purge', 'harms'],
  ['create_refund', 'harms'],
  ['get_refund', 'reads'],
  ['open', 'writes'],
  ['get_and_delete_all', 'harms'],
  ['frobnicate', undefined],
  ['', undefined],
])('the action %j %s', (value, effect) => {
  expect(effectOf(value)).toBe(effect);
});

test('the word of an amount needs a tool that deals with money', () => {
  const tool = {
    name: 'set_ledger',
    inputSchema: { type: 'object', properties: { price: { type: 'number' } } },
  };
  const rules = (facets: string[]) => recommend(tool, classified('Write', { facets })).argumentRules.length;
  expect([rules([]), rules(['money_setting'])]).toEqual([0, 1]);
});

test('the reason names category, level and consequence', () => {
  expect(recommend({ name: 'pay_ledger' }, classified('Financial')).reason).toBe(
    'Financial, critical risk: a call can move money or commit to a payment, so a person must approve each call.',
  );
});

test('the evidence is what the rules and modifiers quote, each place once', () => {
  const span = { field: 'name', start: 0, end: 3, quote: 'pay' };
  const advice = recommend(
    { name: 'pay_ledger' },
    classified('Financial', {
      evidence: [
        { rule: 'moves-money', version: 1, outcome: 'yes', ...span },
        { rule: 'deletes-data', version: 1, outcome: 'no' },
        { rule: 'commits', version: 1, outcome: 'yes', ...span },
      ],
      risk: {
        plain: 'critical',
        evidence: 'critical',
        modifiers: [
          {
            id: 'x',
            step: 1,
            reason: 'x',
            span: { field: 'name', start: 4, end: 10, quote: 'ledger', gloss: 'book' },
          },
        ],
      },
    }),
  );
  expect(advice.evidence).toEqual([
    span,
    { field: 'name', start: 4, end: 10, quote: 'ledger', gloss: 'book' },
  ]);
});

test('a server’s policy is sorted, denies the unlisted, and keeps the stricter of two tools with one name', () => {
  const policy = recommendServer('github:acme/ledger', [
    { definition: { name: 'b' }, classification: classified('Read') },
    { definition: { name: 'a' }, classification: classified('Destructive') },
    { definition: { name: 'a' }, classification: classified('Read') },
  ]);
  expect(policy.unlisted).toBe('deny');
  expect(policy.tools.map(({ tool, action: { kind } }) => [tool, kind])).toEqual([
    ['a', 'hide'],
    ['b', 'allow'],
  ]);
});
