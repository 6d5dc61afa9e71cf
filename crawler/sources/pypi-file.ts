// Which of a package's files is read. Names of files:
// https://packaging.python.org/en/latest/specifications/ (source-distribution-format, binary-distribution-format)
import { normalizePypiName } from './parse-origin.ts';
import type { IndexFile } from './pypi-index.ts';
import { compareVersions, type PypiVersion, parseVersion } from './pypi-version.ts';

const NEWEST = 'latest';

/** A file that could be read: an archive of sources, or a wheel. */
export interface PypiFile {
  file: IndexFile;
  version: PypiVersion;
  versionText: string;
  kind: 'sdist' | 'sdist-zip' | 'wheel' | 'machine-wheel';
}

/** Sources before wheels, wheels for every machine before those for one. */
const PREFERRED: readonly PypiFile['kind'][] = ['sdist', 'sdist-zip', 'wheel', 'machine-wheel'];

const SDIST = /^(.+)\.(tar\.gz|zip)$/;
const WHEEL = /^([^-]+)-([^-]+)-(?:\d[^-]*-)?[^-]+-[^-]+-([^-]+)\.whl$/;

/** The version in the name of an archive of sources, whose project may itself have hyphens. */
function findSdistVersion(stem: string, project: string): string | undefined {
  const dashes = [...stem.matchAll(/-/g)].map(({ index }) => index);
  const end = dashes.find((index) => normalizePypiName(stem.slice(0, index)) === project);
  return end === undefined ? undefined : stem.slice(end + 1);
}

function parseFileName(name: string, project: string): Pick<PypiFile, 'versionText' | 'kind'> | undefined {
  const [, stem, suffix] = SDIST.exec(name) ?? [];
  if (stem !== undefined) {
    const versionText = findSdistVersion(stem, project);
    return versionText === undefined
      ? undefined
      : { versionText, kind: suffix === 'zip' ? 'sdist-zip' : 'sdist' };
  }
  const [, , versionText, platform] = WHEEL.exec(name) ?? [];
  return versionText === undefined
    ? undefined
    : { versionText, kind: platform === 'any' ? 'wheel' : 'machine-wheel' };
}

function toPypiFile(file: IndexFile, project: string): PypiFile[] {
  const parsed = parseFileName(file.name, project);
  const version = parsed && parseVersion(parsed.versionText);
  return parsed && version ? [{ ...parsed, file, version }] : [];
}

const byPreference = (a: PypiFile, b: PypiFile): number =>
  compareVersions(b.version, a.version) ||
  PREFERRED.indexOf(a.kind) - PREFERRED.indexOf(b.kind) ||
  (a.file.name < b.file.name ? -1 : 1);

/** As pip chooses: withdrawn files only where their very version is asked for, pre-releases only where there is nothing else. */
export function chooseFile(
  files: readonly IndexFile[],
  project: string,
  ref: string | null,
): PypiFile | undefined {
  const sorted = files.flatMap((file) => toPypiFile(file, project)).sort(byPreference);
  if (ref !== null && ref !== NEWEST) {
    const wanted = parseVersion(ref);
    return wanted && sorted.find(({ version }) => compareVersions(version, wanted) === 0);
  }
  const offered = sorted.filter(({ file }) => !file.isYanked);
  return offered.find(({ version }) => !version.isPrerelease) ?? offered[0];
}
