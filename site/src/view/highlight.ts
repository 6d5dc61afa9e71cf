/** A stretch of a text and the numbers of the quotes that cover it; `starts` lists those that begin with it. */
export interface Stretch {
  text: string;
  quotes: number[];
  starts: number[];
  /** True where a part without any quote was shortened: its middle is missing. */
  shortened: boolean;
}

export interface Mark {
  number: number;
  start: number;
  end: number;
}

/** How much unquoted text stays on either side of a quote before the rest of a long stretch is left out. */
const CONTEXT = 300;

function shorten(stretch: Stretch): Stretch[] {
  if (stretch.quotes.length > 0 || stretch.text.length <= 2 * CONTEXT) return [stretch];
  const head = { ...stretch, text: stretch.text.slice(0, CONTEXT), shortened: true };
  return [head, { ...stretch, text: stretch.text.slice(-CONTEXT) }];
}

/** Cuts a text at the ends of its quotes, so that overlapping ones can be marked. */
export function cutAtQuotes(text: string, marks: readonly Mark[]): Stretch[] {
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).flatMap((from, index) => {
    const to = cuts[index + 1] ?? text.length;
    const covering = marks.filter((mark) => mark.start <= from && mark.end >= to);
    return shorten({
      text: text.slice(from, to),
      quotes: covering.map((mark) => mark.number),
      starts: covering.filter((mark) => mark.start === from).map((mark) => mark.number),
      shortened: false,
    });
  });
}
