import type { Category } from '#data/schema/classification.ts';
import { compareAnnotations } from '#data/taxonomy/annotations.ts';
import type { Finding } from '../finding.ts';
import { type Reading, UNKNOWN } from '../reading/reading.ts';
import { deciding, severity } from './category.ts';

/** How sure a label is, and why it is not surer. */
export interface Certainty {
  confidence: number;
  ambiguous: boolean;
  /** What a person should look at; empty when nothing. */
  doubts: string[];
}

/**
 * Each doubt takes its share off. The shares were fitted on 1,301 labelled tools of 122 servers, each server judged without the
 * English words that it alone uses, since the lists were written with these servers in sight; the fit is pulled towards a guess
 * that counts as ten tools. Hidden words and stubs are too rare there to be more than that guess, and the share of a missing
 * description is the rubric's ceiling of 0.75. With a fifth of the servers left out at a time this is no better than the guesses alone
 * (calibration error 0.019 against 0.014): what it says is right on average, not for a single tool.
 */
const SURE = 0.98;

interface Doubt {
  share: number;
  says: string;
  applies: boolean;
  isAmbiguous?: boolean;
}

function doubtsAbout(reading: Reading, found: readonly Finding[], category: Category): Doubt[] {
  const said = new Set(found.map(({ rule }) => rule.id));
  const prose = reading.acts.filter(({ source }) => source === 'prose');
  const isBare = !reading.input.description?.trim();
  const named = reading.acts.find(({ source }) => source === 'name');
  const isSevere = severity(category) > severity('Write');
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
    { share: 0.25, says: 'there is no description', applies: isBare },
    {
      share: 0.05,
      says: 'only the name says what a call does',
      applies: !isBare && prose.length === 0 && named !== undefined,
    },
    {
      share: 0.02,
      says: 'its name says nothing of what it does',
      applies: reading.name.act === undefined,
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
    {
      share: 0.24,
      says: 'it claims to change nothing, and its words say otherwise',
      applies: category !== 'Read' && said.has('claims-read-only'),
    },
    {
      share: 0.25,
      says: 'the annotations of its author say otherwise',
      applies: compareAnnotations(category, reading.input.annotations).some(
        ({ agreement }) => agreement === 'contradict',
      ),
    },
    {
      share: 0.3,
      says: 'it is described by hidden or hostile words',
      applies: said.has('hides-instructions'),
    },
    { share: 0.4, says: 'it says that it does nothing yet', applies: said.has('is-inert') },
    {
      share: 0.1,
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

export function certaintyOf(reading: Reading, found: readonly Finding[], category: Category): Certainty {
  const doubts = doubtsAbout(reading, found, category).filter(({ applies }) => applies);
  const confidence = doubts.reduce((left, { share }) => left * (1 - share), SURE);
  return {
    confidence: Math.round(Math.max(0.3, confidence) * 100) / 100,
    ambiguous: doubts.some(({ isAmbiguous }) => isAmbiguous === true),
    doubts: doubts.map(({ says }) => says),
  };
}
