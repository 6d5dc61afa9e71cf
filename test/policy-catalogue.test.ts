import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { describeEffects } from '#classifier/policies/effects.ts';
import type { Format } from '#classifier/policies/format.ts';
import { FORMATS } from '#classifier/policies/index.ts';
import { toDocument } from '#classifier/policies/policy-json/document.ts';
import { sampleArguments } from '#classifier/policies/probe.ts';
import { renderPolicy } from '#classifier/policies/render.ts';
import { variantsFor } from '#classifier/policies/variants.ts';
import { recommendServer } from '#classifier/recommend.ts';
import type { PolicyDocument } from '#data/policy/document.ts';
import { evaluate } from '#data/policy/evaluate.ts';
import schema from '#data/policy/policy.schema.json' with { type: 'json' };
import type { Counters } from '#data/policy/quota.ts';
import { validatePolicy } from '#data/policy/validate.ts';
import type { Policy, ToolPolicy } from '#data/schema/policy.ts';
import { listClassifications } from '#data/store/classifications.ts';
import { openStore } from '#data/store/open.ts';
import { listServers } from '#data/store/servers.ts';
import { listTools } from '#data/store/tools.ts';
import { compareCalls, emptyComparison } from './support/engine-comparison.ts';
import { READERS } from './support/readers/index.ts';

/** The catalogue that `npm start` makes; CATALOGUE names another. */
const CATALOGUE = process.env.CATALOGUE ?? fileURLToPath(new URL('../data/catalog.db', import.meta.url));
const ENGINES = new Set(['agentgateway', 'envoy-ai-gateway', 'contextforge', 'toolhive', 'opa']);

const say = (line: string) => void (process.env.CATALOGUE && process.stdout.write(`${line}\n`));

async function readPolicies(): Promise<Policy[]> {
  const store = openStore(CATALOGUE, { readonly: true });
  try {
    const policies: Policy[] = [];
    for (const server of await listServers(store)) {
      const labels = await listClassifications(store, server.id);
      const tools = (await listTools(store, server.id)).flatMap(({ id, definition }) => {
        const label = labels.get(id);
        return label === undefined ? [] : [{ definition, classification: label.classification }];
      });
      if (tools.length > 0) policies.push(recommendServer(server.id, tools));
    }
    return policies;
  } finally {
    await store.destroy();
  }
}

const DAY = Date.UTC(2031, 0, 1);

/** What a sentence about a tool claims of calls whose arguments pass, read from its words. */
function claimOf(sentence: string): { passes: number; per: string | null } {
  if (/ is removed from the tool list, |^Every call to .* is denied with /s.test(sentence))
    return { passes: 0, per: null };
  if (/^Every call to .* is let through/s.test(sentence))
    return { passes: Number.POSITIVE_INFINITY, per: null };
  const [, often, per] = / can be called (once|twice|\d+ times) an? (minute|hour|day)/s.exec(sentence) ?? [];
  if (often === undefined || per === undefined) throw new Error(`no claim: ${sentence}`);
  return { passes: often === 'once' ? 1 : often === 'twice' ? 2 : Number.parseInt(often, 10), per };
}

/** How many calls in a row the evaluator lets through; without end where a call counts nowhere. */
function countPasses(document: PolicyDocument, { tool, argumentRules }: ToolPolicy): number {
  const call = { tool, args: sampleArguments(argumentRules), at: DAY };
  let counters: Counters = new Map();
  for (let passes = 0; ; passes++) {
    const decision = evaluate(document, call, counters);
    if (decision.decision === 'deny') return passes;
    if (decision.counters === counters) break;
    counters = decision.counters;
  }
  return Number.POSITIVE_INFINITY;
}

const NEXT = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

function opensAgain(document: PolicyDocument, { tool, argumentRules }: ToolPolicy, per: string): boolean {
  const args = sampleArguments(argumentRules);
  let counters: Counters = new Map();
  for (;;) {
    const decision = evaluate(document, { tool, args, at: DAY }, counters);
    if (decision.decision === 'deny') break;
    counters = decision.counters;
  }
  const after = Object.entries(NEXT).find(([window]) => window === per)?.[1] ?? 0;
  const at = (time: number) => evaluate(document, { tool, args, at: time }, counters).decision;
  return at(DAY + after - 1) === 'deny' && at(DAY + after) === 'allow';
}

describe.skipIf(!existsSync(CATALOGUE))(
  'over every tool of the catalogue (skipped where there is none)',
  () => {
    let policies: Policy[];
    beforeAll(async () => {
      policies = await readPolicies();
    });

    test('every document validates by both', () => {
      const matches = new Ajv2020({ strict: true }).compile(schema);
      const bad = policies.flatMap((policy) =>
        policy.tools.flatMap(({ tool }) =>
          variantsFor(policy, tool)
            .map((variant) => toDocument(variant.policy))
            .filter((document) => !matches(document) || validatePolicy(document).kind === 'invalid')
            .map(() => `${policy.server} ${tool}`),
        ),
      );
      expect(bad).toEqual([]);
      expect(policies.flatMap(({ tools }) => tools).length).toBeGreaterThan(100);
    }, 600_000);

    test('what the sentences claim is what the evaluator does', () => {
      let claims = 0;
      for (const policy of policies) {
        for (const advice of policy.tools) {
          const others = policy.tools.filter((other) => other !== advice);
          for (const { policy: narrowed } of variantsFor(policy, advice.tool)) {
            const document = toDocument(narrowed);
            const { thisTool } = describeEffects(document, advice, others.slice(0, 20));
            const { passes, per } = claimOf(String(thisTool[0]));
            expect(countPasses(document, advice), `${policy.server} ${advice.tool}`).toBe(passes);
            if (per !== null) expect(opensAgain(document, advice, per), advice.tool).toBe(true);
            claims++;
          }
        }
      }
      say(`${claims} claims hold`);
    }, 600_000);

    /** Calls that pass, that each example denies, without arguments, with arguments left out one by one and of another type. */
    function callsOf({ tool, argumentRules }: ToolPolicy) {
      const passing = sampleArguments(argumentRules);
      const denied = argumentRules.flatMap((rule) =>
        rule.examples.denied.map((value) => sampleArguments(argumentRules, { rule, value })),
      );
      const less = Object.keys(passing).map((name) =>
        Object.fromEntries(Object.entries(passing).filter(([key]) => key !== name)),
      );
      const other = Object.keys(passing).flatMap((name) =>
        [null, 7, true, 'x', [passing[name]], { x: passing[name] }].map((value) => ({
          ...passing,
          [name]: value,
        })),
      );
      return [passing, passing, {}, { note: 'x' }, ...denied, ...less, ...other].map((args) => ({
        tool,
        args,
      }));
    }

    function compare(format: Format) {
      const read = READERS[format.id];
      if (read === undefined) throw new Error(`no reader of ${format.id}`);
      const comparison = emptyComparison();
      for (const policy of policies) {
        const calls = [...policy.tools.flatMap(callsOf), { tool: 'added_tomorrow', args: { note: 'x' } }];
        compareCalls(format, read, { policy, calls }, comparison);
      }
      return comparison;
    }

    test.each(FORMATS.filter(({ id }) => ENGINES.has(id)))(
      '$id decides as the evaluator does, but for what the loss table names',
      (format) => {
        const { compared, agreed, explained, unexplained } = compare(format);
        const losses = [...explained].map(([loss, times]) => `${loss} ${times}`).join(', ');
        say(`${format.id}: ${agreed} of ${compared} agreed; ${losses}`);
        expect(unexplained.slice(0, 3)).toEqual([]);
        expect(agreed).toBeGreaterThan(compared / 4);
      },
      600_000,
    );

    test.each(FORMATS)('$id can be read by its product', (format) => {
      for (const policy of policies) {
        const read = READERS[format.id];
        expect(() => read?.(renderPolicy(format, policy, 'ledger').text), policy.server).not.toThrow();
      }
    });
  },
);
