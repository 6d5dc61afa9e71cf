import type { Evidence, Span } from '#data/schema/evidence.ts';
import type { Entry, Shelf } from '../../../../catalogue.ts';
import { languageOf } from '../../../../text/language.ts';
import { renderSentence } from '../../../../text/sentence.ts';
import { spellUnseen } from '../../../../text/unseen.ts';
import { fieldLabel, fieldText, isVerbatim, type Surroundings } from '../../../../view/field-text.ts';
import { cutAtQuotes, type Mark } from '../../../../view/highlight.ts';
import { claimOf } from '../../../../view/rules.ts';

/** One stretch of the definition that decided something, and the rules that rest on it. */
export interface Quote {
  number: number;
  text: string;
  lang: string | undefined;
  field: string;
  /** Position in the field, as UTF-16 offsets. */
  position: string;
  gloss: string | null;
  rules: { id: string; claim: string }[];
  /** True where the words come from the server's own text or from other tools. */
  isSurrounding: boolean;
  isVerbatim: boolean;
}

/** A field that was quoted from, cut at the ends of its quotes. */
export interface QuotedField {
  label: string;
  lang: string | undefined;
  stretches: ReturnType<typeof cutAtQuotes>;
}

type Yes = Extract<Evidence, { outcome: 'yes' }>;

function groupBySpan(evidence: readonly Evidence[]): Yes[][] {
  const groups = new Map<string, Yes[]>();
  for (const answer of evidence) {
    if (answer.outcome !== 'yes') continue;
    const key = `${answer.field} ${answer.start} ${answer.end}`;
    groups.set(key, [...(groups.get(key) ?? []), answer]);
  }
  return [...groups.values()];
}

function toQuote(group: readonly Yes[], number: number, source: string | undefined): Quote | undefined {
  const [first] = group;
  if (!first) return undefined;
  const glossed = group.find((answer) => answer.gloss !== undefined);
  return {
    number,
    text: spellUnseen(first.quote),
    lang: languageOf(first.quote)?.lang,
    field: fieldLabel(first.field),
    position: `characters ${first.start}–${first.end}`,
    gloss: glossed?.gloss === undefined ? null : spellUnseen(glossed.gloss),
    rules: group.map(({ rule }) => ({ id: rule, claim: renderSentence(claimOf(rule)) })),
    isSurrounding: first.field === 'siblings' || first.field.startsWith('server.'),
    isVerbatim: isVerbatim(first, source),
  };
}

function quotedField(field: string, text: string, marks: readonly Mark[]): QuotedField {
  const stretches = cutAtQuotes(text, marks);
  return {
    label: fieldLabel(field),
    lang: languageOf(text)?.lang,
    stretches: stretches.map((stretch) => ({ ...stretch, text: spellUnseen(stretch.text) })),
  };
}

function surroundingsOf({ tool }: Entry, { server, snapshot, entries }: Shelf): Surroundings {
  const siblings = entries.map((entry) => entry.tool.definition.name);
  return {
    server: { name: server.name, description: snapshot === undefined ? '' : snapshot.description },
    siblings: siblings.filter((name) => name !== tool.definition.name),
  };
}

/** The words that decided the label, each once, and the fields they stand in with every quote marked. */
export function quotesOf(entry: Entry, shelf: Shelf): { quotes: Quote[]; fields: QuotedField[] } {
  const surroundings = surroundingsOf(entry, shelf);
  const sourceOf = (span: Span) => fieldText(span.field, entry.tool.definition, surroundings);
  const groups = groupBySpan(entry.verdict.evidence);
  const quotes = groups.flatMap((group, index) => {
    const quote = group[0] && toQuote(group, index + 1, sourceOf(group[0]));
    return quote ? [quote] : [];
  });
  const marks = new Map<string, { text: string; marks: Mark[] }>();
  for (const [index, [span]] of groups.entries()) {
    const text = span && sourceOf(span);
    if (!span || !isVerbatim(span, text)) continue;
    const known = marks.get(span.field) ?? { text, marks: [] };
    known.marks.push({ number: index + 1, start: span.start, end: span.end });
    marks.set(span.field, known);
  }
  return { quotes, fields: [...marks].map(([field, known]) => quotedField(field, known.text, known.marks)) };
}
