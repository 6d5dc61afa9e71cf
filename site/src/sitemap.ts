import { categoryPath, fullUrl, levelPath, serverPath, toolPath } from './address.ts';
import { readTotals } from './catalogue.ts';
import { readToolIndex } from './tool-index.ts';
import { readLetters } from './tool-lists.ts';
import { CATEGORIES, LEVELS } from './view/severity.ts';

/** The most that the protocol allows in one file: https://www.sitemaps.org/protocol.html */
const MAX_ADDRESSES = 50_000;

/** The address of every page, without the later pages of long lists. */
async function listPaths(): Promise<string[]> {
  const [{ servers }, tools, letters] = await Promise.all([readTotals(), readToolIndex(), readLetters()]);
  return [
    ...['', 'risk/', 'servers/', 'tools/', 'unreadable/', 'method/', 'accuracy/', 'policies/'],
    ...LEVELS.map(levelPath),
    ...CATEGORIES.map(categoryPath),
    ...[...letters.keys()].map((letter) => `tools/letter/${letter}/`),
    ...servers.map(({ slug }) => serverPath(slug)),
    ...tools.map(({ serverSlug, slug }) => toolPath(serverSlug, slug)),
  ];
}

/** The numbers of the parts that the site map is split into, from 1. */
export async function listSitemapParts(): Promise<number[]> {
  const paths = await listPaths();
  return Array.from({ length: Math.ceil(paths.length / MAX_ADDRESSES) }, (_, index) => index + 1);
}

function wrap(root: string, item: string, addresses: readonly string[]): string {
  const items = addresses.map(
    (address) => `<${item}><loc>${address.replaceAll('&', '&amp;')}</loc></${item}>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${items.join('\n')}\n</${root}>\n`;
}

export async function renderSitemapIndex(): Promise<string> {
  const parts = await listSitemapParts();
  return wrap(
    'sitemapindex',
    'sitemap',
    parts.map((part) => fullUrl(`sitemap/${part}.xml`)),
  );
}

export async function renderSitemapPart(part: number): Promise<string> {
  const start = (part - 1) * MAX_ADDRESSES;
  const paths = (await listPaths()).slice(start, start + MAX_ADDRESSES);
  return wrap('urlset', 'url', paths.map(fullUrl));
}
