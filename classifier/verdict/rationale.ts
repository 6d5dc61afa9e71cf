import type { Category, Risk } from '#data/schema/classification.ts';
import type { Span } from '#data/schema/evidence.ts';
import { categories } from '#data/taxonomy/taxonomy.ts';
import type { Finding } from '../finding.ts';
import { categoryOf, deciding } from './category.ts';
import type { Certainty } from './confidence.ts';

const MAX_QUOTE = 120;
const INVISIBLE = /[\p{Cf}\p{Cc}]/u;

/** The words themselves where they can be shown; hidden characters are counted. */
function shown({ quote, gloss }: Span): string {
  if (!/[^\p{Cf}\p{Cc}]/u.test(quote)) return `${quote.length} hidden characters`;
  const line = quote.replace(/\s+/g, ' ').split(INVISIBLE).join('');
  const cut = line.length > MAX_QUOTE ? `${line.slice(0, MAX_QUOTE).replace(/\s\S*$/, '')} …` : line;
  return gloss === undefined ? `“${cut}”` : `“${cut}” (${gloss})`;
}

export const withArticle = (noun: string) => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;

const meaning = (category: Category) => categories.find(({ id }) => id === category)?.means ?? category;

const inWords = (list: readonly string[]) =>
  list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;

function because(found: readonly Finding[], category: Category): string {
  const reasons = deciding(found, category).map(({ rule, spans }) => `${rule.says} (${shown(spans[0])})`);
  if (reasons.length === 0)
    return 'nothing in its definition says that a call does more than hand back information';
  return `a call ${inWords(reasons)}`;
}

function levelSentence({ plain, evidence, modifiers }: Risk): string {
  const moving = modifiers
    .filter(({ step }) => step !== 0)
    .map(({ reason, span }) => (span === null ? reason : `${reason} (${shown(span)})`));
  if (moving.length === 0) return `Its risk is ${plain}, as for every tool of this category.`;
  const moved = plain === evidence ? `stays ${plain}` : `is ${evidence} instead of ${plain}`;
  return plain === evidence
    ? `Its risk ${moved}: ${inWords(moving)}, which does not move it further.`
    : `Its risk ${moved}, because ${inWords(moving)}.`;
}

/** Why the label is what it is, in complete sentences made from the findings alone; the level is the computed one. */
export function rationale(
  name: string,
  category: Category,
  found: readonly Finding[],
  verdict: { risk: Risk; certainty: Certainty },
): string {
  const first = `${name} is ${withArticle(category)} tool, one that ${meaning(category)}: ${because(found, category)}.`;
  const { doubts } = verdict.certainty;
  const doubt = doubts.length === 0 ? [] : [`What speaks against certainty: ${inWords(doubts)}.`];
  return [first, levelSentence(verdict.risk), ...doubt].join(' ');
}

const key = ({ field, start }: Span) => `${field}:${start}`;

/** What remains when these words are gone: no finding that rests on them. */
function without(found: readonly Finding[], words: ReadonlySet<string>): Finding[] {
  return found.filter(({ spans }) => !spans.some((span) => words.has(key(span))));
}

/** What in the definition would have to differ for another label or level. */
export function wouldChange(category: Category, found: readonly Finding[], risk: Risk): string[] {
  const spans = deciding(found, category).flatMap((finding) => [...finding.spans]);
  const left = categoryOf(without(found, new Set(spans.map(key))));
  const quotes = inWords([...new Set(spans.map(shown))]);
  const labels =
    spans.length > 0 && left !== category ? [`Without ${quotes} it would be ${withArticle(left)} tool.`] : [];
  const levels = risk.modifiers.flatMap(({ step, span }) =>
    span === null || step === 0
      ? []
      : [
          `Without ${shown(span)} its risk would be counted ${Math.abs(step) === 1 ? 'one step' : 'two steps'} ${step > 0 ? 'lower' : 'higher'}.`,
        ],
  );
  return [...labels, ...levels];
}
