import type { Act } from '../../reading/act.ts';
import { isSwitch, type Parameter, snake } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { citing, isDoing, isHead, isTo, type Rule } from '../rule.ts';

const CHANGING = [
  'accept',
  'alter',
  'archive',
  'attach',
  'cancel',
  'clear',
  'close',
  'delete',
  'destroy',
  'detach',
  'disable',
  'enable',
  'manage',
  'move',
  'remove',
  'reset',
  'restore',
  'stop',
] as const;
/** The order of things is one thing; what a list replaces is another question's. */
const OTHER = /\b(?:selections?|cached?|caches|reorder|sort|order of|arrange|rearrange|replac\w+)\b/i;

/** Putting tags on things changes the things. */
const changes = (act: Act) =>
  (isDoing(act, ...CHANGING) || (isDoing(act, 'create', 'append') && isHead(act, 'association'))) &&
  !OTHER.test(act.said);

const MANY_NAMED =
  /\b(?:bulk|mass)\b|\bbatch\b(?! ?(?:web ?hooks?|jobs?|inference|process\w*|operations?)\b)/;
/** "One or more", "up to ten": the object may be many. */
const MANY_SAID =
  /\b(?:one or more|one or multiple|two or more|multiple|several|up to \d+|large numbers? of|a set of|groups? of)\b|一个或多个|一個或多個|批量|多个|複数の|一括|여러|일괄|нескольк|массов/i;

const isLinking = (act: Act) => isDoing(act, 'attach', 'detach', 'move', 'remove', 'create', 'append');
/** The object's words; of what is linked to something, also the words for that. */
const targets = (act: Act) => {
  const rest = act.rest.slice(0, 60);
  return isDoing(act, 'attach', 'create', 'append') ? rest : `${act.said} ${rest}`;
};

/** Several properties of one thing, or several new things. */
const OF_ONE =
  /\b(?:one or more|one or multiple|multiple|several|a set of|groups? of|all(?: of)?(?: (?:its|the))?) (?:[\w-]+ ){0,2}(?:properties|options?|flags|attributes|parameters|settings|fields|preferences|constraints|new)\b|\ball of (?:its|the) (?:content|details|fields)\b/i;

const isSaidOfMany = (reading: Reading, act: Act) =>
  (!OF_ONE.test(targets(act)) &&
    ((isTo(act, 'bulk') &&
      !isDoing(act, 'attach', 'create', 'append', 'manage') &&
      !BATCH_THING.test(act.said)) ||
      MANY_SAID.test(targets(act)))) ||
  isNamedOfMany(reading);
function isNamedOfMany({ name, acts }: Reading): boolean {
  const words = name.parts.map(({ text }) => text).join(' ');
  const isOnlyAdding = ONLY_ADDING.test(words) && !acts.some((act) => isDoing(act, 'create'));
  return MANY_NAMED.test(words) && !isOnlyAdding;
}
/** "batch_create_crates" adds, where only changing in general is said; "create or modify" does both. */
const ONLY_ADDING =
  /^(?!.*\b(?:update|upsert|edit|modify|delete|remove|set|change|sync|manage|tags?|labels?|associations?|relations?|links?)\b).*\b(?:create|add|insert|import)\b/;
const BATCH_THING = /\bbatch (?:web ?hook|job)/i;

/** What is put on a thing or taken off it, not the thing. */
const ATTACHED =
  /^(?:add|remove|set|new)_|(?:^|_)(?:tags?|labels?|categor(?:y|ies)|fields?|columns?|scopes?|permissions?|attendees?|assignees?|reviewers?|members?|users?|values?|options?|settings?)(?:_ids?)?$/i;
/** What a list of ids or of records is a list of: "note" of "noteIds" and of "notes". */
const listed = ({ name, types }: Parameter) =>
  types.has('array') || /ids$/i.test(name)
    ? /^(.{3,}?)s?(?:_?ids|_keys|_names|s)$/.exec(snake(name))?.[1]
    : undefined;

/** Lists that do not say what they are of: the object's own noun does, in the plural. */
const BARE = /^(?:ids|uids|guids|keys|paths|emails|names|items|inputs|entries|updates)(?:_json)?$/;
const PLURAL = /(?:\w{2,}[^s\W]s|people|children|media)(?: by (?:ids?|names?))?$/i;

/** "A member's groups": the list is of what one thing has. */
const OWNED = /\w['’]s \w/;

/** What is set on one thing may be a list. */
const SETTING = new Set(['set', 'assign']);

/** Several of them, by its own words or by the noun of the name that says the same. */
function isOfMany({ name }: Reading, act: Act): boolean {
  const last = name.act?.verb === act.verb ? name.parts.at(-1) : undefined;
  return PLURAL.test(act.said) || (last !== undefined && PLURAL.test(last.text));
}

/** "Updates the row" is no list of updates. */
const VERB = /^\p{L}+/u;

/** "Edit which trays a crate belongs to", and the crate's number: a list beside it is of what the one has. */
function isTheOne({ name, isRequired }: Parameter, words: string): boolean {
  const noun = /^(?:\w+_)?([a-z]{3,})_id$/.exec(snake(name))?.[1];
  return isRequired && noun !== undefined && new RegExp(`\\b(?:an?|the|this|one) ${noun}\\b`).test(words);
}

/** Numbers of things are all that says what is meant, in a text whose nouns are not those of the arguments. */
const IDS = /(?:^|_)(?:ids|uuids|guids)$/;
const ID = /(?:^|_)(?:id|uuid|guid|slug)$/;
function onlyNumbers({ parameters, language }: Reading): Parameter | undefined {
  if (language === 'en' || parameters.some((one) => ID.test(snake(one.name)))) return undefined;
  return parameters.find((one) => IDS.test(snake(one.name)) && !ATTACHED.test(snake(one.name)));
}

/** Left out, it is all of them; or one switch says so. */
const ALL = /^(?:(?:select|modify|apply|update|change)_)?(?:to_)?all$/;
const FILTER =
  /(?:^|_)(?:ids?|names?|where|condition|filter|query|selector|criteria|objects?|rows?|pages?|scope|target|targets)$/;
const OMITTED =
  /\b(?:omit|omitted|empty|none|null|not (?:given|provided|specified)|left out|leave (?:out|empty|blank))\b[^.\n]{0,30}?\b(?:all|every)\b(?! (?:fields?|columns?|properties|attributes|defaults?))/i;
const meansAll = (one: Parameter) =>
  (isSwitch(one) && ALL.test(snake(one.name))) ||
  (!one.isRequired && FILTER.test(snake(one.name)) && OMITTED.test(one.about?.text ?? ''));

/** "Expects a list of crate names." */
const GIVEN_LIST = /\b(?:expects?|takes?|accepts?|given|pass|provide) (?:an? )?(?:list|array) of\b/i;
const isGivenList = ({ description }: Reading, act: Act) =>
  PLURAL.test(act.said) && GIVEN_LIST.test(description);

/** An argument lists existing things, and they are what the act is done to or from. */
function listOf(reading: Reading, act: Act): Parameter | undefined {
  if (SETTING.has(act.lemma) || OWNED.test(act.said)) return undefined;
  const words = (isLinking(act) ? targets(act) : act.said.replace(VERB, '')).toLowerCase();
  if (!isLinking(act) && reading.parameters.some((one) => isTheOne(one, words))) return undefined;
  return reading.parameters.find((one) => {
    if (BARE.test(snake(one.name))) return !one.types.has('object') && isOfMany(reading, act);
    const noun = ATTACHED.test(snake(one.name)) ? undefined : listed(one)?.split('_').at(-1);
    return noun !== undefined && words.includes(`${noun}s`);
  });
}

export const actsInBulk: Rule = {
  id: 'acts-in-bulk',
  version: 5,
  category: null,
  facet: 'bulk',
  says: 'changes many existing things at once',
  ask: (reading) => {
    const changing = reading.acts.filter(changes);
    const said = changing.filter((act) => isSaidOfMany(reading, act) || isGivenList(reading, act));
    if (said.length > 0) return citing(said.map(({ span }) => span));
    const anyway = onlyNumbers(reading) ?? reading.parameters.find(meansAll);
    return citing(
      changing.flatMap((act) => {
        const list = listOf(reading, act) ?? anyway;
        return list === undefined ? [] : [act.span, list.cite];
      }),
    );
  },
};
