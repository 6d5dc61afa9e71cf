import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { listen, type Reply } from './loopback.ts';
import { makeTarball, toEntries } from './tarball.ts';
import { makeZip } from './zip.ts';

/** One file of a package as served. */
interface ServedFile {
  version: string;
  files: Readonly<Record<string, string>>;
  kind?: 'sdist' | 'wheel';
  isYanked?: boolean;
  /** Replaces what is made from the files: for hostile archives. Its checksum is right. */
  archive?: Buffer;
  /** Sent instead of the archive whose checksum is stated. */
  sentInstead?: Buffer;
}

/** Speaks the simple repository API in both of its forms, and sends files. */
export interface PypiServer {
  /** Address of the index, and as pip's environment variable. */
  url: string;
  env: Record<string, string>;
  requests: { page: number; file: number };
  put(name: string, served: ServedFile): Promise<void>;
  /** Answers the next requests with this status, for a number of times. */
  fail(status: number, times?: number): void;
  close(): Promise<void>;
}

interface PypiServerOptions {
  /** What the index answers with, whatever is asked for. */
  form?: 'json' | 'html';
  /** Where given, requests without this user and password are refused. */
  password?: string;
}

interface Stored {
  filename: string;
  sha256: string;
  isYanked: boolean;
  sent: Buffer;
}

const JSON_TYPE = 'application/vnd.pypi.simple.v1+json';

async function makeFile(name: string, served: ServedFile): Promise<Stored> {
  const { version, files, kind = 'sdist', isYanked = false } = served;
  const stem = `${name.replaceAll('-', '_')}-${version}`;
  const made =
    kind === 'sdist' ? await makeTarball(toEntries(files, stem)) : await makeZip(toBareEntries(files));
  const archive = served.archive ?? made;
  return {
    filename: kind === 'sdist' ? `${stem}.tar.gz` : `${stem}-py3-none-any.whl`,
    sha256: createHash('sha256').update(archive).digest('hex'),
    isYanked,
    sent: served.sentInstead ?? archive,
  };
}

const toBareEntries = (files: ServedFile['files']) =>
  Object.entries(files).map(([path, content]) => ({ path, content }));

function renderPage(name: string, stored: readonly Stored[], form: 'json' | 'html'): string {
  if (form === 'html') {
    const links = stored.map(
      ({ filename, sha256, isYanked }) =>
        `<a href="../../files/${filename}#sha256=${sha256}"${isYanked ? ' data-yanked=""' : ''}>${filename}</a>`,
    );
    return `<!DOCTYPE html><title>Links for ${name}</title>${links.join('<br>\n')}`;
  }
  const files = stored.map(({ filename, sha256, isYanked }) => ({
    filename,
    url: `../../files/${filename}`,
    hashes: { sha256 },
    yanked: isYanked,
  }));
  return JSON.stringify({ meta: { 'api-version': '1.1' }, name, files });
}

function sendPage(request: IncomingMessage, body: string, form: 'json' | 'html'): Reply {
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
  return {
    status: 200,
    headers: { 'content-type': form === 'json' ? JSON_TYPE : 'text/html; charset=utf-8', etag },
    body,
  };
}

export async function startPypiServer({
  form = 'json',
  password,
}: PypiServerOptions = {}): Promise<PypiServer> {
  const packages = new Map<string, Stored[]>();
  const requests = { page: 0, file: 0 };
  const failures: number[] = [];
  const expected = password && `Basic ${Buffer.from(`acme:${password}`).toString('base64')}`;

  function serve(request: IncomingMessage): Reply {
    const [, section, name = ''] = (request.url ?? '/').split('/');
    requests[section === 'files' ? 'file' : 'page'] += 1;
    const failure = failures.shift();
    if (failure !== undefined) return { status: failure };
    if (expected !== undefined && request.headers.authorization !== expected) return { status: 401 };
    if (section === 'files') {
      const file = [...packages.values()].flat().find(({ filename }) => filename === name);
      return file === undefined ? { status: 404 } : { status: 200, body: file.sent };
    }
    const stored = packages.get(name);
    return stored === undefined ? { status: 404 } : sendPage(request, renderPage(name, stored, form), form);
  }

  const { url, close } = await listen(serve);
  const index = `${url}/simple`;
  return {
    url: index,
    env: { PIP_INDEX_URL: password === undefined ? index : index.replace('//', `//acme:${password}@`) },
    requests,
    async put(name, served) {
      const file = await makeFile(name, served);
      const others = (packages.get(name) ?? []).filter(({ filename }) => filename !== file.filename);
      packages.set(name, [...others, file]);
    },
    fail: (status, times = 1) => void failures.push(...Array<number>(times).fill(status)),
    close,
  };
}
