// One file of everything that a run needs: our world, the program, and the packages that are linked in.
import { fileURLToPath } from 'node:url';
import { type BuildFailure, build } from 'esbuild';
import { createTreePlugin, ENTRY, type Met, type Sources } from './tree-plugin.ts';

export type { Sources };

export type Bundle =
  | { kind: 'bundled'; code: string; isModule: boolean; met: Met }
  | { kind: 'failed'; message: string; met: Met };

/** Larger programs are not run. In characters. */
const MAX_CODE = 40_000_000;

const TSCONFIG = {
  compilerOptions: {
    experimentalDecorators: true,
    jsx: 'react-jsx',
    useDefineForClassFields: true,
    verbatimModuleSyntax: false,
  },
} as const;

/** The first module: it sets up the world, and names the files that may be imported by a computed path. */
function startOf(guest: string, importable: readonly string[]): string {
  const rows = importable.map(
    (path) => `${JSON.stringify(path)}: () => import(${JSON.stringify(`sandbox:${path}`)})`,
  );
  return `import { start } from ${JSON.stringify(guest)};
start(() => import(${JSON.stringify(ENTRY)}), {${rows.join(',\n')}});`;
}

const isFailure = (error: unknown): error is BuildFailure =>
  error instanceof Error && 'errors' in error && Array.isArray(error.errors);

/** What is bundled: a file of the snapshot, under a guest that sets up the world and starts it. */
export interface Program {
  entry: string;
  /** The module of ours that exports `start`. */
  guest: URL;
  /** Files that the program may import by computed paths. */
  importable: readonly string[];
}

/** From here on, in characters, names of functions are not kept and lines not either: compiling would take ten times as long. */
const LARGE = 3_000_000;

/** ES modules may wait at their top level; scripts may use words that modules reserve. */
const FORMATS = ['esm', 'iife'] as const;
const STRICT_ONLY = /strict mode|top-level await|"esm" output format/i;

interface Form {
  format: (typeof FORMATS)[number];
  isLarge: boolean;
}

async function bundleAs({ format, isLarge }: Form, program: Program, sources: Sources): Promise<Bundle> {
  const { entry, importable } = program;
  const met: Met = { entry, files: new Set(), outside: new Set(), missing: [], computesImports: false };
  const guest = fileURLToPath(program.guest);
  const guestFolder = fileURLToPath(new URL('.', program.guest));
  try {
    const { outputFiles } = await build({
      stdin: { contents: startOf(guest, importable), resolveDir: guestFolder },
      plugins: [createTreePlugin(sources, met, guestFolder)],
      bundle: true,
      write: false,
      format,
      platform: 'node',
      target: 'es2023',
      keepNames: !isLarge,
      minifyWhitespace: isLarge,
      logLevel: 'silent',
      legalComments: 'none',
      define: { 'import.meta': '__importMeta' },
      tsconfigRaw: TSCONFIG,
    });
    const code = outputFiles[0]?.text ?? '';
    return code.length > MAX_CODE
      ? { kind: 'failed', message: 'the program is larger than what is run', met }
      : { kind: 'bundled', code, isModule: format === 'esm', met };
  } catch (error) {
    if (!isFailure(error)) throw error;
    const [first] = error.errors;
    const place = first?.location?.file.replace(/^tree:/, '') ?? entry;
    return { kind: 'failed', message: `${place}: ${first?.text ?? error.message}`, met };
  }
}

/** Bundles a file of a snapshot with all that it imports. Nothing is written to disk. */
export async function bundle(program: Program, sources: Sources): Promise<Bundle> {
  const first = await bundleAs({ format: 'esm', isLarge: false }, program, sources);
  const isStrict = first.kind === 'failed' && STRICT_ONLY.test(first.message);
  const format = isStrict ? 'iife' : 'esm';
  const second = isStrict ? await bundleAs({ format, isLarge: false }, program, sources) : first;
  const isLarge = second.kind === 'bundled' && second.code.length > LARGE;
  return isLarge ? bundleAs({ format, isLarge }, program, sources) : second;
}
