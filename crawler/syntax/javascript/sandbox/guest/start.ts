// How a run goes: the program is started, and when nothing is left to do, one phase after the other.
import { emit } from './bridge.ts';
import { switches, unset } from './environment.ts';
import { importOutside } from './modules.ts';
import { join } from './path.ts';
import { gaps, noteTrouble, runTask, troubles } from './tasks.ts';
import { createWorld, type Settings } from './world.ts';

declare global {
  var __settings: string;
  /** Runs the next thing there is to do; false when the phase has nothing left. */
  var __turn: () => boolean;
  /** Begins the next phase; false after the last. */
  var __phase: () => boolean;
  var __importFrom: (file: number) => (specifier: unknown) => Promise<unknown>;
}

export type Namespace = Record<string, unknown>;
export type Load = () => Promise<Namespace>;
/** Something to do when all before has come to rest. */
export type Phase = () => unknown;

const ENDINGS = ['', '.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js'];

/** The file that a computed path means, among those that are bundled. */
function findModule(path: string, modules: ReadonlyMap<string, Load>): Load | undefined {
  const plain = path
    .replace(/^file:\/\//, '')
    .replace(/[?#].*$/, '')
    .replace(/^\//, '');
  const stem = plain.replace(/\.[cm]?js$/, '');
  const found = [plain, stem].flatMap((each) => ENDINGS.map((ending) => each + ending));
  return found.map((each) => modules.get(each)).find((each) => each !== undefined);
}

const createImport =
  (modules: ReadonlyMap<string, Load>, files: readonly string[]) =>
  (file: number) =>
  async (specifier: unknown): Promise<unknown> => {
    const text = String(specifier);
    const from = files[file] ?? '';
    const isPath = /^(?:\.|\/|file:)/.test(text);
    const path = text.startsWith('.') ? join('/', from, '..', text) : text;
    const load = isPath ? findModule(path, modules) : undefined;
    return load ? load() : importOutside(text);
  };

/** Sets up the world and arranges what the host then drives by `__turn` and `__phase`. */
export function startProgram(
  load: Load,
  modules: Record<string, Load>,
  prepare: () => void,
  then: (entry: Namespace) => readonly Phase[],
): void {
  const settings: Settings = JSON.parse(globalThis.__settings);
  createWorld(settings);
  prepare();
  globalThis.__importFrom = createImport(new Map(Object.entries(modules)), settings.files);
  const phases: Phase[] = [];
  const begin = async () => {
    const entry = await load().then((namespace) => namespace, noteTrouble);
    emit({ kind: 'loaded', loaded: entry !== undefined });
    loaded = entry ?? {};
  };
  let loaded: Namespace = {};
  phases.push(begin, () => phases.push(...then(loaded)));
  globalThis.__turn = runTask;
  globalThis.__phase = () => {
    const phase = phases.shift();
    if (!phase) {
      const asked = { switches: [...switches].sort(), unset: [...unset].sort() };
      emit({ kind: 'end', troubles, ...asked, gaps: [...gaps] });
      return false;
    }
    try {
      const done = phase();
      if (done instanceof Promise) done.catch(noteTrouble);
    } catch (error) {
      noteTrouble(error);
    }
    return true;
  };
}
