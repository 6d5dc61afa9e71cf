import { type CheerioAPI, load } from 'cheerio';
import type { Findings } from './discovery.ts';

/** Where a page keeps its links to itself and to its neighbours. */
const FURNITURE = 'nav, header, footer, aside, script, style, template';
const ENTRIES = 'li, tr';
const REPOSITORY = /^https?:\/\/(www\.)?(github\.com|npmjs\.com|pypi\.org)\//;

/** The first link of an entry that is its own and not that of an entry inside it. */
function findLink(
  $: CheerioAPI,
  entry: Parameters<CheerioAPI>[0],
): { href: string; text: string } | undefined {
  const own = $(entry)
    .find('a[href]')
    .toArray()
    .filter((link) => $(link).closest(ENTRIES).is($(entry)))
    .map((link) => ({ href: ($(link).attr('href') ?? '').trim(), text: $(link).text().trim() }))
    .filter(({ href }) => /^https?:\/\//.test(href));
  return own.find(({ href }) => REPOSITORY.test(href)) ?? own[0];
}

/**
 * Takes one server from each list item and table row of a page: the repository or package that it links to. Links within the page or
 * the site are its own navigation and no entries.
 */
export function addLinkedEntries(html: string, findings: Findings): void {
  const $ = load(html);
  $(FURNITURE).remove();
  for (const entry of $(ENTRIES).toArray()) {
    const link = findLink($, entry);
    if (link !== undefined) findings.add(link.href, link.text === '' ? null : link.text);
  }
}
