import { createFindings, type Discovery } from './discovery.ts';
import { addLinkedEntries } from './linked-entries.ts';

const ID = 'html-list';

/** A page that lists servers, such as an awesome list as it is shown. */
export const HTML_LIST: Discovery = {
  id: ID,
  files: /\.html?$/i,
  read(text) {
    const findings = createFindings(ID);
    addLinkedEntries(text, findings);
    return findings.finish();
  },
};
