import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findFormat } from '#classifier/policies/index.ts';
import { sampleArguments } from '#classifier/policies/probe.ts';
import type { Policy, ToolPolicy } from '#data/schema/policy.ts';
import { anyPolicy, callArguments, recommended, strangerTo, unlisted } from './support/arbitrary-policy.ts';
import { compareCalls, emptyComparison } from './support/engine-comparison.ts';
import { READERS } from './support/readers/index.ts';

/** Calls a run compares for each format; SAMPLES=20000 for a long look. */
const SAMPLES = Number(process.env.SAMPLES ?? 2000);
const CALLS_PER_POLICY = 20;

/** Formats that decide calls by an engine: Cedar's own, a CEL evaluator, and the part of Rego that is written. */
const ENGINES = ['agentgateway', 'envoy-ai-gateway', 'contextforge', 'toolhive', 'opa'];

/** Arguments that pass the advice, or one of the examples that it denies, or neither. */
function argumentsFor({ argumentRules }: ToolPolicy): fc.Arbitrary<Record<string, unknown>> {
  const examples = argumentRules.flatMap((rule) => rule.examples.denied.map((value) => ({ rule, value })));
  return fc.oneof(
    fc.constant(sampleArguments(argumentRules)),
    fc.constant({}),
    callArguments,
    ...(examples.length > 0
      ? [fc.constantFrom(...examples).map((instead) => sampleArguments(argumentRules, instead))]
      : []),
  );
}

function callsOf(policy: Policy) {
  const known = policy.tools.map((advice) =>
    fc.record({ tool: fc.constant(advice.tool), args: argumentsFor(advice) }),
  );
  const unknown = fc.record({ tool: fc.constant(strangerTo(policy)), args: callArguments });
  return fc.array(fc.oneof(...known, unknown), {
    minLength: CALLS_PER_POLICY,
    maxLength: CALLS_PER_POLICY,
  });
}

const world = fc
  .tuple(fc.oneof(recommended, anyPolicy), unlisted)
  .map(([policy, choice]) => ({ ...policy, unlisted: choice }))
  .chain((policy) => callsOf(policy).map((calls) => ({ policy, calls })));

describe.each(ENGINES)('%s', (id) => {
  test('decides as the evaluator does, but for what the loss table names', () => {
    const format = findFormat(id);
    const read = READERS[id];
    if (format === undefined || read === undefined) throw new Error(`no format ${id}`);
    const comparison = emptyComparison();
    fc.assert(
      fc.property(world, (sampled) => {
        compareCalls(format, read, sampled, comparison);
        expect(comparison.unexplained).toEqual([]);
      }),
      { numRuns: Math.ceil(SAMPLES / CALLS_PER_POLICY), endOnFailure: true },
    );
    expect(comparison.compared).toBeGreaterThanOrEqual(SAMPLES);
    expect(comparison.agreed).toBeGreaterThan(comparison.compared / 4);
    if (process.env.SAMPLES !== undefined) {
      const explained = [...comparison.explained].map(([loss, count]) => `${loss} ${count}`).join(', ');
      process.stdout.write(`${id}: ${comparison.agreed} of ${comparison.compared} agreed; ${explained}\n`);
    }
  });
});
