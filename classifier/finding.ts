import type { Evidence, Span } from '#data/schema/evidence.ts';
import type { Reading } from './reading/reading.ts';
import { rules } from './rules/index.ts';
import type { Rule } from './rules/rule.ts';

/** A rule that said yes, with the words it rests on. */
export interface Finding {
  rule: Rule;
  spans: readonly [Span, ...Span[]];
}

/** The rules that say yes, in the order of the table. */
export function findings(reading: Reading): Finding[] {
  return rules.flatMap((rule) => {
    const answer = rule.ask(reading);
    return answer.outcome === 'yes' ? [{ rule, spans: answer.spans }] : [];
  });
}

/** A yes once for each of its spans, as the record keeps it. */
export const evidenceOf = (found: readonly Finding[]): Evidence[] =>
  found.flatMap(({ rule, spans }) =>
    spans.map((span) => ({ rule: rule.id, version: rule.version, outcome: 'yes' as const, ...span })),
  );
