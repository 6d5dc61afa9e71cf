const ROWS_PER_PAGE = 200;

/** One page of a long list. `number` counts from 1. */
export interface ListPage<Row> {
  rows: Row[];
  number: number;
  pages: number;
  total: number;
}

/** How many pages a list fills; an empty list fills one. */
function countPages(total: number): number {
  return Math.max(1, Math.ceil(total / ROWS_PER_PAGE));
}

/** The rest of the address of each page of a list: nothing for the first, `page/2` for the second. */
export function pageParams(total: number): (string | undefined)[] {
  return Array.from({ length: countPages(total) }, (_, index) =>
    index === 0 ? undefined : `page/${index + 1}`,
  );
}

export function takePage<Row>(all: readonly Row[], param: string | undefined): ListPage<Row> {
  const number = param === undefined ? 1 : Number(param.slice('page/'.length));
  const start = (number - 1) * ROWS_PER_PAGE;
  return {
    rows: all.slice(start, start + ROWS_PER_PAGE),
    number,
    pages: countPages(all.length),
    total: all.length,
  };
}

export function pagePath(listPath: string, number: number): string {
  return number === 1 ? listPath : `${listPath}page/${number}/`;
}
