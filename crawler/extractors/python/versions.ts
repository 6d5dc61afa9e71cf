// Which release of an SDK a project installs: the lock file's, else the newest that its requirement admits.
import { type Family, NEWEST, type Releases, type Version } from './sdk.ts';

export function parseVersion(text: string): Version | undefined {
  const match = /^(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?/.exec(text);
  return match === null ? undefined : [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
}

/** The newest known release below each major of a package, for requirements that keep it out of the newest one. */
const LAST_OF_MAJOR: Readonly<Record<Family, ReadonlyMap<number, Version>>> = {
  mcp: new Map<number, Version>([
    [1, NEWEST.mcp],
    [2, [2, 0, 0]],
  ]),
  fastmcp: new Map<number, Version>([
    [2, [2, 14, 5]],
    [3, NEWEST.fastmcp],
  ]),
};

function lastOf(family: Family, major: number): Version {
  return LAST_OF_MAJOR[family].get(major) ?? [major, 0, 0];
}

/** What a requirement such as `>=2.10,<3` installs. */
export function resolveRequirement(family: Family, specifier: string): Version {
  const newest = NEWEST[family];
  const exact = /===?\s*([\d.]+)/.exec(specifier)?.[1];
  const compatible = /(?:~=|\^|~)\s*([\d.]+)/.exec(specifier)?.[1];
  const below = /<\s*([\d.]+)/.exec(specifier)?.[1];
  const from = />=?\s*([\d.]+)/.exec(specifier)?.[1];
  const pinned = exact === undefined ? undefined : parseVersion(exact);
  if (pinned !== undefined) return pinned;
  const lowest = parseVersion(from ?? compatible ?? '');
  const ceiling = below === undefined ? undefined : parseVersion(below);
  if (ceiling !== undefined)
    return ceiling[1] === 0 && ceiling[2] === 0 ? lastOf(family, ceiling[0] - 1) : previousMinor(ceiling);
  if (compatible !== undefined && lowest !== undefined) return lastOf(family, lowest[0]);
  return lowest !== undefined && lowest[0] > newest[0] ? lastOf(family, lowest[0]) : newest;
}

const previousMinor = ([major, minor, patch]: Version): Version =>
  patch > 0 ? [major, minor, patch - 1] : [major, minor - 1, 99];

function fromLock(family: Family, text: string): Version | undefined {
  const match = new RegExp(`name = "${family}"\\r?\\nversion = "([^"]{1,30})"`).exec(text);
  return match?.[1] === undefined ? undefined : parseVersion(match[1]);
}

/** A requirement line, as in requirements.txt, a pyproject list, a setup.py list or a poetry table. */
function fromRequirement(family: Family, text: string): Version | undefined {
  const listed = new RegExp(
    `(?:^|["'\\s])${family}(?:\\[[\\w,\\s-]{0,60}\\])?\\s*([=<>~!^][^"'#;\\n]{0,60})?(?=["'\\s;#]|$)`,
    'm',
  ).exec(text);
  const tabled = new RegExp(
    `^${family}\\s*=\\s*(?:\\{[^}\\n]{0,100}version\\s*=\\s*)?"([^"]{0,60})"`,
    'm',
  ).exec(text);
  const specifier = tabled?.[1] ?? listed?.[1];
  if (tabled !== null && /^\d/.test(tabled[1] ?? '')) return resolveRequirement(family, `==${tabled[1]}`);
  if (specifier !== undefined) return resolveRequirement(family, specifier);
  return listed === null ? undefined : NEWEST[family];
}

/** Reads the releases out of the lock files and requirement files that apply, nearest first. */
export function readReleases(locks: readonly string[], requirements: readonly string[]): Releases {
  const resolve = (family: Family) =>
    locks.map((text) => fromLock(family, text)).find((found) => found !== undefined) ??
    requirements.map((text) => fromRequirement(family, text)).find((found) => found !== undefined) ??
    NEWEST[family];
  return { mcp: resolve('mcp'), fastmcp: resolve('fastmcp') };
}
