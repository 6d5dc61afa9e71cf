import type { ServerId } from '#data/schema/server.ts';
import type { Origin } from './source.ts';

export type ParsedOrigin = { kind: 'origin'; origin: Origin } | { kind: 'error'; message: string };

/** A repository, and the folder in it that is meant; the folder is empty for the whole. */
export interface GithubPlace {
  owner: string;
  name: string;
  folder: string;
}

const OWNER = /^[A-Za-z0-9][A-Za-z0-9_-]{0,38}$/;
const REPOSITORY = /^(?!\.{1,2}$)[\w.-]{1,100}$/;
/** What git allows in a name of a branch or tag, less what is rare and could mislead (git-check-ref-format). */
const GIT_REF = /^(?!.*(?:\.\.|\/\/|@\{))[\w][\w./+@-]{0,200}$/;
const PACKAGE = /^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*$/i;
/** A version, tag or range; never an address or a folder, which npm would also take. */
const PACKAGE_REF = /^[\w.+~^<>=|* -]{1,100}$/;
/** https://packaging.python.org/en/latest/specifications/name-normalization/ */
const PYPI_NAME = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i;
const PYPI_REF = /^[\w.!+-]{1,100}$/;
const HIDDEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

const fail = (message: string): ParsedOrigin => ({ kind: 'error', message });
const succeed = (id: ServerId, ref: string | null): ParsedOrigin => ({
  kind: 'origin',
  origin: { id, ref },
});

/** The parts of a `github:` id; undefined where it is none. */
export function parseGithubId(id: ServerId): GithubPlace | undefined {
  if (!id.startsWith('github:')) return undefined;
  const [owner, name, ...folders] = id.slice('github:'.length).split('/').filter(Boolean);
  if (owner === undefined || name === undefined || !OWNER.test(owner) || !REPOSITORY.test(name))
    return undefined;
  if (folders.includes('..') || folders.includes('.')) return undefined;
  return { owner, name, folder: folders.join('/') };
}

/** The package name of an `npm:` id; undefined where it is none. */
export function parseNpmId(id: ServerId): string | undefined {
  const name = id.startsWith('npm:') ? id.slice('npm:'.length) : '';
  return PACKAGE.test(name) ? name : undefined;
}

/** The one spelling of a Python package's name that its index answers to. */
export const normalizePypiName = (name: string): string => name.toLowerCase().replaceAll(/[-_.]+/g, '-');

/** The package name of a `pypi:` id; undefined where it is none. */
export function parsePypiId(id: ServerId): string | undefined {
  const name = id.startsWith('pypi:') ? id.slice('pypi:'.length) : '';
  return PYPI_NAME.test(name) ? normalizePypiName(name) : undefined;
}

/** True for one version of a Python package, or `latest`. */
export const isPypiRef = (ref: string): boolean => PYPI_REF.test(ref);

/** True for a ref that may be put into a request to GitHub. */
export const isGitRef = (ref: string): boolean => GIT_REF.test(ref);

/** True for a version, range or tag of a package. */
export const isPackageRef = (ref: string): boolean => PACKAGE_REF.test(ref);

const toGithubId = ({ owner, name, folder }: GithubPlace): ServerId =>
  `github:${owner}/${name}${folder === '' ? '' : `/${folder}`}`;

/** Splits at the `@` of a version: never the first character of a path segment, which is the `@` of a scope. */
function splitRef(text: string): [string, string | null] {
  const at = /(?<=[^/])@/.exec(text)?.index;
  return at === undefined ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

function parseGithub(text: string): ParsedOrigin {
  const [path, ref] = splitRef(text);
  const place = parseGithubId(`github:${path}`);
  if (place === undefined) return fail(`"github:${text}" is not github:owner/name[/folder][@ref].`);
  if (ref !== null && !isGitRef(ref)) return fail(`"${ref}" is not the name of a branch, tag or commit.`);
  return succeed(toGithubId(place), ref);
}

function parseNpm(text: string): ParsedOrigin {
  const [name, ref] = splitRef(text);
  const id = `npm:${name}`;
  if (parseNpmId(id) === undefined) return fail(`"npm:${text}" is not npm:[@scope/]name[@version].`);
  if (ref !== null && !isPackageRef(ref)) return fail(`"${ref}" is not a version or tag of a package.`);
  return succeed(id, ref);
}

function parsePypi(text: string): ParsedOrigin {
  const [name, ref] = splitRef(text);
  const normal = parsePypiId(`pypi:${name}`);
  if (normal === undefined) return fail(`"pypi:${text}" is not pypi:name[@version].`);
  if (ref !== null && !isPypiRef(ref)) return fail(`"${ref}" is not a version of a Python package.`);
  return succeed(`pypi:${normal}`, ref);
}

/** First segments of GitHub's own pages, which look like owners. */
const NO_OWNERS: ReadonlySet<string> = new Set([
  'about',
  'apps',
  'collections',
  'enterprise',
  'explore',
  'features',
  'login',
  'marketplace',
  'orgs',
  'search',
  'settings',
  'signup',
  'site',
  'sponsors',
  'topics',
  'trending',
  'users',
]);
const FILE_VIEWS: ReadonlySet<string | undefined> = new Set(['blob', 'raw']);

function parseGithubAddress(segments: readonly string[]): ParsedOrigin {
  const [owner = '', repository = '', view, ref, ...rest] = segments;
  const isFile = FILE_VIEWS.has(view);
  const folders = view === 'tree' || isFile ? rest.slice(0, isFile ? -1 : undefined) : [];
  const place = { owner, name: repository.replace(/\.git$/, ''), folder: folders.join('/') };
  const id = toGithubId(place);
  if (NO_OWNERS.has(owner) || parseGithubId(id) === undefined)
    return fail(`The address names no repository: github.com/${segments.join('/')}.`);
  const isNamed = (view === 'tree' || isFile) && ref !== undefined && ref !== 'HEAD' && isGitRef(ref);
  return succeed(id, isNamed ? ref : null);
}

function parseNpmAddress([kind, first, ...rest]: readonly string[]): ParsedOrigin {
  const name = first?.startsWith('@') ? `${first}/${rest.shift()}` : first;
  const [view, version] = rest;
  if (kind !== 'package' || name === undefined) return fail('The address names no package.');
  return parseNpm(view === 'v' && version !== undefined ? `${name}@${version}` : name);
}

function parsePypiAddress([kind, name, version]: readonly string[]): ParsedOrigin {
  if (kind !== 'project' || name === undefined) return fail('The address names no package.');
  return parsePypi(version === undefined ? name : `${name}@${version}`);
}

function parseAddress(text: string): ParsedOrigin {
  if (!URL.canParse(text)) return fail(`"${text}" is not an address.`);
  const { hostname, pathname } = new URL(text);
  const segments = pathname.split('/').filter(Boolean).map(decodeSegment);
  if (/^(www\.)?github\.com$/.test(hostname)) return parseGithubAddress(segments);
  if (/^(www\.)?npmjs\.com$/.test(hostname)) return parseNpmAddress(segments);
  if (hostname === 'pypi.org') return parsePypiAddress(segments);
  return fail(
    `Nothing here reads from ${hostname}: give a repository of GitHub or a package of npm or PyPI.`,
  );
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a malformed escape stays as it is: the checks on names refuse its percent sign
  }
}

/**
 * Reads what a person calls a source: `github:owner/name[/folder][@ref]`, `npm:name[@version]`, `pypi:name[@version]`, an address of one,
 * or the path of a folder or `.tgz` of this machine. Touches no disk and no network; the error is one sentence.
 */
export function parseOrigin(text: string): ParsedOrigin {
  const source = text.trim();
  if (source === '' || HIDDEN.test(source)) return fail('A source is a line of text that is not empty.');
  if (/^(git\+)?https?:\/\//.test(source)) return parseAddress(source.replace(/^git\+/, ''));
  const scheme = /^[a-z][a-z+.-]+(?=:)/.exec(source)?.[0];
  if (scheme === undefined) return succeed(`local:${source.replace(/(?<=.)\/+$/, '')}`, null);
  const rest = source.slice(scheme.length + 1);
  if (scheme === 'github') return parseGithub(rest);
  if (scheme === 'npm') return parseNpm(rest);
  if (scheme === 'pypi') return parsePypi(rest);
  if (scheme === 'local') return rest === '' ? fail('"local:" needs a path.') : succeed(source, null);
  return fail(`"${scheme}:" is no known source: use github:, npm:, pypi: or a path.`);
}
