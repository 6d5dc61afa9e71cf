// A package's page in an index: https://packaging.python.org/en/latest/specifications/simple-repository-api/
import { load } from 'cheerio';
import { z } from 'zod';

/** A file that an index offers. `integrity` is null where no checksum is stated, or none of a kind that is known. */
export interface IndexFile {
  name: string;
  /** Absolute, or relative to the page. */
  url: string;
  integrity: string | null;
  isYanked: boolean;
}

const Page = z.object({
  files: z.array(
    z.object({
      filename: z.string(),
      url: z.string(),
      hashes: z.record(z.string(), z.string()),
      yanked: z.union([z.boolean(), z.string()]).optional(),
    }),
  ),
});

/** Best first. */
const ALGORITHMS = ['sha512', 'sha384', 'sha256'];
const HEX = /^[0-9a-f]{64,128}$/i;

/** A checksum in hex as a subresource integrity. */
function toIntegrity(hashes: ReadonlyMap<string, string>): string | null {
  const algorithm = ALGORITHMS.find((name) => HEX.test(hashes.get(name) ?? ''));
  if (algorithm === undefined) return null;
  return `${algorithm}-${Buffer.from(hashes.get(algorithm) ?? '', 'hex').toString('base64')}`;
}

function parseJson(text: string): IndexFile[] {
  return Page.parse(JSON.parse(text)).files.map(({ filename, url, hashes, yanked = false }) => ({
    name: filename,
    url,
    integrity: toIntegrity(new Map(Object.entries(hashes))),
    isYanked: yanked !== false,
  }));
}

function parseHtml(text: string): IndexFile[] {
  const $ = load(text);
  return $('a[href]')
    .toArray()
    .map((link) => {
      const [url = '', fragment = ''] = ($(link).attr('href') ?? '').split('#', 2);
      return {
        name: $(link).text().trim(),
        url,
        integrity: toIntegrity(new Map(new URLSearchParams(fragment))),
        isYanked: $(link).attr('data-yanked') !== undefined,
      };
    });
}

/** Reads a page in either of its forms. Throws where JSON is promised and something else comes. */
export function parseIndexPage(text: string, contentType: string): IndexFile[] {
  return /^application\/[\w.+-]*json\b/.test(contentType) ? parseJson(text) : parseHtml(text);
}
