/**
 * What of a repository or package is read at all, by name alone. Everything not named here is kept. What is named here is left out
 * without a Skip: it can hold no tool definition, and one Skip for each picture would bury those that matter.
 */

/** Other people's code, caches, and the version control's own files. */
const IRRELEVANT_FOLDERS: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  '.git',
  '.hg',
  '.svn',
  '.yarn',
  '.pnpm-store',
  '.venv',
  'site-packages',
  '__pycache__',
  '.tox',
  '.gradle',
]);

const IRRELEVANT_EXTENSIONS: ReadonlySet<string> = new Set(
  [
    'png jpg jpeg gif webp avif bmp ico icns svg tif tiff psd ai eps fig sketch drawio excalidraw',
    'woff woff2 ttf otf eot',
    'mp3 mp4 m4a m4v mov avi mkv webm wav ogg flac',
    'zip gz tgz bz2 xz zst 7z rar tar whl gem jar war ear nupkg crate mcpb dxt vsix',
    'wasm node exe dll so dylib a lib o obj class pyc pyo pdb bin dat db sqlite sqlite3 parquet onnx',
    'map lockb pdf doc docx xls xlsx ppt pptx odt csv tsv',
  ].flatMap((row) => row.split(' ')),
);

const IRRELEVANT_FILES: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db']);

/** True for a path that cannot matter to a reader of tool definitions. */
export function isIrrelevant(path: string): boolean {
  const segments = path.split('/');
  const file = segments.pop();
  if (file === undefined || segments.some((folder) => IRRELEVANT_FOLDERS.has(folder))) return true;
  const dot = file.lastIndexOf('.');
  const extension = file.slice(dot + 1).toLowerCase();
  return IRRELEVANT_FILES.has(file) || (dot > 0 && IRRELEVANT_EXTENSIONS.has(extension));
}

/** True for a folder whose files cannot matter, so that it need not be entered. */
export const isIrrelevantFolder = (name: string): boolean => IRRELEVANT_FOLDERS.has(name);

const BUILD_OUTPUT: ReadonlySet<string> = new Set(['dist', 'build', 'out']);
const TYPESCRIPT = /(?<!\.d)\.[cm]?tsx?$/;

/**
 * True for a folder that a compiler wrote beside its source: it may be older than the source and would then show tools that are gone.
 * Left out of repositories and folders; a published package is what its users run, so packages keep theirs. Wrong where somebody
 * keeps sources in a folder of such a name next to `src`.
 */
export function isBuildOutput(name: string, siblings: ReadonlySet<string>): boolean {
  if (!BUILD_OUTPUT.has(name)) return false;
  return (
    siblings.has('src') ||
    (siblings.has('tsconfig.json') && [...siblings].some((file) => TYPESCRIPT.test(file)))
  );
}

function listNamesByFolder(paths: Iterable<string>): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const path of paths) {
    const segments = path.split('/');
    for (const [depth, name] of segments.entries()) {
      const folder = segments.slice(0, depth).join('/');
      names.set(folder, (names.get(folder) ?? new Set()).add(name));
    }
  }
  return names;
}

/** The files of a repository without those that `isBuildOutput` tells of. */
export function dropBuildOutput(files: ReadonlyMap<string, string>): Map<string, string> {
  const names = listNamesByFolder(files.keys());
  const isBuilt = (path: string) => {
    const folders = path.split('/').slice(0, -1);
    return folders.some((name, depth) =>
      isBuildOutput(name, names.get(folders.slice(0, depth).join('/')) ?? new Set()),
    );
  };
  return new Map([...files].filter(([path]) => !isBuilt(path)));
}
