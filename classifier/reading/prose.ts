import type { Act } from './act.ts';
import { clause, skipFrames } from './clause.ts';
import { clauseActs } from './clause-act.ts';
import type { Field } from './field.ts';
import { GRAVE, LOSING } from './grave-verb.ts';
import {
  english,
  hasGrammar,
  isForeignTo,
  isPlainEnglish,
  scriptsOf,
  vocabularyOf,
  vocabularyOfStart,
} from './language.ts';
import { isSpacelessScript, middleOf } from './script.ts';
import { bodyEnd, type Sentence, sentences } from './sentence.ts';
import { spacelessActs } from './spaceless.ts';
import { FIGURES, GUIDE } from './told-thing.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How many sentences may pass before one says what the tool does. */
const PATIENCE = 3;
const actsIn = (source: Field, vocabulary: Vocabulary, part: Sentence) =>
  isSpacelessScript(vocabulary)
    ? spacelessActs(source, vocabulary, part)
    : clauseActs(clause(source, vocabulary, part));

/**
 * What one sentence says, and what it says in other languages that a half of it is in or whose letters it has: words put beside a
 * sentence must not hide it.
 */
function sentenceActs(source: Field, whole: Vocabulary, sentence: Sentence): Act[] {
  const text = source.text.slice(sentence.start, sentence.end);
  const own = vocabularyOf(text, whole);
  const others = piecesOf(text, sentence)
    .filter(({ told }) => !ASIDE.test(told) && (own !== english || !isPlainEnglish(told)))
    .map(({ isFirst, ...piece }) => ({
      ...piece,
      vocabulary: isFirst
        ? vocabularyOfStart(piece.told, own)
        : vocabularyOf(hasGrammar(piece.told) ? piece.told : '', own),
    }))
    .filter(({ vocabulary, told }) => vocabulary !== own && isForeignTo(told, vocabulary, own))
    .concat(scriptsOf(text).map((vocabulary) => ({ vocabulary, part: sentence, told: text })))
    .filter(
      ({ vocabulary }, i, all) =>
        vocabulary !== own && all.findIndex((one) => one.vocabulary === vocabulary) === i,
    );
  const beside = others.flatMap(({ vocabulary, part }) =>
    ledActs(actsIn(source, vocabulary, part), (act) => isFramed(source, part, act, vocabulary)),
  );
  return [...actsIn(source, own, sentence), ...beside];
}

/** Begun or ended within brackets, it only explains. */
const ASIDE = /^\s*[(（]/;

/** Where another language may begin or end: its halves and its first quarter, with the part that is then read. */
function piecesOf(text: string, sentence: Sentence): Piece[] {
  const middle = middleOf(text);
  const quarter = middleOf(text.slice(0, middle + 1));
  return [
    { told: text.slice(0, middle), part: sentence, isFirst: true },
    { told: text.slice(0, quarter), part: sentence, isFirst: true },
    { told: text.slice(middle), part: { start: sentence.start + middle, end: sentence.end }, isFirst: false },
  ];
}
interface Piece {
  told: string;
  /** What is read when it is in another language. */
  part: Sentence;
  isFirst: boolean;
}

/** The acts at the beginning, and the grave ones that hang on them ("start a run to collect a payment"). */
function ledActs(acts: readonly Act[], isFirst: (act: Act) => boolean): Act[] {
  const sure = acts.filter(({ stated }) => stated !== 'loosely');
  const isLed = sure[0] !== undefined && isFirst(sure[0]);
  return sure.filter((act) => isFirst(act) || (isLed && GRAVE.has(act.verb)));
}

/** In a language whose verbs come first, at the very beginning of the part. */
const isLeading = (source: Field, part: Sentence, { span }: Act, vocabulary: Vocabulary) =>
  isSpacelessScript(vocabulary) ||
  NOTHING_SAID.test(source.original.slice(source.at(part.start), span.start));
const NOTHING_SAID = /^(?:\P{L}*(?:this|it|also|then|will|automatically|immediately)(?!\p{L}))*\P{L}*$/iu;

/** The same, or right after its frames. */
function isFramed(source: Field, part: Sentence, act: Act, vocabulary: Vocabulary): boolean {
  if (isLeading(source, part, act, vocabulary)) return true;
  const from = clause(source, vocabulary, part);
  const first = from.words[skipFrames(from, 0)];
  return first !== undefined && source.at(first.start) === act.span.start;
}

const formOf = ({ said }: Act) => (/^\p{L}+s\b/u.test(said) ? 's' : 'base');

/** "Lists the crates. Deletes the empty ones.": a harmless beginning does not speak for the sentence after it. */
const isGraver = (first: readonly Act[], act: Act) =>
  act.stated !== 'loosely' &&
  GRAVE.has(act.verb) &&
  !IS_TOLD.test(act.said) &&
  (first.some((one) => formOf(one) === formOf(act)) || isToldOfTool(act));
/** "Removes it from the queue and deletes its draft": said in the third person, whatever form the first sentence has. */
const isToldOfTool = (act: Act) => formOf(act) === 's' && LOSING.has(act.verb);
/** "Removal preference is associated …": a statement about a noun. */
const IS_TOLD = /^\p{L}+(?: \p{L}+){0,2} (?:is|are|was|were|will|must|may|can|should|has|have|does)\b/u;

/** "Works without a login": the next sentence says what for. */
const isHollow = ({ lemma }: Act) => lemma === 'work';

/** "Create a pipeline. Triggers a run on its branch.": what is made is also set going. */
const isSetGoing = (first: readonly Act[], act: Act) =>
  act.stated !== 'loosely' &&
  formOf(act) === 's' &&
  GOING.has(act.verb) &&
  !RUNS_ITSELF.test(act.said) &&
  RUNNABLE.some((sense) => act.head.has(sense)) &&
  first.every(({ verb }) => !LOOKING.has(verb));
/** "Runs as a job of the yard", "runs on the server": how the tool works. */
const RUNS_ITSELF =
  /^runs (?:as|in|on|at|via|under|asynchronously|synchronously|locally|entirely|server-side)\b/i;
const GOING: ReadonlySet<Act['verb']> = new Set<Act['verb']>(['deploy', 'run', 'start']);
const RUNNABLE = ['job', 'deployment', 'process', 'code', 'command', 'agent'] as const;
const LOOKING: ReadonlySet<Act['verb']> = new Set<Act['verb']>(['ask', 'compute', 'generate', 'read']);

/** "Crate figures. Adds a row to them.": what is named only by what it hands out may do more, said by the verb that a later sentence begins with. */
const isOnlyNamed = ({ lemma, verb }: Act) => verb === 'read' && (lemma === GUIDE || lemma === FIGURES);

/** What the first sentence that says anything says the tool does, and what graver thing the next one does; empty when none does. */
export function proseActs(source: Field): Act[] {
  const whole = vocabularyOf(source.text);
  const told = sentences(source.text, bodyEnd(source.text)).slice(0, PATIENCE);
  let named: Act[] = [];
  for (const [i, sentence] of told.entries()) {
    const first =
      named.length > 0 ? leadingActs(source, sentence, whole) : sentenceActs(source, whole, sentence);
    if (first.length === 0 || (first.every(isHollow) && i + 1 < told.length)) continue;
    if (first.every(isOnlyNamed)) {
      named = named.length > 0 ? named : first;
      continue;
    }
    const next = told[i + 1];
    const later = next === undefined ? [] : leadingActs(source, next, whole);
    return [...first, ...later.filter((act) => isGraver(first, act) || isSetGoing(first, act))];
  }
  return named;
}

/** Only where verbs stand first: elsewhere what follows a dash is as often a noun. */
const leadingActs = (source: Field, sentence: Sentence, whole: Vocabulary) =>
  isSpacelessScript(whole)
    ? []
    : ledActs(sentenceActs(source, whole, sentence), (act) => isLeading(source, sentence, act, whole)).filter(
        (_, i, [first]) => i === 0 || (first?.verb !== 'do' && first?.verb !== 'create'),
      );
