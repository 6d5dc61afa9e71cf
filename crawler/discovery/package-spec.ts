/** npm's own shorthands: `owner/name` is a repository of GitHub, anything with a scheme is what it says. */
function fromNpm(spec: string): string {
  if (/^[a-z+]+:/.test(spec)) return spec.replace('#', '@');
  return /^[^@./][^/]*\/[^/]+$/.test(spec) ? `github:${spec.replace('#', '@')}` : `npm:${spec}`;
}

const GIT_ADDRESS = /^git\+(https?:\/\/[^@#\s]+?)(?:\.git)?(?:@([^#\s]+))?(?:#(.*))?$/;

/** `git+https://host/owner/name@ref#subdirectory=folder`, as an address that a browser would be given. */
function fromGitAddress([, address, ref, fragment = '']: RegExpExecArray): string {
  const folder = new URLSearchParams(fragment).get('subdirectory');
  if (ref === undefined && folder === null) return `${address}`;
  return `${address}/tree/${ref ?? 'HEAD'}${folder === null ? '' : `/${folder}`}`;
}

/**
 * A requirement (https://packaging.python.org/en/latest/specifications/dependency-specifiers/): name, extras and version; or the same
 * name behind an address. Of a range the newest version is taken.
 */
function fromPypi(spec: string): string {
  const bare = spec.replace(/^[\w.-]+\s*(?:\[[^\]]*\])?\s*@\s*(?=git\+)/, '');
  const git = GIT_ADDRESS.exec(bare);
  if (git !== null) return fromGitAddress(git);
  if (/^[a-z+]+:/.test(bare)) return bare;
  const [, name, version] = /^([\w.-]+)\s*(?:\[[^\]]*\])?\s*(?:(?:===?|@)\s*([\w.!+]+)$)?/.exec(bare) ?? [];
  return `pypi:${name ?? bare}${version === undefined ? '' : `@${version}`}`;
}

/** What a person would call the source of a package, given how a runner of its registry names it. */
export const toSource = (spec: string, registry: 'npm' | 'pypi'): string =>
  registry === 'npm' ? fromNpm(spec) : fromPypi(spec);
