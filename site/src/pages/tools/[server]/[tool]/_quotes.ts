import type { Evidence, Span } from '#data/schema/evidence.ts';
import type { Entry, Shelf } from '../../../../catalogue.ts';
import { languageOf } from '../../../../text/language.ts';
import { renderSentence } from '../../../../text/sentence.ts';
import { spellUnseen } from '../../../../text/unseen.ts';
import { fieldLabel, fieldText, isVerbatim, type Surroundings } from '../../../../view/field-text.ts';
import { cutAtQuotes, type Mark } from '../../../../view/highlight.ts';
import { claimOf } from '../../../../view/rules.ts';

/** Where quoted words stand in their field, as UTF-16 offsets. */
interface Place {
  number: number;
  start: number;
  end: number;
  isVerbatim: boolean;
}

/** Words of the definition that decided something, each place where they stand, and the rules that rest on them. */
export interface Quote {
  text: string;
  lang: string | undefined;
  field: string;
  places: Place[];
  gloss: string | null;
  rules: { id: string; claim: string }[];
  /** True where the words come from the server's own text or from other tools. */
  isSurrounding: boolean;
}

/** A field that was quoted from, cut at the ends of its quotes. */
export interface QuotedField {
  label: string;
  lang: string | undefined;
  stretches: ReturnType<typeof cutAtQuotes>;
}

type Yes = Extract<Evidence, { outcome: 'yes' }>;

/** Answers of several rules that rest on the same words at the same place. */
interface Cited {
  place: Place;
  answers: Yes[];
}

function groupBy<Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[][] {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return [...groups.values()];
}

function citedPlaces(evidence: readonly Evidence[], sourceOf: (span: Span) => string | undefined): Cited[] {
  const yes = evidence.filter((answer) => answer.outcome === 'yes');
  const bySpan = groupBy(yes, ({ field, start, end }) => `${field} ${start} ${end}`);
  return bySpan.flatMap((answers, index) => {
    const [first] = answers;
    if (!first) return [];
    const { start, end } = first;
    return [
      { place: { number: index + 1, start, end, isVerbatim: isVerbatim(first, sourceOf(first)) }, answers },
    ];
  });
}

function toQuote(cited: readonly Cited[]): Quote[] {
  const answers = cited.flatMap((one) => one.answers);
  const [first] = answers;
  if (!first) return [];
  const glossed = answers.find((answer) => answer.gloss !== undefined);
  return [
    {
      text: spellUnseen(first.quote),
      lang: languageOf(first.quote)?.lang,
      field: fieldLabel(first.field),
      places: cited.map(({ place }) => place),
      gloss: glossed?.gloss === undefined ? null : spellUnseen(glossed.gloss),
      rules: [...new Set(answers.map(({ rule }) => rule))].map((id) => ({
        id,
        claim: renderSentence(claimOf(id)),
      })),
      isSurrounding: first.field === 'siblings' || first.field.startsWith('server.'),
    },
  ];
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
  const cited = citedPlaces(entry.verdict.evidence, sourceOf);
  const byWords = groupBy(cited, ({ answers: [first] }) => `${first?.field} ${first?.quote}`);
  const byField = groupBy(
    cited.filter(({ place }) => place.isVerbatim),
    ({ answers: [first] }) => String(first?.field),
  );
  return {
    quotes: byWords.flatMap(toQuote),
    fields: byField.flatMap((ofField) => {
      const span = ofField[0]?.answers[0];
      const text = span && sourceOf(span);
      return span && text !== undefined
        ? [
            quotedField(
              span.field,
              text,
              ofField.map(({ place }) => place),
            ),
          ]
        : [];
    }),
  };
}
