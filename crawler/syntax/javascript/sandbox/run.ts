// QuickJS in WebAssembly: https://github.com/justjake/quickjs-emscripten. Only strings cross the border.
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSSyncVariant,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import type { Settings } from './guest/world.ts';

export type { Settings };

/** What one run may use. */
export interface Limits {
  memoryBytes: number;
  stackBytes: number;
  /** How often the engine may ask whether to go on, for the start and for each phase after it: every ten thousand loops or calls. */
  turns: number;
  /** The same by the work of the thread, for programs whose loops and calls do much. In milliseconds. */
  time: number;
  /** Characters handed out. */
  output: number;
}

export const LIMITS: Limits = {
  memoryBytes: 256_000_000,
  stackBytes: 400_000,
  turns: 8_000,
  time: 10_000,
  output: 24_000_000,
};

/** What a run handed out, and the reasons why it may not be all. */
export interface Run {
  output: string[];
  cut: ('time' | 'output' | 'engine')[];
  /** What the program failed of before anything else ran; null when it did not. */
  failure: string | null;
}

/** What is run: a bundle, what its guest is told, and the files that it may read. */
export interface Job {
  code: string;
  isModule: boolean;
  settings: Settings;
  files: ReadonlyMap<string, string>;
  limits: Limits;
}

type Give = (argument: string) => string | undefined;

/** Makes a function of ours known to the guest. It takes one string and answers one or nothing. */
function give(context: QuickJSContext, name: string, run: Give): void {
  const handle = context.newFunction(name, (argument) => {
    const isText = argument !== undefined && context.typeof(argument) === 'string';
    const answer = run(isText ? context.getString(argument) : '');
    return answer === undefined ? context.undefined : context.newString(answer);
  });
  context.setProp(context.global, name, handle);
  handle.dispose();
}

/** Milliseconds of work since some moment. */
export type Clock = () => number;

interface Meter {
  turns: number;
  /** Turns that a phase may take; all of them before any was cut. */
  share: number;
  readonly whole: number;
  /** When the phase has to be over; it begins when the engine first counts, so that compiling a large program is not part of it. */
  deadline: number;
  spent: boolean;
}

const isOver = (meter: Meter, now: Clock) => meter.turns > meter.share || now() > meter.deadline;

function limit(runtime: QuickJSRuntime, limits: Limits, now: Clock): Meter {
  const { turns: whole } = limits;
  const meter: Meter = {
    turns: 0,
    share: whole,
    whole,
    deadline: Number.POSITIVE_INFINITY,
    spent: false,
  };
  runtime.setMemoryLimit(limits.memoryBytes);
  runtime.setMaxStackSize(limits.stackBytes);
  runtime.setInterruptHandler(() => {
    meter.turns += 1;
    if (meter.deadline === Number.POSITIVE_INFINITY) meter.deadline = now() + limits.time;
    const over = isOver(meter, now);
    meter.spent ||= over;
    return over;
  });
  return meter;
}

function messageOf(context: QuickJSContext, error: QuickJSHandle): string {
  const shown: unknown = context.dump(error);
  error.dispose();
  if (typeof shown !== 'object' || shown === null) return String(shown).slice(0, 400);
  const { name, message } = { name: '', message: '', ...shown };
  return `${name}: ${message}`.slice(0, 400);
}

/** Calls a function of the guest that answers true or false; false as well when it failed. */
function ask(context: QuickJSContext, name: string): boolean {
  const called = context.evalCode(`${name}()`, 'host.js', { type: 'global' });
  if (called.error) {
    called.error.dispose();
    return false;
  }
  const answer = context.typeof(called.value) === 'boolean' && context.dump(called.value) === true;
  called.value.dispose();
  return answer;
}

/** Promises that are settled before the engine counts them as work, and the turns that they count as. */
const BATCH = { jobs: 1_000, turns: 10 };
/** Jobs may fail for lack of memory, and then stay where they are. */
const MAX_FAILURES = 20;

/** Lets everything that waits run, until nothing is left or the share is used up. */
function settle(context: QuickJSContext, meter: Meter, now: Clock): void {
  const { runtime } = context;
  let failures = 0;
  do {
    while (runtime.hasPendingJob() && !isOver(meter, now) && failures < MAX_FAILURES) {
      const jobs = runtime.executePendingJobs(BATCH.jobs);
      if (jobs.error) failures += 1;
      else if (jobs.value >= BATCH.jobs) meter.turns += BATCH.turns;
      jobs.dispose();
    }
    meter.spent ||= isOver(meter, now);
  } while (!isOver(meter, now) && failures < MAX_FAILURES && ask(context, '__turn'));
}

/** Of a program that used up its share, what is left for the phases after that. */
const REST = 8;

function drive(
  context: QuickJSContext,
  { code, isModule, limits }: Job,
  meter: Meter,
  now: Clock,
): string | null {
  const started = context.evalCode(code, 'program.js', { type: isModule ? 'module' : 'global' });
  if (started.error) return messageOf(context, started.error);
  started.value.dispose();
  do {
    settle(context, meter, now);
    if (meter.spent) {
      meter.share = meter.whole / REST;
      meter.deadline = now() + limits.time / REST;
    }
    meter.turns = 0;
  } while (ask(context, '__phase'));
  return null;
}

/** Gives the guest what it is told, and collects what it says. */
function connect(context: QuickJSContext, { settings, files, limits }: Job, output: string[]): () => boolean {
  let left = limits.output;
  give(context, '__readFile', (path) => files.get(path));
  give(context, '__listFiles', () => JSON.stringify([...files.keys()]));
  give(context, '__emit', (json) => {
    left -= json.length;
    if (left >= 0) output.push(json);
    return undefined;
  });
  const handle = context.newString(JSON.stringify(settings));
  context.setProp(context.global, '__settings', handle);
  handle.dispose();
  return () => left < 0;
}

const PAGE_BYTES = 65_536;
/** What an engine begins with: growing takes longer than most runs do. */
const FIRST_BYTES = 64_000_000;

declare const WebAssembly: { Memory: new (pages: { initial: number; maximum: number }) => object };

/** The package's types are those of its CommonJS form, whose default is one level deeper than that of its ES module. */
function unwrap({ default: given }: { default: QuickJSSyncVariant | { default: QuickJSSyncVariant } }) {
  return 'default' in given ? given.default : given;
}

/** An engine whose memory ends at the limit: its own count of what it uses leaves out the largest things. */
async function createEngine({ memoryBytes }: Limits): Promise<QuickJSWASMModule> {
  const variant = unwrap(await import('@jitl/quickjs-wasmfile-release-sync'));
  const maximum = Math.ceil(memoryBytes / PAGE_BYTES);
  const initial = Math.min(maximum, Math.ceil(FIRST_BYTES / PAGE_BYTES));
  const wasmMemory = new WebAssembly.Memory({ initial, maximum });
  return newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory }));
}

/** Runs a bundle in an engine of its own, which is thrown away afterwards. */
export async function runBundle(job: Job, now: Clock): Promise<Run> {
  const run: Run = { output: [], cut: [], failure: null };
  const engine = await createEngine(job.limits);
  const runtime = engine.newRuntime();
  const meter = limit(runtime, job.limits, now);
  const context = runtime.newContext();
  const isFull = connect(context, job, run.output);
  try {
    run.failure = drive(context, job, meter, now);
  } catch (error) {
    // The engine ran out of the host's stack or broke: it is not asked again, and what it said before counts.
    run.cut.push('engine');
    run.failure = error instanceof Error ? error.message : String(error);
  }
  if (meter.spent) run.cut.push('time');
  if (isFull()) run.cut.push('output');
  return run;
}
