import type { ClassifierInput } from '#data/schema/classification.ts';
import type { ObjectSense } from '#data/taxonomy/lexicon.ts';
import { isObject } from '../json-schema.ts';
import type { Act } from './act.ts';
import { cite, type Field, field } from './field.ts';
import { findHits } from './hit.ts';
import { english } from './language.ts';
import { nameVerb, verbsOf } from './name-verb.ts';
import type { Parameter } from './parameter.ts';
import { nameParts } from './word.ts';

/** Names of arguments whose value chooses what the tool does. */
const CHOOSER =
  /^(?:action|actions|operation|operations|method|op|command|subcommand|verb|mode|task|crud|request_?type|operation_?type|action_?type)$/i;
const HTTP_VERB = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;
/** How prose lists them: `action="remove"`, `'remove_user'`, `- remove:`, `**remove**`. */
const LISTED = /(?:["'`]|\*\*|(?:^|\n)\s*[-*•]\s*)([a-z]+(?:[_-][a-z]+)*)(?=["'`]|\*\*|\s*[:(—–-])/g;
const LIST_HEAD =
  /\b(?:actions?|operations?|methods?|modes?|commands?)\b[^.:=\n]{0,40}[:=]\s*((?:[a-z_]+(?:\s*[,/|]\s*|\s+(?:and|or)\s+)){1,12}[a-z_]+)/gi;

/** Verbs joined by slashes: "update/delete". */
const SLASHED = /\b[a-z]{3,}(?:\/[a-z]{3,}){1,8}\b/g;

/** Verbs in brackets: "(create, update, delete)". */
const BRACKETED = /\(((?:[a-z_]{3,}(?:,? (?:and|or) |[,/|] ?)){1,10}[a-z_]{3,})\)/g;

/** Three verbs or more behind a colon: "the winch: start, stop, restart". */
const AFTER_COLON = /:\s((?:[a-z_]{3,}(?:, (?:and |or )?| and | or )){2,12}[a-z_]{3,})\b/g;

/** Calls with their results: "drop(name) -> {ok}", one to a line or one after another. */
const CALLED = /(?:^|[\n\s|])([a-z]+(?:_[a-z]+)*)(?=\([^()\n]{0,200}\)\s*(?:->|→|—|–|-|:|\n|$))/g;

const isChooser = (parameter: Parameter) =>
  CHOOSER.test(parameter.name) && !parameter.values.some((value) => HTTP_VERB.test(value));

type Listed = { source: Field; start: number; text: string };

/** Without a schema only the prose can say that an action is chosen. */
const ACTIONS = /\b(?:actions?|operations?|modes?|subcommands?)\s*:/i;
const isUnknown = ({ inputSchema, description }: ClassifierInput) =>
  !isObject(inputSchema?.properties) && ACTIONS.test(description ?? '');

/** Each value of an enum, in the JSON text of that enum. */
const enumValues = ({ choices }: Parameter): Listed[] =>
  choices.flatMap(({ path, json, values }) => {
    const source = field(path, json);
    return values.flatMap((text) => {
      const start = source.text.indexOf(`"${text}"`) + 1;
      return start > 0 ? [{ source, start, text }] : [];
    });
  });

/** What the pattern's first group finds. */
const matched = (source: Field, pattern: RegExp): Listed[] =>
  [...source.text.matchAll(pattern)].flatMap((match) =>
    match[1] === undefined
      ? []
      : [{ source, start: match.index + match[0].indexOf(match[1]), text: match[1] }],
  );

/** Each word of the lists that the pattern's first group (or all of it) finds. */
const wordsOf = (source: Field, pattern: RegExp): Listed[] =>
  [...source.text.matchAll(pattern)].flatMap((match) => {
    const list = match[1] ?? match[0];
    const offset = match.index + match[0].lastIndexOf(list);
    return [...list.matchAll(/[a-z_]+/gi)].map(({ index, 0: text }) => ({
      source,
      start: offset + index,
      text,
    }));
  });

function proseValues(source: Field): Listed[] {
  const called = matched(source, CALLED);
  if (called.length > 1) return called;
  const lists = [LIST_HEAD, SLASHED, BRACKETED, AFTER_COLON].flatMap((pattern) => wordsOf(source, pattern));
  return [...matched(source, LISTED), ...lists];
}

/** Beside a verb these name nothing: "delete_all", "batch_delete", "get_by_id". */
const HOW_MANY = /^(?:all|many|multiple|batch|bulk|mass|single|one|by|ids?|now|permanently)$/;

function valueAct({ source, start, text }: Listed, objects: ReadonlySet<ObjectSense>): Act | undefined {
  const parts = nameParts(text);
  const hits = findHits(english, parts);
  const ending = verbsOf(hits, 0).filter(({ hit }) => hit.first === 0 || hit.last === parts.length - 1);
  const found = nameVerb(ending, 0, parts);
  if (found === undefined) return undefined;
  const { entry } = found;
  const own = hits.flatMap((hit) => hit.entries.flatMap((one) => (one.kind === 'object' ? [one.sense] : [])));
  const isNamed = parts.some(
    ({ text: part }, at) => (at < found.hit.first || at > found.hit.last) && !HOW_MANY.test(part),
  );
  return {
    verb: entry.sense,
    lemma: entry.lemma,
    source: 'enum',
    objects: new Set([...objects, ...own]),
    head: new Set(isNamed ? own : [...objects, ...own]),
    context: new Set(),
    rest: '',
    span: cite(source, start, start + text.length),
    said: text,
    stated: 'plainly',
  };
}

/** A name in code marks is no action where it is an argument's or another tool's. */
function isOtherName({ siblings }: ClassifierInput, parameters: readonly Parameter[]) {
  const taken = new Set([...(siblings ?? []), ...parameters.map(({ name }) => name)]);
  return ({ text }: Listed) => taken.has(text);
}

/**
 * The actions that an argument of a multi-action tool chooses from, by enum or (where there is none) by the words of its
 * description. Empty unless at least two of them are verbs.
 */
export function readActionValues(
  input: ClassifierInput,
  parameters: readonly Parameter[],
  prose: readonly Field[],
  objects: ReadonlySet<ObjectSense>,
): Act[] {
  const choosers = parameters.filter(isChooser);
  const listed = choosers.flatMap(enumValues);
  const acts = actsOf(listed, objects);
  const isOpen = choosers.some(({ values }) => values.length === 0) || isUnknown(input);
  if (acts.length > 0 || !isOpen) return acts;
  const described = [...choosers.flatMap(({ description }) => description ?? []), ...prose];
  const isOther = isOtherName(input, parameters);
  return actsOf(
    described.flatMap(proseValues).filter((value) => !isOther(value)),
    objects,
  );
}

/** Empty unless at least two of the values are verbs. */
function actsOf(values: readonly Listed[], objects: ReadonlySet<ObjectSense>): Act[] {
  const acts = values.map((value) => valueAct(value, objects)).filter((act) => act !== undefined);
  return new Set(acts.map((act) => act.lemma)).size > 1 ? acts : [];
}
