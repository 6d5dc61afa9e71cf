import type { Span } from '#data/schema/evidence.ts';
import type { CueSense } from '#data/taxonomy/lexicon.ts';
import { privateRecords } from '#data/taxonomy/private-records.ts';
import { cite } from '../../reading/field.ts';
import { matterWords } from '../../reading/matter.ts';
import type { NameReading } from '../../reading/name.ts';
import type { Reading } from '../../reading/reading.ts';
import { everyOf, onlyOf } from '../nouns.ts';
import { isOfAll } from './anyone.ts';
import { isReport, isShowing } from './look.ts';

/** Words of names and sentences for what a server of one matter keeps; without records, all of it. */
interface Records {
  matter: CueSense;
  keepsAll: boolean;
  /** Records and what is open, the longest first: a "budget limit" is a record, a limit is none, and a "client company" is no client. */
  known: RegExp;
  open: RegExp;
}

const RECORDS: readonly Records[] = privateRecords.map(({ matter, records = [], open }) => ({
  matter,
  keepsAll: records.length === 0,
  known: everyOf([...records, ...open]),
  open: onlyOf(open),
}));

const hasOpen = ({ known, open }: Records, said: string) =>
  said.match(known)?.some((noun) => open.test(noun)) === true;

/** A record is named, and nothing that is open. */
const isKept = (records: Records, said: string) =>
  !hasOpen(records, said) && (records.keepsAll || said.search(records.known) !== -1);

/** What a market shows to everybody is no entry of its books either, though they speak of loans and assets too. */
const isShownByMarket = (reading: Reading, said: string) =>
  RECORDS.some((records) => records.matter === 'market' && hasOpen(records, said)) &&
  matterWords(reading, 'market').length > 0;

/** What tells of a thing, and is none itself. */
const HOLLOW =
  /^(?:info|information|details?|status|history|list|all|by|ids?|data|get|for|of|in|the|with|from|updates?|changes?|summary|report|records?|items?|entries|content|export|pdf|me|my|own|recent|latest|current|\d+)$/;

/** The words of a name; where it has nouns behind its verb, only those: before it stands whose interface it is. */
function nounsOf({ parts, act }: NameReading): string {
  const behind = act === undefined ? [] : parts.filter(({ start }) => start > act.span.start);
  return (behind.some(({ text }) => !HOLLOW.test(text)) ? behind : parts).map(({ text }) => text).join(' ');
}

interface Look {
  span: Span;
  /** The words of the name and of the sentence. */
  said: string;
}

/** What is looked at: what the description says, or the name where it says nothing that is understood; undefined for other acts. */
function lookOf({ acts, name, fields: [named] }: Reading): Look | undefined {
  const words = nounsOf(name);
  const act = acts.find(isShowing) ?? acts.find((one) => isReport(one, words));
  if (act !== undefined) return { span: act.span, said: `${words} ${act.said}` };
  return named === undefined || acts.length > 0
    ? undefined
    : { span: cite(named, 0, named.text.length), said: words };
}

/** A record of what the server is for: its books, its people, its letters. Empty when it is none, or an open one. */
export function readsRecord(reading: Reading): Span[] {
  const look = lookOf(reading);
  if (look === undefined || isOfAll(reading, look.said)) return [];
  const { span, said } = look;
  if (isShownByMarket(reading, said)) return [];
  const kept = RECORDS.filter((records) => isKept(records, said));
  const words = kept.map(({ matter }) => matterWords(reading, matter)).find(({ length }) => length > 0);
  return words === undefined ? [] : [span, ...words];
}
