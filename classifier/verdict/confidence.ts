import type { Category } from '#data/schema/classification.ts';
import { compareAnnotations } from '#data/taxonomy/annotations.ts';
import type { VerbSense } from '#data/taxonomy/lexicon.ts';
import type { Finding } from '../finding.ts';
import { isUnread } from '../reading/language.ts';
import type { Reading } from '../reading/reading.ts';
import { UNKNOWN } from '../reading/unknown-verb.ts';
import type { Vote } from '../second-vote/vote.ts';
import { deciding, severity } from './category.ts';
import { consent, dissent } from './consent.ts';

/** How sure a label is, and why it is not surer. */
export interface Certainty {
  confidence: number;
  ambiguous: boolean;
  /** What a person should look at; empty when nothing. */
  doubts: string[];
}

/**
 * How often a label without any doubt is right where nobody looked at the tool before: set by hand, not fitted. On 740 labelled tools of
 * 81 servers, read before any word list was widened for them, it was Financial 100, Destructive 96, Write 96 and Read 98 %, of tools
 * that no doubt applies to; the values lie a little below. Write is what is left when no rule for something worse knows a word.
 */
const BASE: Record<Category, number> = {
  Financial: 0.97,
  Destructive: 0.96,
  Execute: 0.96,
  Write: 0.96,
  Read: 0.98,
};

/**
 * Each doubt takes its share off. Most shares were fitted on 1,301 labelled tools of 122 servers, each server judged without the
 * English words that it alone uses; the fit is pulled towards a guess that counts as ten tools. Those of a silent name, a means
 * without a purpose, a free choice, a removal, a loss and a hint that says "changes" follow how often each was wrong among the 740
 * tools above. Hidden words and stubs are too rare to be more than a guess; the share of a missing description is the rubric's 0.75.
 */
interface Doubt {
  share: number;
  says: string;
  applies: boolean;
  isAmbiguous?: boolean;
  /** Nothing makes it surer than this (rubric, section 2). */
  ceiling?: number;
}

/** A definition at odds with itself goes to a person, however sure the readers are (rubric, tie-break c). */
const CONTRADICTED = 0.8;

/** Verbs of losing that are as often said of an entry, a view or a default. */
const SHIFTING: ReadonlySet<VerbSense> = new Set<VerbSense>(['clear', 'remove', 'reset']);

/** Too rare among the labelled tools to be fitted: as much as a missing description takes off. */
const UNREAD = 0.25;

/** What the definition leaves unsaid. */
function doubtsOfReading(reading: Reading, category: Category): Doubt[] {
  const prose = reading.acts.filter(({ source }) => source === 'prose');
  const isBare = !reading.input.description?.trim();
  const named = reading.acts.find(({ source }) => source === 'name');
  return [
    {
      share: 0.59,
      says: 'no word of the definition says what a call does',
      applies: reading.acts.length === 0,
      isAmbiguous: true,
    },
    {
      share: 0.5,
      says: 'the verb of its description is in no word list',
      applies: reading.acts.some(({ lemma }) => lemma === UNKNOWN),
      isAmbiguous: true,
    },
    { share: 0.25, says: 'there is no description', applies: isBare, ceiling: 0.75 },
    {
      share: UNREAD,
      says: 'its description is in a language without a word list',
      applies: prose.length === 0 && isUnread(reading.description),
      isAmbiguous: true,
    },
    {
      share: 0.05,
      says: 'only the name says what a call does',
      applies: !isBare && prose.length === 0 && named !== undefined,
    },
    {
      share: category === 'Read' ? 0.19 : 0.02,
      says: 'its name says nothing of what it does',
      applies: reading.name.act === undefined,
    },
  ];
}

/** What the acts that it names leave open. */
function doubtsOfActs(reading: Reading, category: Category): Doubt[] {
  const isInProse = reading.acts.some(({ source }) => source === 'prose');
  return [
    {
      share: 0.4,
      says: 'it is said to use something, and not what for',
      applies: category === 'Read' && isInProse && reading.acts.every(({ verb }) => verb === 'do'),
    },
    {
      share: 0.3,
      says: 'an argument chooses what is done, and nothing lists the choices',
      applies: isChosenFreely(reading, category),
    },
    {
      share: 0.18,
      says: 'what is removed, cleared or reset may be a thing or only its place, a view or a setting',
      applies: reading.acts.length > 0 && reading.acts.every(({ verb }) => SHIFTING.has(verb)),
    },
    {
      share: 0.25,
      says: 'its verb is one of building or releasing, and nothing that runs is named',
      applies: category === 'Write' && reading.acts.some(({ verb }) => verb === 'deploy'),
    },
    {
      share: 0.07,
      says: 'the description says only "manage" and names no action',
      applies:
        category === 'Write' &&
        reading.acts.every(({ verb, lemma }) => verb === 'manage' && lemma !== UNKNOWN),
      isAmbiguous: true,
    },
    {
      share: 0.16,
      says: 'name and description say different things',
      applies: reading.contradicted !== undefined && isDifferent(reading, category),
    },
  ];
}

/** Arguments that hold the deed itself. */
const DEED = /^(?:actions?|operations?|method|commands?|script|requests?|payload|instructions?)$/i;

function isChosenFreely({ parameters, acts }: Reading, category: Category): boolean {
  const isMild = category === 'Read' || category === 'Write';
  const isListed = acts.some(({ source }) => source === 'enum');
  return (
    isMild &&
    !isListed &&
    parameters.some(
      ({ name, values, types }) => DEED.test(name) && values.length === 0 && !types.has('boolean'),
    )
  );
}

/** What speaks against the label although something was said. */
function doubtsOfFindings(reading: Reading, found: readonly Finding[], category: Category): Doubt[] {
  const said = new Set(found.map(({ rule }) => rule.id));
  const isSevere = severity(category) > severity('Write');
  return [
    {
      share: 0.24,
      says: 'it claims to change nothing, and its words say otherwise',
      ceiling: CONTRADICTED,
      applies: category !== 'Read' && said.has('claims-read-only'),
    },
    {
      share: 0.25,
      says: 'the annotations of its author say otherwise',
      ceiling: CONTRADICTED,
      applies: compareAnnotations(category, reading.input.annotations).some(
        ({ agreement }) => agreement === 'contradict',
      ),
    },
    {
      share: 0.4,
      says: 'its author marks it as one that changes something',
      applies: category === 'Read' && reading.input.annotations?.readOnlyHint === false,
    },
    {
      share: 0.2,
      says: 'it speaks of a loss, and no act of losing was read',
      applies: category === 'Write' && said.has('cannot-be-undone'),
    },
    {
      share: 0.3,
      says: 'it is described by hidden or hostile words',
      ceiling: CONTRADICTED,
      applies: said.has('hides-instructions'),
    },
    { share: 0.4, says: 'it says that it does nothing yet', applies: said.has('is-inert'), ceiling: 0.6 },
    {
      share: 0.04,
      says: 'what is run decides what happens',
      applies: category === 'Execute' && deciding(found, category).length === 1,
    },
    {
      share: 0.17,
      says: 'several acts of different kinds are named',
      applies: isSevere && isMixed(reading, found, category),
    },
  ];
}

/** The name alone points at a reading that the label does not have. */
function isDifferent(reading: Reading, category: Category): boolean {
  const verb = reading.contradicted?.verb;
  const isReading = verb === 'read' || verb === 'compute';
  return isReading !== (category === 'Read');
}

/** Execution beside plain reading in one sentence: which of the two is meant is often open. */
const isMixed = (reading: Reading, found: readonly Finding[], category: Category) =>
  category === 'Execute' && reading.acts.length > 1 && found.some(({ rule }) => rule.id === 'only-reads');

const LEAST = 0.3;
/** Two readings are left (rubric, tie-break d). */
const AMBIGUOUS = 0.7;

/** The second vote, where one is asked, moves the rules' own confidence; it never moves the label. */
export function certaintyOf(
  reading: Reading,
  found: readonly Finding[],
  category: Category,
  vote: Vote | null,
): Certainty {
  const doubts = [
    ...doubtsOfReading(reading, category),
    ...doubtsOfActs(reading, category),
    ...doubtsOfFindings(reading, found, category),
  ].filter(({ applies }) => applies);
  const own = doubts.reduce((left, { share }) => left * (1 - share), BASE[category]);
  const together = vote === null ? own : consent(category, own, vote[category]);
  const ambiguous = doubts.some(({ isAmbiguous }) => isAmbiguous === true);
  const ceiling = Math.min(...doubts.map((doubt) => doubt.ceiling ?? 1), ambiguous ? AMBIGUOUS : 1);
  return {
    // Four places: what a single word is worth still shows where nearly nothing is in doubt.
    confidence: Math.floor(Math.min(ceiling, Math.max(LEAST, together)) * 1e4) / 1e4,
    ambiguous,
    doubts: [...doubts.map(({ says }) => says), ...(vote === null ? [] : dissent(category, vote))],
  };
}
