import type { Location } from '#data/schema/location.ts';
import type { SnapshotRef } from '#data/schema/snapshot.ts';

/** Where a definition can be seen. `url` is null where no address resolves to these very bytes or their package. */
export interface Provenance {
  /** `commit 1a2b3c4`, `version 1.2.0` or `a local folder`. */
  version: string;
  /** Path and lines; null where the page is about a whole snapshot. */
  lines: string | null;
  url: string | null;
  integrity: string | null;
  /** The commit that a package says it was built from: a claim, so it is not linked. */
  builtFrom: string | null;
}

function formatLines({ path, startLine, endLine }: Location): string {
  return startLine === endLine ? `${path}, line ${startLine}` : `${path}, lines ${startLine}–${endLine}`;
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function githubUrl(origin: string, commit: string, location: Location | null): string {
  const repository = origin.slice('github:'.length).split('/').slice(0, 2).join('/');
  const root = `https://github.com/${repository}`;
  if (!location) return `${root}/tree/${commit}`;
  return `${root}/blob/${commit}/${encodePath(location.path)}#L${location.startLine}-L${location.endLine}`;
}

function npmUrl(origin: string, version: string): string {
  return `https://www.npmjs.com/package/${origin.slice('npm:'.length)}/v/${version}`;
}

function pypiUrl(origin: string, version: string): string {
  return `https://pypi.org/project/${origin.slice('pypi:'.length)}/${version}/`;
}

/** Origin, ref and lines as a reader can check them: GitHub by commit and lines, a package by its registry's page of the version. */
export function provenanceOf(snapshot: SnapshotRef, location: Location | null): Provenance {
  const { origin, ref, integrity, builtFrom } = snapshot;
  const facts = { lines: location && formatLines(location), integrity, builtFrom };
  if (ref !== null && origin.startsWith('github:'))
    return { ...facts, version: `commit ${ref.slice(0, 12)}`, url: githubUrl(origin, ref, location) };
  if (ref !== null && origin.startsWith('npm:'))
    return { ...facts, version: `version ${ref}`, url: npmUrl(origin, ref) };
  if (ref !== null && origin.startsWith('pypi:'))
    return { ...facts, version: `version ${ref}`, url: pypiUrl(origin, ref) };
  return { ...facts, version: ref ?? 'a folder, without a version', url: null };
}

/** The web page of an origin; null for a folder. */
export function originUrl(origin: string): string | null {
  if (origin.startsWith('github:'))
    return `https://github.com/${origin.slice(7).split('/').slice(0, 2).join('/')}`;
  if (origin.startsWith('npm:')) return `https://www.npmjs.com/package/${origin.slice(4)}`;
  if (origin.startsWith('pypi:')) return `https://pypi.org/project/${origin.slice(5)}/`;
  return null;
}
