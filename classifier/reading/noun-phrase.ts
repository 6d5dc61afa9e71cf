import type { Hit } from './hit.ts';

/** Signs at which what is said about a verb ends, in scripts without spaces. */
const BREAK = /[，,。；;！!？?（）()【】[\]：:\n|｜—–]|\s-\s|\.\s/gu;
/** A noun before one of these only belongs to what comes next, unless that is the verb. */
const BELONGING = /^\s?(?:的|之|の|における|의)/u;
/** A noun before one of these is what is told about, never what a verb acts on. */
const TOLD_ABOUT = /^\s?(?:所属|所在|所对应|被|是否|有无)/u;
/** What belongs to a thing and is the thing: "the contents of a letter". */
const WHOLE =
  /^\s?(?:的|之|の|의)\s*(?:内容|列表|详情|信息|记录|清单|明细|明文|全文|原文|数据|值|内訳|一覧|詳細|情報|データ|中身|値|履歴|내용|목록|값|정보|상세|데이터|내역)/u;
/** Longest stretch quoted on either side of a verb, in characters. */
const REACH = 60;

interface Range {
  start: number;
  end: number;
}

/** The part of a sentence around a verb, between punctuation marks. */
export function partOf(text: string, { start, end }: Range): Range {
  const from = Math.max(0, start - REACH);
  const before = [...text.slice(from, start).matchAll(BREAK)].at(-1);
  const after = text.slice(end, end + REACH).search(BREAK);
  return {
    start: before === undefined ? from : from + before.index + before[0].length,
    end: after === -1 ? Math.min(text.length, end + REACH) : end + after,
  };
}

const isKind = ({ entries }: Hit, kind: Hit['entries'][number]['kind']) =>
  entries.some((entry) => entry.kind === kind);
const isAmount = ({ entries }: Hit) =>
  entries.some((entry) => entry.kind === 'object' && entry.sense === 'bulk');

/** A noun that a verb may act on: not one that only says whose something is ("the type of a key's account"). */
export function isObjectOf(text: string, hits: readonly Hit[], hit: Hit): boolean {
  if (!isKind(hit, 'object')) return false;
  const rest = text.slice(hit.end);
  if (TOLD_ABOUT.test(rest)) return false;
  const particle = BELONGING.exec(rest)?.[0];
  if (particle === undefined || isAmount(hit) || WHOLE.test(rest)) return true;
  const next = hit.end + particle.length;
  return hits.some((other) => isKind(other, 'verb') && other.start >= next && other.start <= next + 1);
}
