import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { classify } from '#classifier/classify.ts';
import { Category } from '#data/schema/classification.ts';
import { lexicons } from '#data/taxonomy/lexicon.ts';

const folder = new URL('classify-languages/', import.meta.url);
const Table = z.record(Category, z.array(z.tuple([z.string(), z.string()])));
const LEAST_RIGHT = 0.92;

const isCritical = (category: Category) => category === 'Financial' || category === 'Destructive';

interface Row {
  gold: Category;
  got: Category;
  name: string;
  description: string;
}

function judged(language: string): Row[] {
  const table = Table.parse(parse(readFileSync(new URL(`${language}.yml`, folder), 'utf8')));
  return Category.options.flatMap((gold) =>
    table[gold].map(([name, description]) => ({
      gold,
      got: classify({ name, description }).category,
      name,
      description,
    })),
  );
}

const languages = [...lexicons.keys()];

test('every language with a word list has a table', () => {
  expect(
    readdirSync(folder)
      .map((file) => file.replace('.yml', ''))
      .toSorted(),
  ).toEqual(languages.toSorted());
});

describe.each(languages)('%s', (language) => {
  const rows = judged(language);
  const wrong = rows.filter(({ gold, got }) => gold !== got);

  test('has ten definitions a category, half of them without a name that says anything', () => {
    const sizes = Category.options.map((category) => rows.filter(({ gold }) => gold === category).length);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(10);
    expect(rows.filter(({ name }) => /^tool_\d+$/.test(name)).length * 2).toBeGreaterThanOrEqual(rows.length);
  });

  test('is right for nearly all', () => {
    expect(1 - wrong.length / rows.length, JSON.stringify(wrong)).toBeGreaterThanOrEqual(LEAST_RIGHT);
  });

  test('misses nothing that moves money or loses something', () => {
    expect(wrong.filter(({ gold, got }) => isCritical(gold) && !isCritical(got))).toEqual([]);
  });
});
