import type { ClassifierInput } from '#data/schema/classification.ts';
import type { Span } from '#data/schema/evidence.ts';
import type { ObjectSense } from '#data/taxonomy/lexicon.ts';
import type { Act } from './act.ts';
import { readActionValues } from './action-value.ts';
import { clause } from './clause.ts';
import { clauseActs } from './clause-act.ts';
import { type Cues, findCues } from './cue.ts';
import { cite, type Field, field, proseFields } from './field.ts';
import {
  english,
  isForeignTo,
  isPlainEnglish,
  isSpacelessScript,
  middleOf,
  scriptsOf,
  vocabularyOf,
} from './language.ts';
import { isLiveInterface } from './live-interface.ts';
import { type NameReading, readName } from './name.ts';
import { type Parameter, readParameters } from './parameter.ts';
import { bodyEnd, type Sentence, sentences } from './sentence.ts';
import { spacelessActs } from './spaceless.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A definition, read once for all rules. */
export interface Reading {
  input: ClassifierInput;
  fields: readonly Field[];
  /** The description as it is read; empty when there is none. */
  description: string;
  name: NameReading;
  /** What a call does: the description's words first, the name's where it says none or a worse thing, then listed actions. */
  acts: readonly Act[];
  /** What only the name says, when the description says something else. */
  contradicted: Act | undefined;
  parameters: readonly Parameter[];
  /** Phrases of the definition itself. */
  cues: Cues;
  /** Phrases of the server's own words and the siblings. */
  surroundings: Cues;
  language: string;
  /** What the server works on is a running interface. */
  isInterface: boolean;
}

/** How many sentences may pass before one says what the tool does. */
const PATIENCE = 3;
const SEVERE = new Set([
  'delete',
  'destroy',
  'cancel',
  'revoke',
  'pay',
  'purchase',
  'trade',
  'withdraw',
  'transfer',
]);
const EMPTY_WORDS = new Set(['do', 'manage', 'ask']);

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
    .filter(({ told }) => own !== english || !isPlainEnglish(told))
    .map((piece) => ({ ...piece, vocabulary: vocabularyOf(piece.told, own) }))
    .filter(
      ({ vocabulary, told }) => vocabulary !== own && (own !== english || isForeignTo(told, vocabulary)),
    )
    .concat(scriptsOf(text).map((vocabulary) => ({ vocabulary, part: sentence, told: text })))
    .filter(
      ({ vocabulary }, i, all) =>
        vocabulary !== own && all.findIndex((one) => one.vocabulary === vocabulary) === i,
    );
  const beside = others.flatMap(({ vocabulary, part }) =>
    actsIn(source, vocabulary, part).filter(
      (act) => act.isLoose !== true && isLeading(source, part, act, vocabulary),
    ),
  );
  return [...actsIn(source, own, sentence), ...beside];
}

/** Where another language may begin or end: its halves and its first quarter, with the part that is then read. */
function piecesOf(text: string, sentence: Sentence): { told: string; part: Sentence }[] {
  const middle = middleOf(text);
  const quarter = middleOf(text.slice(0, middle + 1));
  return [
    { told: text.slice(0, middle), part: sentence },
    { told: text.slice(0, quarter), part: sentence },
    { told: text.slice(middle), part: { start: sentence.start + middle, end: sentence.end } },
  ];
}

/** In a language whose verbs come first, at the very beginning of the part. */
const isLeading = (source: Field, part: Sentence, { span }: Act, vocabulary: Vocabulary) =>
  isSpacelessScript(vocabulary) || !/\p{L}/u.test(source.original.slice(source.at(part.start), span.start));

function proseActs(source: Field): Act[] {
  const whole = vocabularyOf(source.text);
  for (const sentence of sentences(source.text, bodyEnd(source.text)).slice(0, PATIENCE)) {
    const acts = sentenceActs(source, whole, sentence);
    if (acts.length > 0) return acts;
  }
  return [];
}

/** A text that says what is done in a word of no list: "Inject a …" changes something, whatever it may be. */
function unknownAct(prose: readonly Field[], name: NameReading): Act[] {
  if (name.act !== undefined) return [];
  const found = prose.map(unknownVerb).find((span) => span !== undefined);
  if (found === undefined) return [];
  const nothing: ReadonlySet<ObjectSense> = new Set();
  const act = {
    verb: 'manage',
    lemma: UNKNOWN,
    source: 'prose',
    rest: '',
    span: found,
    said: found.quote,
  } as const;
  return [{ ...act, objects: nothing, head: nothing, context: nothing }];
}

/** The lemma of a verb that no list has. */
export const UNKNOWN = '';
const IMPERATIVE = /^\s*([A-Z][a-z]+) (?:an?|the|all|your|any|one|this|multiple) [a-z]/;

function unknownVerb(source: Field): Span | undefined {
  const match = IMPERATIVE.exec(source.text);
  if (match === null || vocabularyOf(source.text) !== english || NO_VERB.test(match[1] ?? ''))
    return undefined;
  const start = match.index + match[0].indexOf(match[1] ?? '');
  const [sentence] = sentences(source.text, bodyEnd(source.text));
  const end = Math.min(sentence?.end ?? source.text.length, start + MAX_UNKNOWN);
  return cite(source, start, end);
}
const NO_VERB =
  /^(?:About|After|All|Also|And|Any|As|At|Before|Both|By|Current|During|Every|For|From|Given|How|If|In|Into|Is|Like|Of|On|Only|Or|Over|Per|Provided|Since|Some|That|The|These|This|Those|To|Under|Unless|Until|Via|What|When|Where|Which|While|Who|Why|With|Within|Without|You)$/;
const MAX_UNKNOWN = 60;

function isSpecific(acts: readonly Act[]): boolean {
  return acts.some((act) => !EMPTY_WORDS.has(act.verb));
}

/** "Returns the created ledger": what was done shows only in its result. */
const DONE =
  /\b(?:the|a|an|newly)\s+(?:newly\s+)?(?:created|updated|modified|deleted|removed|added|saved|sent|uploaded|generated|cancell?ed|scheduled)\b/i;

/** The name's verb is surer than one that the description only seems to have, or than the handing back of what was done. */
const isSurerName = (prose: readonly Act[], { act: name, isPlain }: NameReading) =>
  name !== undefined &&
  isPlain &&
  !EMPTY_WORDS.has(name.verb) &&
  prose.every(
    (act) => act.isLoose === true || (act.verb === 'read' && name.verb !== 'read' && DONE.test(act.said)),
  );

/** Verbs of a name that leave no doubt, and what a description says of such a tool when it speaks of its subject only. */
const LOOKING = new Set([
  'get',
  'list',
  'search',
  'find',
  'fetch',
  'show',
  'describe',
  'count',
  'lookup',
  'view',
  'read',
]);
const VAGUE: ReadonlySet<string> = new Set(['manage', 'download', 'do']);
const isLookingUp = (prose: readonly Act[], { act: name, isPlain }: NameReading) =>
  name !== undefined &&
  isPlain &&
  LOOKING.has(name.lemma) &&
  prose.every((act) => VAGUE.has(act.verb) || (act.isNounLike === true && act.verb !== 'read'));

/** "Convert a table", of a tool that is named after making one: what is worked out is also kept. */
const isMaking = (prose: readonly Act[], { act: name, isPlain }: NameReading, first: number) =>
  name !== undefined &&
  isPlain &&
  first === 0 &&
  !QUIET.has(name.verb) &&
  prose.length > 0 &&
  prose.every(({ lemma }) => WORKING.has(lemma));
const WORKING = new Set([
  'convert',
  'transform',
  'validate',
  'simulate',
  'render',
  'normalize',
  'normalise',
  'format',
]);
const QUIET: ReadonlySet<string> = new Set(['read', 'compute', 'generate', 'do', 'ask', 'deploy', 'manage']);

/** The description outweighs the name, except where the name alone admits something severe or the description says nothing. */
function weigh(prose: readonly Act[], reading: NameReading, isInterface: boolean): Act[] {
  const { act: name, isPlain } = reading;
  if (name === undefined) return [...prose];
  if (prose.length > 0 && (isSurerName(prose, reading) || isLookingUp(prose, reading))) return [name];
  if (isMaking(prose, reading, name.span.start)) return [name, ...prose];
  if (isInterface && name.verb === 'point') return [name];
  if (isInterface && name.verb === 'actuate') return [name, ...prose];
  if (!isSpecific(prose))
    return EMPTY_WORDS.has(name.verb) && prose.length > 0 ? [...prose] : [name, ...prose];
  return isPlain && SEVERE.has(name.verb) ? [...prose, name] : [...prose];
}

/** Where name and description speak of nothing but reading, an "operation" is what the result is filtered by. */
function isOnlyLooking(
  { act, isPlain }: NameReading,
  described: readonly Act[],
  parameters: readonly Parameter[],
): boolean {
  if (act?.verb !== 'read' || !isPlain) return false;
  if (described.length === 0)
    return LOOKING.has(act.lemma) && parameters.every(({ values }) => values.length === 0);
  return described.every(({ verb, isLoose }) => verb === 'read' && isLoose !== true);
}

/** What the description says; the title only where neither it nor the name says anything. */
function describedActs(prose: readonly Field[], { act, isPlain }: NameReading): Act[] {
  const [said = [], titled = []] = prose.toReversed().map(proseActs);
  const isNamed = act !== undefined && isPlain && !EMPTY_WORDS.has(act.verb);
  return said.length > 0 || (isNamed && prose.length > 1) ? said : titled.length > 0 ? titled : said;
}

export function read(input: ClassifierInput): Reading {
  const fields = proseFields(input);
  const own = fields.filter(({ path }) => !path.startsWith('server.'));
  const prose = own.filter(({ path }) => path !== 'name');
  const siblings = input.siblings ?? [];
  const name = readName(own[0] ?? field('name', input.name), siblings, input.server?.name ?? '');
  const parameters = readParameters(input.inputSchema);
  const described = describedActs(prose, name);
  const objects = new Set([...name.objects, ...described.flatMap((act) => [...act.objects])]);
  const listed = isOnlyLooking(name, described, parameters)
    ? []
    : readActionValues(input, parameters, prose, objects);
  const isInterface = isLiveInterface(fields, siblings);
  const weighed = weigh(described, name, isInterface);
  const stated = weighed.length + listed.length > 0 ? weighed : unknownAct(prose, name);
  return {
    input,
    fields,
    description: own.find(({ path }) => path === 'description')?.text ?? '',
    name,
    acts: [...stated, ...listed],
    contradicted:
      name.act !== undefined && !stated.includes(name.act) && isSpecific(described) ? name.act : undefined,
    parameters,
    cues: findCues([...own, ...parameters.flatMap(({ description }) => description ?? [])]),
    surroundings: findCues([
      ...fields.filter(({ path }) => path.startsWith('server.')),
      ...(siblings.length > 0 ? [field('siblings', siblings.join('\n'))] : []),
    ]),
    isInterface,
    language: vocabularyOf(prose.at(-1)?.text ?? '').lexicon.language,
  };
}
