import MarkdownIt from 'markdown-it';
import { createFindings, type Discovery } from './discovery.ts';
import { addLinkedEntries } from './linked-entries.ts';

const ID = 'markdown-list';

/** With HTML, since lists mix the two; it is read for its links and never shown. Bare addresses are links, bare file names are not. */
const markdown = new MarkdownIt({ html: true, linkify: true });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

/** An awesome list: one server a list item or table row, under headings, with glyphs and badges beside the link. */
export const MARKDOWN_LIST: Discovery = {
  id: ID,
  files: /\.(md|markdown)$/i,
  read(text) {
    const findings = createFindings(ID);
    addLinkedEntries(markdown.render(text), findings);
    return findings.finish();
  },
};
