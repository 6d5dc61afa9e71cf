import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { read } from '#classifier/reading/reading.ts';
import { rules } from '#classifier/rules/index.ts';
import { ClassifierInput } from '#data/schema/classification.ts';
import { Outcome } from '#data/schema/evidence.ts';
import { textAt } from './support/field-text.ts';

const folder = fileURLToPath(new URL('../classifier/rules/', import.meta.url));
const folders = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

const Case = z.strictObject({
  case: z.enum(['yes', 'no', 'near miss']),
  tool: ClassifierInput,
  outcome: Outcome,
  quote: z.string().optional(),
});

const text = (rule: string, file: string) => readFileSync(join(folder, rule, file), 'utf8');

test('the table and the folders name the same rules', () => {
  expect(rules.map(({ id }) => id).sort()).toEqual(folders.toSorted());
});

test.each(folders)('%s has its three files and says what it asks and when it is wrong', (rule) => {
  expect(
    ['rule.ts', 'README.md', 'cases.yml'].filter((file) => !existsSync(join(folder, rule, file))),
  ).toEqual([]);
  const headings = [...text(rule, 'README.md').matchAll(/^#+ (.+)$/gm)].map((match) => match[1]);
  expect(headings).toEqual([rule, 'Question', 'What it looks for', 'When it is wrong']);
  expect(text(rule, 'README.md')).toMatch(/## Question\n\n[^\n]+\?\n/);
});

describe.each(rules)('$id', (rule) => {
  const cases = z.array(Case).parse(parse(text(rule.id, 'cases.yml')));

  test('has a yes, a no and a near miss', () => {
    expect(new Set(cases.map((one) => one.case))).toEqual(new Set(['yes', 'no', 'near miss']));
    expect(cases.find((one) => one.case === 'yes')?.outcome).toBe('yes');
    expect(cases.find((one) => one.case === 'no')?.outcome).not.toBe('yes');
  });

  test.each(cases)('$case: $tool.description', ({ tool, outcome, quote }) => {
    const answer = rule.ask(read(tool));
    const spans = answer.outcome === 'yes' ? answer.spans : [];
    expect({ outcome: answer.outcome, quotes: spans.map((span) => span.quote) }).toEqual(
      quote === undefined ? { outcome, quotes: [] } : { outcome, quotes: expect.arrayContaining([quote]) },
    );
    for (const span of spans) expect(textAt(tool, span.field)?.slice(span.start, span.end)).toBe(span.quote);
  });
});
