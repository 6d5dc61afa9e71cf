import type { Evidence, Span } from '#data/schema/evidence.ts';
import type { Reading } from './reading/reading.ts';
import { rules } from './rules/index.ts';
import type { Answer, Rule } from './rules/rule.ts';

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

function evidence(rule: Rule, answer: Answer): Evidence[] {
  const answered = { rule: rule.id, version: rule.version };
  if (answer.outcome !== 'yes') return [{ ...answered, ...answer }];
  return answer.spans.map((span) => ({ ...answered, outcome: 'yes', ...span }));
}

/** Every rule's answer; a yes once for each of its spans. */
export const answers = (reading: Reading): Evidence[] =>
  rules.flatMap((rule) => evidence(rule, rule.ask(reading)));

export const evidenceOf = (found: readonly Finding[]): Evidence[] =>
  found.flatMap(({ rule, spans }) => evidence(rule, { outcome: 'yes', spans }));
