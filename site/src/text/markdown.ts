import MarkdownIt from 'markdown-it';
import { spellUnseen } from './unseen.ts';

/** Beyond this a text is shown as it is: nobody wrote it to be read as a page. */
const MAX_MARKDOWN_LENGTH = 30_000;

const markdown = new MarkdownIt('default', { html: false, linkify: false, typographer: false, breaks: true });
markdown.disable(['image']);
markdown.validateLink = (url) => /^https?:\/\//i.test(url);
markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet('rel', 'nofollow noopener ugc');
  return self.renderToken(tokens, index, options);
};
// An author's headings must not enter the page's outline.
markdown.renderer.rules.heading_open = () => '<p><strong>';
markdown.renderer.rules.heading_close = () => '</strong></p>\n';

/** Hostile markdown as safe HTML: no HTML of its own, no images, links to http and https only, headings as bold lines. */
export function renderMarkdown(source: string): string {
  const text = spellUnseen(source);
  if (text.length > MAX_MARKDOWN_LENGTH) return `<pre class="plain">${markdown.utils.escapeHtml(text)}</pre>`;
  return markdown.render(text);
}
