import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { explain } from '#classifier/explain.ts';
import { rules } from '#classifier/rules/index.ts';
import { Category, type Classification, ClassifierInput } from '#data/schema/classification.ts';
import type { Span } from '#data/schema/evidence.ts';
import { blanked } from './support/blanked.ts';

const folder = new URL('classify-languages/', import.meta.url);
const Table = z.record(Category, z.array(z.tuple([z.string(), z.string()])));
const Cases = z.array(z.looseObject({ tool: ClassifierInput }));
const LEAST_CHANGED = 0.95;

const tables: ClassifierInput[] = readdirSync(folder).flatMap((file) => {
  const table = Table.parse(parse(readFileSync(new URL(file, folder), 'utf8')));
  return Object.values(table).flatMap((rows) => rows.map(([name, description]) => ({ name, description })));
});

/** The rules' own cases: definitions with arguments, enums and siblings. */
const cases = rules.flatMap(({ id }) => {
  const file = new URL(`../classifier/rules/${id}/cases.yml`, import.meta.url);
  return Cases.parse(parse(readFileSync(file, 'utf8'))).map(({ tool }) => tool);
});

interface Cited {
  rule: string;
  span: Span;
}

/** The words that the verdict says it rests on. */
function decidingSpans({ evidence, category }: Classification): Cited[] {
  const arguing = new Set(rules.filter((rule) => rule.category === category).map(({ id }) => id));
  return evidence.flatMap((one) => {
    if (one.outcome !== 'yes' || !arguing.has(one.rule)) return [];
    const { rule, field, start, end, quote } = one;
    return [{ rule, span: { field, start, end, quote } }];
  });
}

/** Category, level, confidence, and whether that rule still says yes. */
function outcome(tool: ClassifierInput, rule: string): string {
  const { verdict, asked } = explain(tool);
  const answer = asked.find((one) => one.rule === rule)?.answer.outcome;
  return [verdict.category, verdict.risk.evidence, verdict.confidence, answer].join(' ');
}

test.each([
  ['the language tables', tables],
  ['the cases of the rules', cases],
] as const)('without words that decide, something of the verdict changes: %s', (_, tools) => {
  const cited = tools.flatMap((tool) =>
    decidingSpans(explain(tool).verdict).map((one) => ({ tool, ...one })),
  );
  const idle = cited.filter(
    ({ tool, rule, span }) => outcome(tool, rule) === outcome(blanked(tool, span), rule),
  );
  expect(cited.length).toBeGreaterThan(100);
  expect(
    1 - idle.length / cited.length,
    idle.map(({ span }) => span.quote).join('; '),
  ).toBeGreaterThanOrEqual(LEAST_CHANGED);
});
