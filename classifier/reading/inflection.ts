import type { Lexicon } from '#data/taxonomy/lexicon.ts';

export type VerbForm = 'base' | 's' | 'ing';

const VOWEL = /[aeiou]/;

function thirdPerson(verb: string): string {
  if (/(s|x|z|ch|sh|o)$/.test(verb)) return `${verb}es`;
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`;
  return `${verb}s`;
}

/** A short final syllable doubles its consonant: "drop" → "dropping", "wait" → "waiting". */
const doubles = (verb: string) =>
  /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(verb) ||
  [
    'submit',
    'commit',
    'refer',
    'transfer',
    'cancel',
    'forget',
    'unpin',
    'unset',
    'reset',
    'rerun',
    'format',
  ].includes(verb);

function gerunds(verb: string): string[] {
  if (/[^eoy]e$/.test(verb) && VOWEL.test(verb.slice(0, -1))) return [`${verb.slice(0, -1)}ing`];
  if (doubles(verb)) return [`${verb}${verb.at(-1)}ing`, `${verb}ing`];
  return [`${verb}ing`];
}

/** The present forms of an English verb or verb phrase, inflected at its first word ("look up" → "looks up", "looking up"). */
export function forms(lemma: string): [string, VerbForm][] {
  const [verb = lemma, ...rest] = lemma.split(' ');
  const phrase = (first: string) => [first, ...rest].join(' ');
  return [
    [lemma, 'base'],
    [phrase(thirdPerson(verb)), 's'],
    ...gerunds(verb).map((gerund): [string, VerbForm] => [phrase(gerund), 'ing']),
  ];
}

/** The regular plural of an English noun or noun phrase. */
export const plural = (noun: string) => thirdPerson(noun);

/** What a word of a verb's stem is by its ending: a finite form, an infinitive, the name of the act, or no verb. */
export type Inflected = 'finite' | 'infinitive' | 'name' | 'none';
/** Undefined where the list says nothing of endings. */
export type Endings = ((tail: string) => Inflected) | undefined;

const ending = (list: readonly string[] = []) =>
  new RegExp(list.length === 0 ? '[]' : `(?:${list.join('|')})$`, 'v');

/** Tells by what stands behind the stem. */
export function endingsOf(listed: Lexicon['endings']): Endings {
  if (listed === undefined) return undefined;
  const [infinitive, participle] = [ending(listed.infinitive), ending(listed.participle)];
  const [noun, finite] = [ending(listed.noun), listed.finite && ending(listed.finite)];
  return (tail) => {
    if (participle.test(tail)) return 'none';
    if (noun.test(tail)) return 'name';
    if (infinitive.test(tail)) return 'infinitive';
    return finite === undefined || finite.test(tail) ? 'finite' : 'name';
  };
}

/**
 * The forms of a German separable verb, given as prefix, infinitive and (where its vowel changes) third person: "hoch|laden|lädt" →
 * "hochladen", "hochzuladen", "lade ~ hoch", "lädt ~ hoch" and so on.
 */
export function separable(verb: string): string[] {
  const [prefix = '', infinitive = '', third = thirdOf(infinitive)] = verb.split('|');
  const stem = infinitive.replace(/e?n$/, '');
  const finite = new Set([stem, `${stem}e`, third, infinitive]);
  return [
    prefix + infinitive,
    `${prefix}zu${infinitive}`,
    ...[...finite].map((form) => `${form} ~ ${prefix}`),
  ];
}

function thirdOf(infinitive: string): string {
  const stem = infinitive.replace(/e?n$/, '');
  return /[dt]$/.test(stem) ? `${stem}et` : `${stem}t`;
}

/** Verbs that are joined have the same form: "créer et supprimer", "crée et supprime". */
export const formOf = (inflected: Inflected | undefined): VerbForm =>
  inflected === undefined || inflected === 'infinitive' ? 'base' : 's';
