import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeEffects } from '#classifier/policies/effects.ts';
import type { Format } from '#classifier/policies/format.ts';
import { FORMATS } from '#classifier/policies/index.ts';
import { toDocument } from '#classifier/policies/policy-json/document.ts';
import { POLICY_JSON } from '#classifier/policies/policy-json/render.ts';
import { probe, sampleArguments } from '#classifier/policies/probe.ts';
import { renderPolicy } from '#classifier/policies/render.ts';
import { settle } from '#classifier/policies/settle.ts';
import { variantsFor } from '#classifier/policies/variants.ts';
import { evaluate } from '#data/policy/evaluate.ts';
import schema from '#data/policy/policy.schema.json' with { type: 'json' };
import type { Counters } from '#data/policy/quota.ts';
import { readPolicy, validatePolicy } from '#data/policy/validate.ts';
import type { Policy, ToolPolicy } from '#data/schema/policy.ts';
import {
  anyPolicy,
  argumentName,
  recommended as server,
  strangerTo,
  toolName,
  unlisted,
} from './support/arbitrary-policy.ts';
import { READERS } from './support/readers/index.ts';

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
      const decision = evaluate(toDocument(policy), { tool: strangerTo(policy), args: {}, at }, new Map());
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
      const { text } = renderPolicy(POLICY_JSON, policy, 's');
      expect(readPolicy(text)).toEqual({ kind: 'valid', document });
    }),
  );
});

/** What a product may do with a tool that is not listed, by what the format says it loses. */
function answersToStrangers({ can }: Format, choice: Policy['unlisted']): string[] {
  const lost = can.unlisted[choice];
  if (choice === 'allow') return lost === null ? ['allow', 'ask', 'unset'] : ['deny', 'hide'];
  return lost === 'unlisted-asked' ? ['ask', 'unset'] : ['deny', 'hide'];
}
const serverName = fc.oneof(fc.constantFrom('ledger', 'ledger-books', 'my_books'), toolName);

describe.each(FORMATS)('$id', (format) => {
  const read = READERS[format.id];
  if (read === undefined) throw new Error(`no reader of ${format.id}`);
  const name = format.serverName ?? ((given: string) => given);

  test('is read by its product as the settlement says, tool by tool', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.oneof(server, anyPolicy), unlisted, serverName, (advised, choice, given) => {
        const policy = { ...advised, unlisted: choice };
        const rendering = renderPolicy(format, policy, given);
        const answer = read(rendering.text);
        const crowded = new Set(rendering.losses.find(({ id }) => id === 'room')?.tools);
        for (const advice of policy.tools) {
          const settled = settle(advice, format.can);
          if (settled.losses.includes('name') || settled.rules.length > 0 || crowded.has(advice.tool))
            continue;
          const found = answer({ server: name(given), tool: advice.tool, args: { note: 'x' } });
          seen.add(settled.outcome);
          const silent = format.id === 'vscode' && settled.outcome === 'allow' ? 'unset' : settled.outcome;
          const alike = silent === 'hide' || silent === 'deny' ? ['deny', 'hide'] : [silent];
          expect(alike, `${advice.tool}: ${rendering.text}`).toContain(found);
        }
        const stranger = { server: name(given), tool: strangerTo(policy), args: { note: 'x' } };
        expect(answersToStrangers(format, choice)).toContain(answer(stranger));
      }),
      { numRuns: 150 },
    );
    expect(seen.size).toBeGreaterThan(1);
  });

  test('is the same twice, and ends its sentences', () => {
    fc.assert(
      fc.property(fc.oneof(server, anyPolicy), toolName, (policy, given) => {
        const rendering = renderPolicy(format, policy, given);
        expect(renderPolicy(format, policy, given)).toEqual(rendering);
        const losses = rendering.losses.map(({ sentence }) => sentence);
        for (const sentence of [...losses, ...rendering.steps, rendering.newTool]) {
          expect(sentence).toMatch(/^[^\n]+[^.]\.$/);
        }
      }),
      { numRuns: 50 },
    );
  });
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
