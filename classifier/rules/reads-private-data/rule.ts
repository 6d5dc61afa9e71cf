import { besidePrivate } from '#data/taxonomy/beside-private.ts';
import type { Act } from '../../reading/act.ts';
import type { NameReading } from '../../reading/name.ts';
import type { Reading } from '../../reading/reading.ts';
import { isInMarket, isOnChain, isPaid } from '../../reading/setting.ts';
import { anyOf, lastOf } from '../nouns.ts';
import { citing, doing, isDoing, isHead, isTo, type Rule, toldOf } from '../rule.ts';
import { isOfAll, isUnderAddress } from './anyone.ts';
import { isShowing } from './look.ts';
import { OPEN, type OpenWord } from './open-word.ts';
import { readsOwned, readsOwnMoney } from './owned.ts';
import { readsRecord } from './record.ts';

const texts = ({ fields }: Reading) => fields.map(({ text }) => text.slice(0, 300)).join(' ');
/** Everything that tells what the tool is about, in one line. */
const about = (reading: Reading) =>
  `${texts(reading)} ${(reading.input.siblings ?? []).slice(0, 40).join(' ')}`;

/** A name's words parted by spaces. */
const wordsOf = ({ parts }: NameReading) => parts.map(({ text }) => text).join(' ');
/** Of a name all of them: its verb may stand last. */
const wording = ({ name }: Reading, { source, said }: Act) => (source === 'name' ? wordsOf(name) : said);

/** Nothing around the word says that it is meant privately, or something says that it is not. */
function isUnsaid({ around, not, isMoney }: OpenWord, reading: Reading, said: string): boolean {
  if (not?.test(`${said} ${texts(reading)}`) === true) return true;
  if (isMoney === true && (isInMarket(reading) || isPaid(reading))) return false;
  return !around.test(about(reading));
}

/** Only words with two meanings make it private, and nothing around them says which. */
function isOpen(reading: Reading, act: Act): boolean {
  const said = wording(reading, act);
  const open = OPEN.filter(({ word }) => word.test(said));
  if (open.length === 0 || STRONG.test(said)) return false;
  if (isOnChain(reading) && isUnderAddress(reading) && !act.objects.has('position')) return true;
  return open.every((one) => isUnsaid(one, reading, said));
}
const STRONG =
  /\b(?:contacts?|mail\w*|inbox|(?:direct|private|text) messages?|transcripts?|patients?|medical|health|salar\w+|payroll|employees?|net worth|credit score|portfolio|holdings|clipboard|bank\w*|account balance)\b/i;

/** What is told about accounts, orders or mail without telling what is in them. */
const BESIDE = anyOf(besidePrivate.anywhere);
const LAST = lastOf(besidePrivate.end);
const isBeside = (reading: Reading, said: string) =>
  BESIDE.test(said) || LAST.test(said) || LAST.test(wordsOf(reading.name));

const shows = (reading: Reading, act: Act) =>
  isShowing(act) &&
  isTo(act, 'private') &&
  !isBeside(reading, wording(reading, act)) &&
  !isOfAll(reading, wording(reading, act)) &&
  !isOpen(reading, act);

/** Somebody's record, and what in it is nobody else's business. */
const PERSON =
  /\b(?:profiles?(?: information| details)?|users?|members?|persons?|people|clients?|account holders?|guests?|residents?|students?)$/i;
const PERSONAL =
  /\b(?:includ\w+|contain\w*|with|such as|returns?)\b[^.\n]{0,80}\b(?:e-?mails?|phone numbers?|phones?|home address(?:es)?|dates? of birth|birthdays?|birth dates?|passports?)\b/i;

const tellsOfPerson = (reading: Reading) =>
  toldOf(reading, (act) => isDoing(act, 'read') && PERSON.test(act.said), PERSONAL);

export const readsPrivateData: Rule = {
  id: 'reads-private-data',
  version: 7,
  category: null,
  facet: 'pii_read',
  says: 'hands back private messages, contacts, health, staff or account data',
  ask: (reading) => {
    const stated = doing(reading, (act) => shows(reading, act));
    const { act } = reading.name;
    if (stated.outcome === 'yes') return stated;
    const isNamed = act !== undefined && shows(reading, act) && isHead(act, 'private', 'status');
    if (isNamed) return citing([act.span]);
    const found = [readsRecord(reading), tellsOfPerson(reading), readsOwned(reading), readsOwnMoney(reading)];
    return citing(found.find(({ length }) => length > 0) ?? []);
  },
};
