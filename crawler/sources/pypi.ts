import { type Downloaded, download } from './download.ts';
import { isPypiRef, parsePypiId } from './parse-origin.ts';
import { chooseFile, type PypiFile } from './pypi-file.ts';
import { type IndexFile, parseIndexPage } from './pypi-index.ts';
import { createRegistrySource, type Found, type Registry, type Release } from './registry.ts';
import type { PackageIndex, SourceSettings } from './settings.ts';
import type { Source } from './source.ts';

const SCHEME = 'pypi';
const HOST = 'The index of Python packages';
const ACCEPTED =
  'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1';

function credentialsFor(url: string, index: PackageIndex): Record<string, string> {
  const isOwn = new URL(url).origin === new URL(index.url).origin;
  return isOwn && index.authorization !== null ? { authorization: index.authorization } : {};
}

function toRelease({ file, versionText, kind }: PypiFile, page: string, index: PackageIndex): Release {
  const { href } = new URL(file.url, page);
  return {
    version: versionText,
    url: href,
    headers: { 'user-agent': 'toolrisk', ...credentialsFor(href, index) },
    integrity: file.integrity,
    format: kind === 'sdist' ? 'tar.gz' : 'zip',
    topFolder: kind.startsWith('sdist') ? 'strip' : 'keep',
  };
}

const isFetchable = (url: string, page: string): boolean =>
  URL.canParse(url, page) && /^https?:$/.test(new URL(url, page).protocol);

type Page = Extract<Downloaded, { kind: 'body' }>;

/** Undefined where the page is not what its type says. */
function readPage({ bytes, response }: Page): IndexFile[] | undefined {
  try {
    return parseIndexPage(bytes.toString('utf8'), response.headers.get('content-type') ?? 'text/html');
  } catch {
    return undefined; // the caller records that the answer is of no use
  }
}

function findRelease(page: Page, name: string, ref: string | null, index: PackageIndex): Found {
  const files = readPage(page);
  const id = `${SCHEME}:${name}`;
  if (files === undefined)
    return { kind: 'failed', reason: 'host-error', message: `${HOST} gave no usable answer about ${id}.` };
  const fetchable = files.filter(({ url }) => isFetchable(url, page.response.url));
  const chosen = chooseFile(fetchable, name, ref);
  if (chosen === undefined) {
    const message = `${HOST} has no archive of ${id}${ref === null ? '' : `@${ref}`} that can be read.`;
    return { kind: 'failed', reason: 'not-found', message };
  }
  const release = toRelease(chosen, page.response.url, index);
  return { kind: 'release', release, etag: page.response.headers.get('etag') };
}

/** `pypi:name`, at a version: its archive of sources where there is one, else a wheel. By the simple repository API alone. */
export function createPypiSource(settings: SourceSettings): Source {
  const { pypi: index, limits, patience } = settings;

  async function find(name: string, ref: string | null, etag: string | null): Promise<Found> {
    const headers = {
      accept: ACCEPTED,
      'user-agent': 'toolrisk',
      ...(etag === null ? {} : { 'if-none-match': etag }),
      ...credentialsFor(index.url, index),
    };
    const url = `${index.url}/${name}/`;
    const asked = { url, headers, maxBytes: limits.archiveBytes, what: `${SCHEME}:${name}`, host: HOST };
    const page = await download(asked, patience);
    return page.kind === 'body' ? findRelease(page, name, ref, index) : page;
  }

  const registry: Registry = { scheme: SCHEME, host: HOST, parseName: parsePypiId, isRef: isPypiRef, find };
  return createRegistrySource(registry, settings);
}
