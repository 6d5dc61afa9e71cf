/** A stretch of a normalised text that says one thing. */
export interface Sentence {
  start: number;
  end: number;
}

const END =
  /[.!?](?=\s|$|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}])|[。！？；]|\n\s*\n|\n(?=\s*(?:[-*•#>]|\d+[.)]|\p{L}[\p{L} ]{0,30}:))|[】\]](?=\S)|\s[-–—]\s(?=\p{Script=Han})/gu;
/** From here on a description tells about arguments, results and examples. */
const APPENDIX =
  /\b(?:args|arguments|parameters|params|returns|return value|raises|throws|examples?|error responses|usage|notes?|inputs?|outputs?)\s*:|\bit takes\b|📊|```|参数|返回[:：]|输出示例|引数|戻り値|매개변수|параметры:/iu;
const MAX_SENTENCES = 40;

/** The end of what a description says about the tool itself. */
export function bodyEnd(text: string): number {
  const at = text.search(APPENDIX);
  return at > 20 ? at : text.length;
}

/** The sentences of a text, up to `end`; empty ones are left out. */
export function sentences(text: string, end: number): Sentence[] {
  const found: Sentence[] = [];
  let start = 0;
  const close = (until: number) => {
    if (/\p{L}/u.test(text.slice(start, until))) found.push({ start, end: until });
    start = until;
  };
  for (const match of text.matchAll(END)) {
    if (match.index >= end || found.length >= MAX_SENTENCES) break;
    close(match.index + match[0].length);
  }
  if (found.length < MAX_SENTENCES) close(end);
  return found;
}
