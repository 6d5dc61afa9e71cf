import type { FileTree } from '../../snapshot.ts';

/** Major, minor, patch and the number of the preview; a release counts as after all of its previews. */
export type Version = readonly [number, number, number, number];

/** What an unpinned reference installs. */
const NEWEST: Version = [2, 0, 0, Number.POSITIVE_INFINITY];

const PACKAGE = /ModelContextProtocol(?:\.AspNetCore|\.Core)?/.source;

/** `<PackageReference Include="…" Version="…"/>`, `<PackageVersion …>`, `#:package …@…`, a resolved lock file. */
const STATED = [
  new RegExp(`(?:Include|Update)="${PACKAGE}"[^>]{0,200}?Version(?:Override)?="([^"]{1,60})"`),
  new RegExp(`Version="([^"]{1,60})"[^>]{0,200}?(?:Include|Update)="${PACKAGE}"`),
  new RegExp(`(?:Include|Update)="${PACKAGE}"[^>]{0,200}>\\s{0,200}<Version>([^<]{1,60})<`),
  new RegExp(`^#:package\\s+${PACKAGE}@(\\S{1,60})`, 'm'),
];

const SOURCES =
  /(^|\/)(Directory\.Packages\.props|Directory\.Build\.(props|targets)|[^/]+\.(csproj|fsproj|props))$/;

export function isAtLeast(version: Version, other: Version): boolean {
  const at = version.findIndex((part, index) => part !== other[index]);
  return at < 0 || (version[at] ?? 0) > (other[at] ?? 0);
}

/** `0.3.0-preview.2`, `[1.0.0,)`, `0.4.*`; undefined for a property or anything else. */
export function parseVersion(text: string): Version | undefined {
  const found = /(\d{1,6})(?:\.(\d{1,6}|\*))?(?:\.(\d{1,6}|\*))?(?:-[a-z]{1,12}\.?(\d{1,6}|\*)?)?/i.exec(
    text,
  );
  if (text.trim() === '*' || text.trim() === '*-*') return NEWEST;
  if (!found) return undefined;
  const [, major, minor, patch, preview] = found;
  const part = (value: string | undefined) => (value === '*' ? Number.POSITIVE_INFINITY : Number(value ?? 0));
  const isPreview = text.includes('-') && !text.includes('*-*');
  return [Number(major), part(minor), part(patch), isPreview ? part(preview) : Number.POSITIVE_INFINITY];
}

const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/');

/** The release of the SDK that a file is built with: what its project says, else what the folders above say, else the tree. */
export function createVersions(tree: FileTree): (path: string) => Version {
  const texts = tree
    .listFiles()
    .filter((path) => SOURCES.test(path))
    .map((path) => ({ folder: folderOf(path), text: tree.readFile(path) ?? '' }));
  const stated = texts.flatMap(({ folder, text }) => {
    const version = statedIn(text, texts);
    return version ? [{ folder, version }] : [];
  });
  return (path) => {
    const own = statedIn(tree.readFile(path) ?? '', texts);
    if (own) return own;
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const here = stated.find((each) => each.folder === folder);
      if (here) return here.version;
      if (folder === '') return stated[0]?.version ?? NEWEST;
    }
  };
}

function statedIn(text: string, texts: readonly { text: string }[]): Version | undefined {
  for (const pattern of STATED) {
    const said = pattern.exec(text)?.[1];
    if (said !== undefined) return parseVersion(resolved(said, texts));
  }
  return undefined;
}

/** `$(McpVersion)` is what a property of any project file says. */
function resolved(said: string, texts: readonly { text: string }[]): string {
  const property = /^\$\((\w{1,60})\)$/.exec(said)?.[1];
  if (property === undefined) return said;
  const element = new RegExp(`<${property}>([^<]{1,60})<`);
  return texts.map(({ text }) => element.exec(text)?.[1]).find((value) => value !== undefined) ?? '';
}
