import { createFindings, type Discovery } from './discovery.ts';

const ID = 'source-list';

/** A plain list: one source a line, as it would be given to `crawl`. `#` begins a comment. */
export const SOURCE_LIST: Discovery = {
  id: ID,
  files: /\.(txt|list)$|^[^.]+$/i,
  read(text) {
    const findings = createFindings(ID);
    for (const line of text.split(/\r?\n/)) {
      const source = line.replace(/(^|\s)#.*$/, '').trim();
      if (source !== '') findings.add(source, null);
    }
    return findings.finish();
  },
};
