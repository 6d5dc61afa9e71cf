import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { PolicyDocument } from '#data/policy/document.ts';
import { evaluate } from '#data/policy/evaluate.ts';
import type { Counters } from '#data/policy/quota.ts';

const CaseCall = z.strictObject({
  tool: z.string(),
  args: z.record(z.string(), z.unknown()).default({}),
  on: z.string().default('2026-01-01'),
  at: z.string().default('12:00:00'),
  then: z.string(),
});
const Cases = z.strictObject({
  policies: z.record(z.string(), PolicyDocument),
  cases: z.array(z.strictObject({ name: z.string(), policy: z.string(), calls: z.array(CaseCall).min(1) })),
});

const { policies, cases } = Cases.parse(
  parse(readFileSync(new URL('../data/policy/cases.yml', import.meta.url), 'utf8')),
);

function policyNamed(name: string): PolicyDocument {
  const policy = policies[name];
  if (policy === undefined) throw new Error(`cases.yml has no policy ${name}`);
  return policy;
}

function decide(policy: PolicyDocument, calls: readonly z.infer<typeof CaseCall>[]): string[] {
  let counters: Counters = new Map();
  return calls.map(({ tool, args, on, at }) => {
    const decision = evaluate(policy, { tool, args, at: Date.parse(`${on}T${at}Z`) }, counters);
    counters = decision.counters;
    return decision.rule ?? decision.decision;
  });
}

describe('cases.yml', () => {
  test.each(cases)('$name', ({ policy, calls }) => {
    expect(decide(policyNamed(policy), calls)).toEqual(calls.map((call) => call.then));
  });

  test('has at least 80 rows, and each has a name of its own', () => {
    expect(cases.length).toBeGreaterThanOrEqual(80);
    expect(new Set(cases.map((row) => row.name)).size).toBe(cases.length);
  });

  test('uses every policy', () => {
    const used = new Set(cases.map((row) => row.policy));
    expect([...used].sort()).toEqual(Object.keys(policies).sort());
  });
});

const at = Date.parse('2026-01-01T12:00:00Z');

test('a denial carries the words of its rule', () => {
  const decision = evaluate(policyNamed('denials'), { tool: 'gt', args: { amount: 101 }, at }, new Map());
  expect(decision).toEqual({
    decision: 'deny',
    hidden: false,
    rule: '/tools/gt/deny_if/0',
    message: 'Too much.',
    counters: new Map(),
  });
});

test('a denial by a limit says which', () => {
  const spent: Counters = new Map([['day day_rate', { windowStart: Date.parse('2026-01-01'), used: 1 }]]);
  const decision = evaluate(policyNamed('limits'), { tool: 'day', args: {}, at }, spent);
  expect(decision).toMatchObject({ message: 'The limit of 1 call per day is reached.', counters: spent });
});

test('counters that come in are not changed', () => {
  const counters: Counters = new Map();
  const decision = evaluate(policyNamed('limits'), { tool: 'day', args: {}, at }, counters);
  expect([counters.size, decision.counters.size]).toEqual([0, 1]);
});

test('a tool may be named __proto__', () => {
  const policy: PolicyDocument = {
    version: '1',
    default: 'deny',
    tools: Object.fromEntries([['__proto__', { deny_if: [{ conditions: [] }] }]]),
  };
  const decision = evaluate(policy, { tool: '__proto__', args: {}, at }, new Map());
  expect(decision.rule).toBe('/tools/__proto__/deny_if/0');
});

test('a regex takes linear time', () => {
  const policy: PolicyDocument = {
    version: '1',
    default: 'deny',
    tools: {
      read_ledger: { require: [{ conditions: [{ path: 'args.v', op: 'regex', value: '^(a+)+$' }] }] },
    },
  };
  const args = { v: `${'a'.repeat(20_000)}!` };
  const started = performance.now();
  expect(evaluate(policy, { tool: 'read_ledger', args, at }, new Map()).decision).toBe('deny');
  expect(performance.now() - started).toBeLessThan(2000);
});
