import type { ClassifierInput } from '#data/schema/classification.ts';
import type { Span } from '#data/schema/evidence.ts';
import type { Act } from './act.ts';
import { readActionValues } from './action-value.ts';
import { marked } from './author-mark.ts';
import { type Cues, findCues } from './cue.ts';
import { type Field, field, proseFields } from './field.ts';
import { vocabularyOf } from './language.ts';
import { isLiveInterface } from './live-interface.ts';
import { type NameReading, readName } from './name.ts';
import { type Parameter, readParameters } from './parameter.ts';
import { proseActs } from './prose.ts';
import { unknownAct } from './unknown-verb.ts';
import { EMPTY_WORDS, isSpecific, LOOKING, weigh } from './weigh.ts';

/** A definition, read once for all rules. */
export interface Reading {
  input: ClassifierInput;
  fields: readonly Field[];
  /** The description as it is read; empty when there is none. */
  description: string;
  name: NameReading;
  /** What a call does: the description's words first, the name's where it says none or a worse thing, then listed actions. */
  acts: readonly Act[];
  /** The author's read-only hint with the words that it settles; empty when it settles none. */
  settled: readonly Span[];
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

/** Where name and description speak of nothing but reading, an "operation" is what the result is filtered by. */
function isOnlyLooking(
  { act, isPlain }: NameReading,
  described: readonly Act[],
  parameters: readonly Parameter[],
): boolean {
  if (act?.verb !== 'read' || !isPlain) return false;
  if (described.length === 0)
    return (
      LOOKING.has(act.lemma) &&
      parameters.every(({ name, values }) => values.length === 0 || /^(?:mode|task)$/.test(name))
    );
  return described.every(({ verb, stated }) => verb === 'read' && stated !== 'loosely');
}

/** "Manage crates", where every choice of the argument is one of looking: the list says what managing is. */
const isListedOut = ({ verb }: Act, listed: readonly Act[], parameters: readonly Parameter[]) =>
  verb === 'manage' &&
  listed.length > 0 &&
  listed.every((act) => act.verb === 'read') &&
  parameters.some(({ values }) => values.length === listed.length);

/** What the description says; the title only where neither it nor the name says anything. */
function describedActs(prose: readonly Field[], { act, isPlain }: NameReading): Act[] {
  const [said = [], titled = []] = prose.toReversed().map(proseActs);
  const isNamed = act !== undefined && isPlain && !EMPTY_WORDS.has(act.verb);
  return said.length > 0 || (isNamed && prose.length > 1) ? said : titled.length > 0 ? titled : said;
}

/** What is left to go by where no verb of any list is said. */
function unspokenAct(prose: readonly Field[], name: NameReading): Act[] {
  const unknown = unknownAct(prose, name);
  return unknown.length === 0 && name.looking !== undefined ? [name.looking] : unknown;
}

export function read(input: ClassifierInput): Reading {
  const fields = proseFields(input);
  const own = fields.filter(({ path }) => !path.startsWith('server.'));
  const prose = own.filter(({ path }) => path !== 'name');
  const siblings = input.siblings ?? [];
  const name = readName(own[0] ?? field('name', input.name), siblings, input.server?.name ?? '');
  const parameters = readParameters(
    input.inputSchema,
    own.find(({ path }) => path === 'description'),
  );
  const described = describedActs(prose, name);
  const objects = new Set([...name.objects, ...described.flatMap((act) => [...act.objects])]);
  const listed = isOnlyLooking(name, described, parameters)
    ? []
    : readActionValues(input, parameters, prose, objects);
  const isInterface = isLiveInterface(fields, siblings);
  const weighed = weigh(described, name, isInterface).filter((act) => !isListedOut(act, listed, parameters));
  const stated = weighed.length + listed.length > 0 ? weighed : unspokenAct(prose, name);
  const { acts, settled } = marked(stated, input, parameters);
  return {
    input,
    fields,
    description: own.find(({ path }) => path === 'description')?.text ?? '',
    name,
    acts: [...acts, ...listed],
    settled,
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
