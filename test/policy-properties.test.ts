import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parse as parseToml } from 'smol-toml';
import { expect, test } from 'vitest';
import { describeEffects } from '#classifier/policies/effects.ts';
import { FORMATS } from '#classifier/policies/index.ts';
import { toDocument } from '#classifier/policies/policy-json/document.ts';
import { probe, sampleArguments } from '#classifier/policies/probe.ts';
import { variantsFor } from '#classifier/policies/variants.ts';
import { recommendServer } from '#classifier/recommend.ts';
import { evaluate } from '#data/policy/evaluate.ts';
import schema from '#data/policy/policy.schema.json' with { type: 'json' };
import type { Counters } from '#data/policy/quota.ts';
import { readPolicy, validatePolicy } from '#data/policy/validate.ts';
import { Category, RiskLevel } from '#data/schema/classification.ts';
import type { Policy, ToolPolicy } from '#data/schema/policy.ts';
import { classified } from './support/classified.ts';

const toolName = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '*',
    'a"b',
    "it's",
    'a\nb',
    'a/b~c',
    '工具',
    '\u202Ename',
    'x_rate',
  ),
  fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }),
  fc.string({ minLength: 1, maxLength: 12 }),
);
const argumentName = fc.constantFrom(
  'url',
  'path',
  'sql',
  'amount',
  'action',
  'force',
  'branch',
  'host',
  'note',
  '__proto__',
  'read_only',
  'a.b',
);
const argumentShape = fc.oneof(
  fc.record({ type: fc.constantFrom('string', 'number', 'integer', 'boolean', 'array', 'object') }),
  fc.record({ type: fc.constant('boolean'), default: fc.boolean() }),
  fc.record({
    type: fc.constant('number'),
    minimum: fc.integer({ min: -500, max: 500 }),
    maximum: fc.integer({ min: 500, max: 900 }),
  }),
  fc.record({
    enum: fc.uniqueArray(fc.constantFrom('list', 'get', 'add', 'delete', 'run', 'purge_all', 'odd'), {
      minLength: 1,
    }),
  }),
  fc.record({
    type: fc.constant('object'),
    properties: fc.dictionary(argumentName, fc.constant({ type: 'string' }), { maxKeys: 3 }),
  }),
  fc.constant({}),
);
const definition = fc.record({
  name: toolName,
  description: fc.constantFrom('Runs SQL.', 'Pushes a commit.', ''),
  inputSchema: fc.record({
    type: fc.constant('object'),
    properties: fc.dictionary(argumentName, argumentShape, { maxKeys: 5 }),
  }),
});
const classification = fc
  .record({
    category: fc.constantFrom(...Category.options),
    plain: fc.constantFrom(...RiskLevel.options),
    evidence: fc.constantFrom(...RiskLevel.options),
    facets: fc.subarray(['recoverable', 'irreversible', 'money_moves']),
  })
  .map(({ category, plain, evidence, facets }) =>
    classified(category, { facets, risk: { plain, evidence, modifiers: [] } }),
  );
const server = fc
  .array(fc.record({ definition, classification }), { minLength: 1, maxLength: 6 })
  .map((tools) => recommendServer('github:acme/ledger', tools));
const unlisted = fc.constantFrom('allow' as const, 'deny' as const);

/** A name that no tool of the policy has. */
const stranger = (policy: Policy) => `${policy.tools.map(({ tool }) => tool).join('')}!`;

const at = Date.UTC(2031, 5, 5, 5, 5);

/** What the evaluator must do with calls whose arguments pass, by the action the advice names. */
function expected({ tool, action }: ToolPolicy): unknown {
  switch (action.kind) {
    case 'allow':
      return { kind: 'allowed' };
    case 'limit':
      return { kind: 'limited', max: action.max, window: action.window };
    case 'hide':
      return tool === '*' ? { kind: 'denied', message: 'This tool is hidden.' } : { kind: 'hidden' };
    default:
      return { kind: 'denied', message: action.message };
  }
}

test('every tool of every policy gets exactly the decision that the recommendation names', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(server, (policy) => {
      const document = toDocument(policy);
      for (const tool of policy.tools) {
        seen.add(tool.action.kind);
        expect(probe(document, tool)).toEqual(expected(tool));
      }
    }),
  );
  expect([...seen].sort()).toEqual(['allow', 'approve', 'hide', 'limit']);
});

test('the three documents of a tool agree about it', () => {
  fc.assert(
    fc.property(server, (policy) => {
      for (const tool of policy.tools) {
        const behaviours = variantsFor(policy, tool.tool).map((variant) =>
          probe(toDocument(variant.policy), tool),
        );
        expect(behaviours).toEqual([expected(tool), expected(tool), expected(tool)]);
      }
    }),
  );
});

test('unknown tools get what `unlisted` says', () => {
  fc.assert(
    fc.property(server, unlisted, (advised, choice) => {
      const policy = { ...advised, unlisted: choice };
      const decision = evaluate(toDocument(policy), { tool: stranger(policy), args: {}, at }, new Map());
      expect(decision.rule).toBe(choice === 'deny' ? '(default deny)' : null);
    }),
  );
});

test('hidden implies denied', () => {
  fc.assert(
    fc.property(server, unlisted, fc.object(), (advised, choice, args) => {
      const document = toDocument({ ...advised, unlisted: choice });
      for (const tool of document.hide ?? []) {
        const decision = evaluate(document, { tool, args, at }, new Map());
        expect([decision.decision, decision.hidden, decision.rule]).toEqual(['deny', true, '(hidden)']);
      }
    }),
  );
});

test('limits count: as many calls pass as the limit says, whatever is called in between', () => {
  fc.assert(
    fc.property(server, fc.array(fc.nat(), { minLength: 20, maxLength: 200 }), (policy, picks) => {
      const document = toDocument(policy);
      const passed = new Map<string, number>();
      let counters: Counters = new Map();
      for (const pick of picks) {
        const advice = policy.tools[pick % policy.tools.length];
        if (advice === undefined) continue;
        const call = { tool: advice.tool, args: sampleArguments(advice.argumentRules), at };
        const decision = evaluate(document, call, counters);
        counters = decision.counters;
        const before = passed.get(advice.tool) ?? 0;
        if (decision.decision === 'allow') passed.set(advice.tool, before + 1);
        const isFull = advice.action.kind === 'limit' && before >= advice.action.max;
        const isOpen = advice.action.kind === 'allow' || advice.action.kind === 'limit';
        expect(decision.decision).toBe(isOpen && !isFull ? 'allow' : 'deny');
      }
    }),
  );
});

test('a denied call consumes nothing, whatever its arguments', () => {
  const seen = { denied: 0 };
  fc.assert(
    fc.property(server, fc.dictionary(argumentName, fc.jsonValue({ maxDepth: 2 })), (policy, args) => {
      const document = toDocument(policy);
      for (const { tool } of policy.tools) {
        const counters: Counters = new Map([[`minute ${tool}_rate`, { windowStart: at, used: 3 }]]);
        const decision = evaluate(document, { tool, args, at }, counters);
        if (decision.decision === 'allow') continue;
        seen.denied++;
        expect(decision.counters).toBe(counters);
      }
    }),
  );
  expect(seen.denied).toBeGreaterThan(50);
});

test('every denied example of every rule is denied, and by a rule of that tool', () => {
  fc.assert(
    fc.property(server, (policy) => {
      const document = toDocument(policy);
      for (const tool of policy.tools.filter(
        ({ action: { kind } }) => kind === 'allow' || kind === 'limit',
      )) {
        for (const rule of tool.argumentRules) {
          for (const value of rule.examples.denied) {
            const args = sampleArguments(tool.argumentRules, { rule, value });
            const decision = evaluate(document, { tool: tool.tool, args, at }, new Map());
            expect(decision.rule).toMatch(/^\/tools\/.*\/(require|deny_if)\/\d+$/s);
          }
        }
      }
    }),
  );
});

test('every document validates by both, and reads back the same', () => {
  const matchesSchema = new Ajv2020({ strict: true }).compile(schema);
  fc.assert(
    fc.property(server, unlisted, (advised, choice) => {
      const policy = { ...advised, unlisted: choice };
      const document = toDocument(policy);
      expect(matchesSchema(document)).toBe(true);
      expect(validatePolicy(document)).toEqual({ kind: 'valid', document });
      const [policyJson] = FORMATS;
      const { text } = policyJson?.render(policy, { serverName: 's' }) ?? {};
      expect(readPolicy(String(text))).toEqual({ kind: 'valid', document });
    }),
  );
});

const PARSERS = {
  json: (text: string): unknown => JSON.parse(text),
  toml: (text: string): unknown => parseToml(text),
};

test('every rendering parses in its language, is the same twice, and ends its sentences', () => {
  fc.assert(
    fc.property(server, unlisted, toolName, (advised, choice, serverName) => {
      const policy = { ...advised, unlisted: choice };
      for (const { language, render } of FORMATS) {
        const rendering = render(policy, { serverName });
        expect(typeof PARSERS[language](rendering.text)).toBe('object');
        expect(render(policy, { serverName })).toEqual(rendering);
        for (const sentence of [...rendering.losses, ...rendering.steps, rendering.newTool]) {
          expect(sentence).toMatch(/^[^\n]+[^.]\.$/);
        }
      }
    }),
  );
});

test('effects are one line each and end with one full stop', () => {
  fc.assert(
    fc.property(server, (policy) => {
      for (const tool of policy.tools) {
        const others = policy.tools.filter((other) => other !== tool);
        for (const variant of variantsFor(policy, tool.tool)) {
          const { thisTool, otherTools, newTool } = describeEffects(toDocument(variant.policy), tool, others);
          for (const sentence of [...thisTool, ...otherTools, ...newTool]) {
            expect(sentence).toMatch(/^[^\n]+(?<!\.)(\.|\.”|”\.)$/);
          }
        }
      }
    }),
    { numRuns: 50 },
  );
});
