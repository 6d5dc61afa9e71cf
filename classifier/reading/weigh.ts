import type { Act } from './act.ts';
import { DEALING, GRAVE } from './grave-verb.ts';
import type { NameReading } from './name.ts';
import { FIGURES, GUIDE } from './told-thing.ts';

export const EMPTY_WORDS = new Set(['do', 'manage', 'ask']);

/** More than "does" or "manages". */
export function isSpecific(acts: readonly Act[]): boolean {
  return acts.some((act) => !EMPTY_WORDS.has(act.verb));
}

/** "Returns the created ledger": what was done shows only in its result. */
const DONE =
  /\b(?:the|a|an|newly)\s+(?:newly\s+)?(?:created|updated|modified|deleted|removed|added|saved|sent|uploaded|generated|cancell?ed|scheduled)\b/i;

/** Picked out of a noun phrase, or no verb at all. */
const isVague = ({ stated, lemma }: Act) => stated === 'loosely' || lemma === FIGURES;

/** The name's verb is surer than one that the description only seems to have, or than the handing back of what was done. */
const isSurerName = (prose: readonly Act[], { act: name, isPlain }: NameReading) =>
  name !== undefined &&
  isPlain &&
  !EMPTY_WORDS.has(name.verb) &&
  prose.every((act) => isVague(act) || (act.verb === 'read' && name.verb !== 'read' && DONE.test(act.said)));

/** Verbs of a name that leave no doubt, and what a description says of such a tool when it speaks of its subject only. */
export const LOOKING = new Set([
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
  prose.every(
    (act) => VAGUE.has(act.verb) || act.lemma === 'load' || (act.stated !== 'plainly' && act.verb !== 'read'),
  );

/** "Convert a table", of a tool that is named after making one: what is worked out is also kept. */
const isMaking = (prose: readonly Act[], { act: name, isPlain }: NameReading, first: number) =>
  name !== undefined &&
  isPlain &&
  (first === 0 || SETTING.has(name.lemma)) &&
  !QUIET.has(name.verb) &&
  prose.length > 0 &&
  prose.every(({ lemma, verb }) => WORKING.has(lemma) || (verb === 'generate' && name.verb === 'save'));
const WORKING = new Set([
  'draw',
  'plot',
  'cluster',
  'extract',
  'convert',
  'transform',
  'validate',
  'simulate',
  'render',
  'normalize',
  'normalise',
  'format',
  'round',
  'project',
  'rasterize',
  'enhance',
  'inform',
  'turn',
]);
/** Nothing but verbs, wherever they stand in a name. */
const SETTING = new Set(['create', 'add', 'set', 'update', 'insert', 'replace']);
const QUIET: ReadonlySet<string> = new Set(['read', 'compute', 'generate', 'do', 'ask', 'deploy', 'manage']);

/** "refund_policy", "deposit_address", "drop_rate": what is known of a matter, where the description only looks at it. */
const KNOWN =
  /[a-z][_-]?(?:polic(?:y|ies)|address(?:es)?|rates?|prices?|signals?|stats|statistics|eligibility|methods|schedule|calendar|report|summary|overview|limits?|volume|ratio|power)$/i;
const isKnownOf = (prose: readonly Act[], { said, verb, lemma }: Act) =>
  (DEALING.has(verb) || lemma === 'drop') &&
  KNOWN.test(said) &&
  prose.length > 0 &&
  prose.every((act) => act.verb === 'read' || act.verb === 'compute');

/** "Set the charge mode", of a tool named `charge_slowly`: a battery takes current, and nobody money. */
const CHARGED =
  /\s(?:charging|charge (?:mode|limit|level|port|current|amps|schedule|target|rate|state)|batter(?:y|ies))\b/i;
const isOfBattery = (prose: readonly Act[], { lemma }: Act) =>
  lemma === 'charge' && prose.some(({ said }) => CHARGED.test(said));

/** "List bridge port members", of a tool named `bridge_ports`: what the name says is what is looked at. */
const isRepeated = (prose: readonly Act[], { said: name, verb }: Act) => {
  const [first, ...rest] = name.toLowerCase().split(/[^a-z]+/);
  const phrase = [first, ...rest].join(' ').replace(/s$/, '');
  return (
    DEALING.has(verb) &&
    rest.length > 0 &&
    prose.some((act) => act.verb === 'read' && act.said.toLowerCase().includes(` ${phrase}`))
  );
};

/** "Guide for moving the pointer", "step-by-step procedure for …": text about what the name says. */
const isGuide = ([first]: readonly Act[]) => first?.lemma === GUIDE || first?.lemma === 'guide';

/** "Open crates by floor", "Complete view of a yard", "…, and its lower bound": words about what there is. */
const isOnlyTold = ({ stated, said }: Act) =>
  stated === 'loosely' || (stated === 'like-a-noun' && ADJECTIVE.test(said));
const ADJECTIVE = /^(?:open (?:\(|[a-z]+s\b)|complete (?!the\b|an?\b))/i;

/** "Ask the user to confirm the toll", of a tool named `confirm_toll`: it is the user who confirms. */
const isPut = (prose: readonly Act[], { verb }: Act) =>
  verb === 'accept' &&
  prose.length > 0 &&
  prose.every((act) => act.verb === 'ask' && act.stated === 'plainly');

/** The description outweighs the name, except where the name alone admits something severe or the description says nothing. */
export function weigh(prose: readonly Act[], reading: NameReading, isInterface: boolean): Act[] {
  const { act: name, isPlain, looking } = reading;
  if (name === undefined)
    return looking !== undefined && prose.length > 0 && prose.every(isOnlyTold) ? [looking] : [...prose];
  if (prose.length > 0 && (isSurerName(prose, reading) || isLookingUp(prose, reading))) return [name];
  if (isPut(prose, name)) return [...prose];
  if (isMaking(prose, reading, name.span.start)) return [name, ...prose];
  if (isInterface && name.verb === 'point' && !isGuide(prose)) return [name];
  if (isInterface && name.verb === 'actuate') return isGuide(prose) ? [...prose] : [name, ...prose];
  if (!isSpecific(prose))
    return EMPTY_WORDS.has(name.verb) && prose.length > 0 ? [...prose] : [name, ...prose];
  return isPlain &&
    GRAVE.has(name.verb) &&
    !isKnownOf(prose, name) &&
    !isRepeated(prose, name) &&
    !isOfBattery(prose, name)
    ? [...prose, name]
    : [...prose];
}
