import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import PQueue from 'p-queue';
import { z } from 'zod';
import { Extracted } from '#data/schema/extraction.ts';
import type { SkipReason } from '#data/schema/skip.ts';
import type { FileTree } from './snapshot.ts';

/** What one reading may cost, and how many run side by side. */
export interface PoolLimits {
  processes: number;
  timeoutMs: number;
  /** Of JavaScript's heap, and of each WebAssembly memory, in each process. */
  memoryMb: number;
}

/** How processes are started: what they run, and the variables of which they are given the few they need. */
export interface PoolStart {
  worker: string;
  environment: Readonly<Record<string, string>>;
}

/** What was read of a tree; `read` is the files that it depends on, null where the reading was ended. */
const Answer = z.object({ extracted: Extracted, read: z.array(z.string()).nullable() });
export type Answer = z.infer<typeof Answer>;

export interface ExtractPool {
  extract(tree: FileTree): Promise<Answer>;
  /** Ends every process. */
  close(): Promise<void>;
}

/** The program that reads: `crawler/extract-worker.ts`. */
export const EXTRACT_WORKER = fileURLToPath(new URL('extract-worker.ts', import.meta.url));

/** What a process needs to start at all; no token and no key is among it. */
const ENVIRONMENT = ['PATH', 'SystemRoot', 'TEMP', 'TMPDIR'];
const WASM_PAGES_PER_MB = 16;
const PERMISSIONS = ['--permission', '--allow-fs-read=*', '--allow-worker', '--allow-child-process'];

/**
 * What a tree is read with. The sandbox that JavaScript's servers run in is worth optimising; the grammars are not: their lexers are
 * single functions of megabytes, which cost V8's optimising compiler up to two gigabytes and gain nothing.
 */
type Engine = 'optimising' | 'plain';
const ENGINES: Record<Engine, string[]> = { optimising: [], plain: ['--liftoff-only'] };

const engineFor = (tree: FileTree): Engine =>
  tree.listFiles().some((path) => /(^|\/)package\.json$/.test(path)) ? 'optimising' : 'plain';

function start({ worker, environment }: PoolStart, { memoryMb }: PoolLimits, engine: Engine): ChildProcess {
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => ENVIRONMENT.includes(name)));
  const memory = [`--max-old-space-size=${memoryMb}`, `--wasm-max-mem-pages=${memoryMb * WASM_PAGES_PER_MB}`];
  return fork(worker, {
    // It writes nothing. What it starts are our own: the sandbox's threads, and the bundler. https://nodejs.org/api/permissions.html
    execArgv: [...PERMISSIONS, ...memory, ...ENGINES[engine]],
    env,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

function ended(reason: SkipReason, message: string): Answer {
  const skip = { path: '', extractor: 'extract', reason, message };
  return { extracted: { servers: [], skipped: [skip], dependencies: [] }, read: null };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

const toFiles = (tree: FileTree): Map<string, string> =>
  new Map(
    tree.listFiles().flatMap((path) => {
      const text = tree.readFile(path);
      return text === undefined ? [] : [[path, text] as const];
    }),
  );

/** Sends a tree and waits for the answer, for the end of the process or for the end of the time. */
function ask(child: ChildProcess, tree: FileTree, limits: PoolLimits): Promise<Answer> {
  const { timeoutMs, memoryMb } = limits;
  return new Promise((resolve) => {
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onEnd).off('error', onEnd);
      resolve(answer);
    };
    const fail = (message: string) => settle(ended('extractor-failed', message));
    const onMessage = (message: unknown) => {
      const answer = Answer.safeParse(message);
      if (answer.success) settle(answer.data);
      else fail('The process that reads gave no usable answer.');
    };
    const onEnd = () => fail(`The process that reads came to its end, with ${memoryMb} MB to work in.`);
    const timer = setTimeout(
      () => settle(ended('time-limit', `Reading took longer than ${timeoutMs / 1000} s.`)),
      timeoutMs,
    );
    child.on('message', onMessage).on('exit', onEnd).on('error', onEnd);
    child.send(toFiles(tree), (error) => {
      if (error) onEnd();
    });
  });
}

/**
 * Reads trees in processes of their own, so that what no limit inside a reading catches costs that reading alone: a process that takes
 * too long or too much is ended, and its tree's answer says so. Processes are started when they are needed and used again.
 */
export function createExtractPool(limits: PoolLimits, begin: PoolStart): ExtractPool {
  const queue = new PQueue({ concurrency: limits.processes });
  const idle: Record<Engine, ChildProcess[]> = { optimising: [], plain: [] };

  async function extractNow(tree: FileTree): Promise<Answer> {
    const engine = engineFor(tree);
    const child = idle[engine].pop() ?? start(begin, limits, engine);
    const answer = await ask(child, tree, limits);
    if (answer.read === null) await end(child);
    else idle[engine].push(child);
    return answer;
  }

  return {
    extract: (tree) => queue.add(() => extractNow(tree)),
    async close() {
      await queue.onIdle();
      await Promise.all(Object.values(idle).flatMap((children) => children.splice(0).map(end)));
    },
  };
}
