import type { ClassifierInput } from '#data/schema/classification.ts';
import type { Span } from '#data/schema/evidence.ts';
import type { ObjectSense } from '#data/taxonomy/lexicon.ts';
import type { Act } from './act.ts';
import { cite, field } from './field.ts';
import { DEALING, LOSING } from './grave-verb.ts';
import type { Parameter } from './parameter.ts';
import { UNKNOWN } from './unknown-verb.ts';

/** What an author's read-only hint settles: the acts as they are then read, and the hint with the words that left it open. */
export interface Marked {
  acts: Act[];
  settled: Span[];
}

/** Losses and money are never settled by a hint (rubric, tie-break c). */
const NEVER_SETTLED: ReadonlySet<Act['verb']> = new Set<Act['verb']>([...LOSING, ...DEALING, 'sign']);

/** Owed or staked by whoever makes one. */
const MONEY: ReadonlySet<ObjectSense> = new Set<ObjectSense>([
  'obligation',
  'order',
  'position',
  'value-act',
]);
const isGrave = ({ verb, objects }: Act) =>
  NEVER_SETTLED.has(verb) || [...MONEY].some((sense) => objects.has(sense));

/** Verbs of which only their place tells whether anything stays ("export": Write, also Read). */
const isOpenVerb = ({ verb, lemma }: Act) => verb === 'download' || lemma === 'export' || lemma === 'load';

const PLACE =
  /\b(?:to|into|in|on|onto) [^.]{0,40}\b(?:files?|disk|folder|director(?:y|ies)|path|database|memory|index|bucket|storage|drive)\b|\b(?:sav(?:es?|ed|ing)|stor(?:es?|ed|ing)|local\w*|file ?system)\b/i;
const PLACE_NAME =
  /^(?:save|out(?:put)?|dest(?:ination)?|local|target|download)_?|(?:^|_)(?:dir(?:ectory)?|path)$/i;

const namesPlace = (act: Act, parameters: readonly Parameter[]) =>
  PLACE.test(`${act.said} ${act.rest}`) || parameters.some(({ name }) => PLACE_NAME.test(name));

/** Picked out of a noun phrase, said by a verb of no list, or by one that leaves open whether anything stays. */
const isUnclear = (act: Act, parameters: readonly Parameter[]) =>
  act.source === 'prose' &&
  act.verb !== 'read' &&
  !isGrave(act) &&
  (act.stated === 'loosely' || act.lemma === UNKNOWN || (isOpenVerb(act) && !namesPlace(act, parameters)));

function hintOf({ annotations }: ClassifierInput): Span[] {
  const source = field('annotations', JSON.stringify(annotations));
  const start = source.text.indexOf('"readOnlyHint"') + 1;
  return [cite(source, start, start + 'readOnlyHint'.length)];
}

/**
 * An annotation beats nothing that is stated, and decides where words leave it open (rubric, tie-breaks a and b): of a tool that is
 * marked as read-only, acts that are not clearly stated are read as looking. Plain statements stand, whatever the hint says.
 */
export function marked(
  acts: readonly Act[],
  input: ClassifierInput,
  parameters: readonly Parameter[],
): Marked {
  const unclear =
    input.annotations?.readOnlyHint === true ? acts.filter((act) => isUnclear(act, parameters)) : [];
  if (unclear.length === 0) return { acts: [...acts], settled: [] };
  return {
    acts: acts.map((act) => (unclear.includes(act) ? { ...act, verb: 'read' } : act)),
    settled: [...hintOf(input), ...unclear.map(({ span }) => span)],
  };
}
