import type { Category, Classification, ClassifierInput } from '#data/schema/classification.ts';
import { RiskLevel } from '#data/schema/classification.ts';
import type { Evidence } from '#data/schema/evidence.ts';
import { findings } from '../finding.ts';
import { read } from '../reading/reading.ts';
import { riskOf } from '../risk.ts';
import { severity } from '../verdict/category.ts';
import { withArticle } from '../verdict/rationale.ts';
import type { Claude } from './claude.ts';
import type { Answer, Silence } from './opinion.ts';
import { silence } from './opinion.ts';
import { findQuotes } from './quote.ts';

/** What became of the second opinion: none was needed or to be had, it did not count, or it decided. */
export type Review = { kind: 'not-asked' } | Silence | { kind: 'decided'; by: string };

export type Judged = Classification & { review: Review };

const CONFIRMED = 0.9;
const RAISED = 0.8;

/** The higher of two levels. */
const higher = (a: RiskLevel, b: RiskLevel) =>
  RiskLevel.options.indexOf(a) < RiskLevel.options.indexOf(b) ? a : b;

function riskAs(input: ClassifierInput, category: Category, before: Classification): Classification['risk'] {
  if (category === before.category) return before.risk;
  const risk = riskOf(category, findings(read(input)));
  return { ...risk, evidence: higher(risk.evidence, before.risk.evidence) };
}

/** Its sentence is shown as text; addresses and markup have no place in it. */
const plain = (reason: string) =>
  reason
    .replace(/https?:\S+|[<>[\]`*_]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 400);

function decided(
  input: ClassifierInput,
  before: Classification,
  answer: Answer,
  evidence: readonly Evidence[],
): Classification {
  const isSame = answer.category === before.category;
  const verb = isSame ? 'confirms' : 'raises';
  const detail = isSame ? before.category : `${before.category} to ${answer.category}`;
  return {
    ...before,
    category: answer.category,
    risk: riskAs(input, answer.category, before),
    confidence: isSame ? Math.max(before.confidence, CONFIRMED) : RAISED,
    ambiguous: isSame ? before.ambiguous : false,
    needsReview: false,
    evidence: [...before.evidence, ...evidence],
    rationale: isSame
      ? `${before.rationale} A second reading ${verb} ${detail}: ${plain(answer.reason)}`
      : `${input.name} is ${withArticle(answer.category)} tool by a second reading, which ${verb} ${detail}: ${plain(answer.reason)}`,
    wouldChange: isSame ? before.wouldChange : [],
  };
}

/**
 * The ladder, cheap and sure first: what the rules are sure of stands; the rest goes to Claude where there is one. Its answer counts
 * only with a quote that stands in the named field, and never makes a label milder.
 */
export async function judge(
  input: ClassifierInput,
  verdict: Classification,
  claude: Claude | null,
): Promise<Judged> {
  if (claude === null || !verdict.needsReview) return { ...verdict, review: { kind: 'not-asked' } };
  const opinion = await claude.ask(input);
  if (opinion.kind === 'silence') return { ...verdict, review: opinion };
  const { answer } = opinion;
  const evidence = findQuotes(input, answer.quotes);
  if (evidence.length === 0) {
    return {
      ...verdict,
      review: silence('invented-quote', 'No passage it quotes stands in the field it names.'),
    };
  }
  if (severity(answer.category) < severity(verdict.category)) {
    return {
      ...verdict,
      review: silence('milder', `It says ${answer.category}; a second reading may only raise a label.`),
    };
  }
  return {
    ...decided(input, verdict, answer, evidence),
    decidedBy: claude.model,
    review: { kind: 'decided', by: claude.model },
  };
}
