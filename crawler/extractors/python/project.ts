import { parse as parseToml, TomlError } from 'smol-toml';
import { z } from 'zod';
import type { FileTree } from '../../snapshot.ts';
import { foldersAbove } from '../../syntax/python/modules.ts';
import type { Releases } from './sdk.ts';
import { readReleases } from './versions.ts';

/** A folder that is installed as one: it has a manifest, or it is the root. */
export interface Project {
  /** Empty for the root. */
  folder: string;
  name: string | undefined;
  description: string;
  /** `package.module:function` of every command that it installs. */
  scripts: string[];
  releases: Releases;
}

const MANIFESTS = ['pyproject.toml', 'setup.py', 'setup.cfg', 'requirements.txt', 'Pipfile'];
const LOCKS = ['uv.lock', 'poetry.lock', 'pdm.lock'];

const Pyproject = z.object({
  project: z
    .object({
      name: z.string().optional(),
      description: z.string().optional(),
      scripts: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  tool: z
    .object({
      poetry: z
        .object({
          name: z.string().optional(),
          description: z.string().optional(),
          scripts: z.record(z.string(), z.unknown()).optional(),
        })
        .optional(),
    })
    .optional(),
});
type Pyproject = z.infer<typeof Pyproject>;

const join = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`);

function readPyproject(text: string | undefined): Pyproject {
  if (text === undefined) return {};
  try {
    const read = Pyproject.safeParse(parseToml(text));
    return read.success ? read.data : {};
  } catch (cause) {
    // A broken manifest names nothing; what the code says still counts.
    if (cause instanceof TomlError) return {};
    throw cause;
  }
}

const SETUP_TEXT = (key: string) => new RegExp(`\\b${key}\\s*=\\s*["']([^"'\\n]{1,300})["']`);

/** The project of a folder. */
function readProject(tree: FileTree, folder: string): Project {
  const toml = readPyproject(tree.readFile(join(folder, 'pyproject.toml')));
  const setup = tree.readFile(join(folder, 'setup.py')) ?? '';
  const about = { ...toml.tool?.poetry, ...toml.project };
  const above = foldersAbove(join(folder, '_'));
  const read = (names: readonly string[]) =>
    above
      .flatMap((at) => names.map((name) => tree.readFile(join(at, name))))
      .filter((text) => text !== undefined);
  return {
    folder,
    name: about.name ?? SETUP_TEXT('name').exec(setup)?.[1],
    description: about.description ?? SETUP_TEXT('description').exec(setup)?.[1] ?? '',
    scripts: Object.values(about.scripts ?? {}).filter((target) => typeof target === 'string'),
    releases: readReleases(read(LOCKS), read(MANIFESTS)),
  };
}

/** Finds the project of a file: the nearest folder above it that has a manifest. */
export function createProjects(tree: FileTree): (path: string) => Project {
  const projects = new Map<string, Project>();
  const isProject = (folder: string) =>
    folder === '' || MANIFESTS.some((name) => tree.readFile(join(folder, name)) !== undefined);
  return (path) => {
    const folder = foldersAbove(path).find(isProject) ?? '';
    const project = projects.get(folder) ?? readProject(tree, folder);
    projects.set(folder, project);
    return project;
  };
}

const SIDE_FOLDER =
  /(^|\/)(tests?|testing|__tests__|examples?|samples?|demos?|docs?|benchmarks?|evals?|vendor|vendored|third_party|node_modules|site-packages|venv|env|build|dist|fixtures|templates?|tutorials?|cookbook|notebooks|\.[^/]+)\//i;
const SIDE_FILE = /(^|\/)(test_[^/]*|[^/]*_test|conftest|setup|noxfile|tasks)\.py$/i;

/** Whether a file is part of what is shipped, rather than a test, an example, documentation or a copy of somebody else's code. */
export function isOwnCode(path: string): boolean {
  return path.endsWith('.py') && !SIDE_FOLDER.test(path) && !SIDE_FILE.test(path);
}
