import { describe, expect, test } from 'vitest';
import { classify } from '#classifier/classify.ts';
import { applyCorrection } from '#classifier/correct.ts';
import { type Correction, loadCorrections, parseCorrections } from '#data/corrections.ts';
import { Classification } from '#data/schema/classification.ts';

const ENTRY = `
- tool: github:harbour/tides#archive_ledger
  category: Destructive
  level: high
  reason: The description says that entries older than a year are dropped
  owner: harbourmaster
  date: 2026-03-04
`;

function only(text: string): Correction {
  const [entry] = parseCorrections(text).values();
  if (entry === undefined) throw new Error('The text holds no correction.');
  return entry;
}

const verdict = classify({ name: 'archive_ledger', description: 'Move a ledger to the archive.' });

describe('a correction', () => {
  test('wins over the rules, with reason, owner and date', () => {
    const corrected = applyCorrection(verdict, only(ENTRY));
    expect(Classification.parse(corrected)).toMatchObject({
      category: 'Destructive',
      risk: { plain: 'critical', evidence: 'high', modifiers: [] },
      confidence: 1,
      needsReview: false,
      decidedBy: 'person',
      correction: { owner: 'harbourmaster', date: '2026-03-04' },
    });
    expect(corrected.rationale).toBe(
      'harbourmaster set this label on 2026-03-04: a Destructive tool of high risk. ' +
        'The description says that entries older than a year are dropped. The rules alone say Write.',
    );
  });

  test('without a level takes the category’s own', () => {
    expect(applyCorrection(verdict, only(ENTRY.replace('  level: high\n', ''))).risk.evidence).toBe(
      'critical',
    );
  });

  test('that confirms the category keeps the rules’ modifiers', () => {
    const shared = classify({ name: 'hang_notice', description: 'Publish a notice on the board.' });
    const confirmed = applyCorrection(
      shared,
      only(ENTRY.replace('Destructive', 'Write').replace('  level: high\n', '')),
    );
    expect(confirmed.risk).toEqual(shared.risk);
  });
});

describe('corrections.yml', () => {
  test('that ships can be read', () => {
    expect([...loadCorrections().keys()].every((id) => id.includes('#'))).toBe(true);
  });

  test.each([
    ['an unknown category', ENTRY.replace('Destructive', 'Dangerous'), /entry 0\.category/],
    ['a missing owner', ENTRY.replace('  owner: harbourmaster\n', ''), /entry 0\.owner/],
    [
      'no reason worth the name',
      ENTRY.replace(/reason: .*/, 'reason: wrong'),
      /entry 0\.reason: must say why/,
    ],
    ['a date that is none', ENTRY.replace('2026-03-04', 'March'), /entry 0\.date/],
    ['an id without a tool', ENTRY.replace('#archive_ledger', ''), /entry 0\.tool: must be server#tool/],
    ['a field nobody knows', `${ENTRY}  severity: 3\n`, /severity/],
    ['the same tool twice', ENTRY + ENTRY, /names github:harbour\/tides#archive_ledger twice/],
  ])('with %s is refused with a sentence', (_, text, message) => {
    expect(() => parseCorrections(text)).toThrow(message);
  });
});
