import { type Familiarity, familiarity, latin, type Sample, sampleOf, score } from './familiarity.ts';
import { remembered } from './remembered.ts';
import { isPlain, isSpacelessScript, languageOfScript, middleOf, spacelessLanguages } from './script.ts';
import { type Vocabulary, vocabularies } from './vocabulary.ts';
import { isSpaceless } from './word.ts';

function known(language: string): Vocabulary {
  const found = vocabularies.get(language);
  if (found === undefined)
    throw new Error(`There is no word list for ${language} in data/taxonomy/lexicon/.`);
  return found;
}

export const english = known('en');
const foreign = latin.filter((vocabulary) => vocabulary !== english);

/** The vocabularies of the scripts without spaces that a text has letters of, however few. */
export const scriptsOf = (text: string): Vocabulary[] => spacelessLanguages(text).map(known);

/** So many words of English grammar, and no more of any other. */
function isMostlyEnglish({ grammar }: Sample, least: number): boolean {
  const own = grammar.get(english) ?? 0;
  return own >= least && [...grammar.values()].every((count) => count <= own);
}

/** Plain letters, and as many words of English grammar as of any other: no other language need be looked for. */
const isPlainEnglishSample = (sample: Sample) => sample.isPlain && isMostlyEnglish(sample, 1);
export const isPlainEnglish = (text: string) => isPlain(text) && isPlainEnglishSample(sampleOf(text));

/** It has a word of grammar of some language, or letters beyond a to z. */
export const hasGrammar = (text: string) => !isPlain(text) || sampleOf(text).grammar.size > 0;

/** Whether a part of a text is in this language rather than in the text's own: by its letters, else by its words. */
export function isForeignTo(text: string, vocabulary: Vocabulary, own: Vocabulary): boolean {
  if (isSpacelessScript(vocabulary) || vocabulary.lexicon.script !== own.lexicon.script) return true;
  const sample = sampleOf(text);
  return score(familiarity(sample, vocabulary)) > score(familiarity(sample, own));
}

const SENTENCE_END = /[.!?。！？]\s*/u;
const MAX_PARTS = 3;

/**
 * The vocabularies of a text that may be put together from several languages: of all of it, of its halves, of its scripts. In plain letters
 * without a word of anybody's grammar it is too short to be put together.
 */
export function vocabulariesOf(text: string, sample: Sample): Vocabulary[] {
  if (isPlainEnglishSample(sample)) return [english];
  if (sample.isPlain && sample.grammar.size === 0) return [vocabularyOf(text)];
  const middle = middleOf(text);
  return [
    ...new Set([
      vocabularyOf(text),
      ...text.split(SENTENCE_END, MAX_PARTS).map((part) => vocabularyOf(part)),
      vocabularyOf(text.slice(0, middle)),
      vocabularyOf(text.slice(middle)),
      ...scriptsOf(text),
    ]),
  ];
}

const HEAD_LENGTH = 200;
const ENOUGH = 2.25;
const ENOUGH_OF_START = 2;

/** English unless another language of Latin letters has more function words, or (in a few words) more that is known there. */
function byWords(text: string, otherwise: Vocabulary, enough: number): string | undefined {
  const sample = sampleOf(text.slice(0, HEAD_LENGTH));
  if (isMostlyEnglish(sample, 2)) return 'en';
  const own = familiarity(sample, english);
  if (isForeignSilent(sample) && isEnglishEnough(own, otherwise, enough)) return 'en';
  const others = foreign.map((vocabulary) => familiarity(sample, vocabulary));
  const best = others.reduce((left, right) => (score(right) > score(left) ? right : left));
  if (score(own) >= score(best)) return score(own) >= enough ? 'en' : undefined;
  if (score(best) < enough) return undefined;
  const isDoubtful = best.accents === 0 && best.functionWords === 0;
  const isOwn = own.isVerbFirst || own.functionWords > 0 || !best.isVerbFirst || best.known <= own.known;
  return isDoubtful && isOwn ? 'en' : best.language;
}

const isForeignSilent = ({ isPlain, grammar }: Sample) =>
  isPlain && [...grammar.keys()].every((one) => one === english);

/** Without accents and without a word of another grammar no other language can win against this: it need not be looked for. */
const isEnglishEnough = (own: Familiarity, otherwise: Vocabulary, enough: number) =>
  (own.isVerbFirst || own.functionWords > 0) && (score(own) >= enough || otherwise === english);

const FEW = 4;

/** Several words, and none of the grammar of a language that has a word list: nobody here can read it. */
export function isUnread(text: string): boolean {
  const { words, grammar } = sampleOf(text.slice(0, HEAD_LENGTH));
  return words.length >= FEW && grammar.size === 0 && vocabularyOf(text) === english;
}

function findVocabulary(text: string, otherwise: Vocabulary, enough: number): Vocabulary {
  const language = languageOfScript(text) ?? byWords(text, otherwise, enough);
  const found = language === undefined ? undefined : vocabularies.get(language);
  if (found !== undefined) return found;
  const isForeign = isSpacelessScript(otherwise) ? !isSpaceless(text) : isLatinIn(otherwise, text);
  return isForeign ? english : otherwise;
}

const isLatinIn = ({ lexicon }: Vocabulary, text: string) =>
  lexicon.script === 'cyrillic' && !/\p{Script=Cyrillic}/u.test(text);

/** A text is asked about several times while its tool is read, and parameters of one server are described alike. */
const MOST_KEPT = 64;
const finding = (enough: number) =>
  new Map(
    [...vocabularies.values()].map((otherwise) => [
      otherwise,
      remembered((text) => findVocabulary(text, otherwise, enough), MOST_KEPT),
    ]),
  );
const ofText = finding(ENOUGH);
const ofStart = finding(ENOUGH_OF_START);

/**
 * The vocabulary for a text: by its letters, then by its function words; `otherwise` where nothing speaks for a language. A sentence is
 * asked for itself, because a foreign sentence put beside it must not hide what it says.
 */
export const vocabularyOf = (text: string, otherwise: Vocabulary = english): Vocabulary =>
  ofText.get(otherwise)?.(text) ?? otherwise;

/** The same for the beginning of a sentence: where its verb stands, less must speak for a language. */
export const vocabularyOfStart = (text: string, otherwise: Vocabulary): Vocabulary =>
  ofStart.get(otherwise)?.(text) ?? otherwise;
