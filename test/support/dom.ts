import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheerioAPI, load } from 'cheerio';

/** A built site: its pages by address below the base path (`tools/x/y/`), and where its files are. */
export interface BuiltSite {
  folder: string;
  basePath: string;
  pages: Map<string, CheerioAPI>;
}

export function readSite(folder: string, basePath: string): BuiltSite {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.html'),
  );
  const pages = files.map((file): [string, CheerioAPI] => [
    file.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1'),
    load(readFileSync(join(folder, file), 'utf8')),
  ]);
  return { folder, basePath, pages: new Map(pages.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

export function getPage({ pages }: BuiltSite, address: string): CheerioAPI {
  const page = pages.get(address);
  if (!page) throw new Error(`There is no page ${address}.`);
  return page;
}

/** White space as a reader sees it. */
export function textOf(page: CheerioAPI, selector: string): string {
  return page(selector).text().replace(/\s+/g, ' ').trim();
}

function hasAnchor(site: BuiltSite, address: string, anchor: string): boolean {
  const page = site.pages.get(address);
  if (anchor === '' || !page) return true;
  return (
    page('[id]').filter((_, element) => page(element).attr('id') === decodeURIComponent(anchor)).length === 1
  );
}

function findFault(site: BuiltSite, from: string, link: string): string | undefined {
  const url = new URL(link, `http://site.invalid${site.basePath}${from}`);
  if (url.host !== 'site.invalid') return undefined;
  if (!url.pathname.startsWith(site.basePath)) return 'leaves the base path';
  const address = decodeURIComponent(url.pathname.slice(site.basePath.length));
  const file = address === '' || address.endsWith('/') ? `${address}index.html` : address;
  if (!existsSync(join(site.folder, file))) return 'leads nowhere';
  return hasAnchor(site, address, url.hash.slice(1)) ? undefined : 'has no such anchor';
}

/** Every internal link, script, style and form target that does not lead to a file of the site, as `page → link: fault`. */
export function listDeadLinks(site: BuiltSite): string[] {
  return [...site.pages].flatMap(([address, page]) => {
    const links = page('[href], [src], form[action]')
      .toArray()
      .flatMap((element) => ['href', 'src', 'action'].flatMap((name) => page(element).attr(name) ?? []));
    return [...new Set(links)].flatMap((link) => {
      const fault = findFault(site, address, link);
      return fault === undefined ? [] : [`${address} → ${link}: ${fault}`];
    });
  });
}
