// The order of versions of Python packages: https://packaging.python.org/en/latest/specifications/version-specifiers/

const VERSION =
  /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|beta|preview|pre|a|b|c|rc)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/i;
const MAX_LENGTH = 100;

const PHASES: Readonly<Record<string, number>> = {
  a: 0,
  alpha: 0,
  b: 1,
  beta: 1,
  c: 2,
  rc: 2,
  pre: 2,
  preview: 2,
};
const BEFORE_ALL_PHASES = -1;
const AFTER_ALL_PHASES = 3;

/** A version, ready to be compared. */
export interface PypiVersion {
  release: readonly number[];
  /** Epoch; phase and its number; post-release; development release: in the order in which they decide. */
  epoch: number;
  rest: readonly number[];
  local: string;
  isPrerelease: boolean;
}

const dropZeros = (release: readonly number[]): readonly number[] =>
  release.slice(0, release.findLastIndex((part) => part !== 0) + 1);

/** The number behind a word such as `post`: none is 0 where the word stands, -1 where it does not. */
const numberOf = (word: string | undefined, digits: string | undefined): number =>
  word === undefined ? -1 : Number(digits);

function findPhase(pre: string | undefined, isPost: boolean, isDev: boolean): number {
  if (pre !== undefined) return PHASES[pre.toLowerCase()] ?? AFTER_ALL_PHASES;
  return isDev && !isPost ? BEFORE_ALL_PHASES : AFTER_ALL_PHASES;
}

/** Undefined for what is no version. */
export function parseVersion(text: string): PypiVersion | undefined {
  const match = text.length <= MAX_LENGTH ? VERSION.exec(text.trim()) : null;
  if (match === null) return undefined;
  const [, epoch, release = '', pre, preNumber, implicitPost, post, postNumber, dev, devNumber, local] =
    match;
  const isPost = implicitPost !== undefined || post !== undefined;
  const isDev = dev !== undefined;
  return {
    epoch: epoch === undefined ? 0 : Number(epoch),
    release: dropZeros(release.split('.').map(Number)),
    rest: [
      findPhase(pre, isPost, isDev),
      numberOf(pre, preNumber),
      implicitPost === undefined ? numberOf(post, postNumber) : Number(implicitPost),
      isDev ? Number(devNumber) : Number.POSITIVE_INFINITY,
    ],
    local: local === undefined ? '' : local.toLowerCase().replaceAll(/[-_]/g, '.'),
    isPrerelease: pre !== undefined || isDev,
  };
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const [left = 0, right = 0] = [a[index], b[index]];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** Negative where `a` is older. Local versions are compared as text: no index that is published has any. */
export function compareVersions(a: PypiVersion, b: PypiVersion): number {
  return (
    a.epoch - b.epoch ||
    compareNumbers(a.release, b.release) ||
    compareNumbers(a.rest, b.rest) ||
    (a.local < b.local ? -1 : Number(a.local > b.local))
  );
}
