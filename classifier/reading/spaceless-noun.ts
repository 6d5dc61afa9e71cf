import type { VerbEntry } from './entry.ts';
import type { Hit } from './hit.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A verb of the list where it stands. */
export interface Verb {
  entry: VerbEntry;
  hit: Hit;
}

/** "分享数", "送信者", "거래대금", "未払い": what is counted, who does it, when it was done. */
const NOUN_TAIL =
  /^(?:数(?![据組])|量|率|榜|者|日時|日付|日(?!程)|元|済|수(?![정신집])|량|율|일시|일자|자(?=[\s,.)·/]|$)|대금|여부|금액)/u;
const NOUN_HEAD = /(?:未|미|순)$/u;
export const isPartOfNoun = (text: string, { start, end }: Hit) =>
  NOUN_TAIL.test(text.slice(end, end + 3)) || NOUN_HEAD.test(text.slice(Math.max(0, start - 1), start));

/** What makes a noun a verb, in Japanese and in Korean. */
const MADE_A_VERB =
  /^(?:し|する|さ[せれ]|でき|いたし|中|後|直後|可能|完了|用|を(?:行|実行|実施|開始|要求|依頼)|\s?(?:하|합|해|한|할|함|했|됩|된|되|돼|시키|시킵|후|뒤|이후|및|또는|완료|가능|요청|전용|용)|[을를]\s?(?:하|합|수행|실행|진행|시작|요청|처리))/u;
const AT_END = /^\s*(?:$|[。．.！!?？)）\]】」』\n:：;；—–-])/u;
/** Nouns are written together, or take a particle. */
const AS_A_NOUN = /^(?:\s|[をがはにのへとでやも・、,(（/／]|[을를이가의과와로에도만·])/u;
const IN_A_LIST = /^[\s、,·/・와과や및]{0,3}$/u;
/** What is known of a matter: "交易记录", "체결 내역", "予約状況". */
const RECORD =
  /^\s?(?:历史|记录|明细|详情|信息|数据|履歴|状況|明細|件数|残高|一覧|내역|현황|추이|상위|순위|구분|종목|가격|수량|이력|시각|횟수|건수|비율|조건|잔고|기록|추세|정지|동향)/u;

/** One syllable of a native verb is no noun, nor is a stem that ends in a syllable of grammar. */
const isCompound = ({ lemma }: VerbEntry) => lemma.length > 1 && !/\p{Script=Hiragana}$/u.test(lemma);

const next = ({ hit }: Verb, verbs: readonly Verb[], text: string) =>
  verbs.find((one) => one.hit.start >= hit.end && IN_A_LIST.test(text.slice(hit.end, one.hit.start)));

/** Where verbs stand last: no ending makes a verb of it, and it does not close what is said. In a list the last word decides. */
function isBare(text: string, verb: Verb, verbs: readonly Verb[]): boolean {
  const rest = text.slice(verb.hit.end, verb.hit.end + 6);
  if (!isCompound(verb.entry) || MADE_A_VERB.test(rest) || AT_END.test(rest)) return false;
  const follower = next(verb, verbs, text);
  if (follower !== undefined) return isBare(text, follower, verbs);
  return verb.entry.noun || AS_A_NOUN.test(rest);
}

/** A word of the list of verbs that stands as a noun would. */
export const standsAsNoun = (
  text: string,
  order: Vocabulary['lexicon']['order'],
  verb: Verb,
  verbs: readonly Verb[],
): boolean =>
  (verb.entry.noun &&
    verb.entry.sense !== 'delete' &&
    RECORD.test(text.slice(verb.hit.end, verb.hit.end + 4))) ||
  (order === 'verb-last' && isBare(text, verb, verbs));
