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
