// Runs bundles in a thread beside this one. What a run may do is counted by the engine; a run that keeps the engine from counting is
// ended by the clock, together with its thread.
import { Worker } from 'node:worker_threads';
import type { Job, Run } from './run.ts';

/** How long an engine may go without counting. No honest run comes near it, however busy the machine is. */
const SILENCE_MS = 30_000;

let worker: Worker | undefined;
let last: Promise<unknown> = Promise.resolve();
/** Rises whenever the engine counts. */
const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

function startWorker(): Worker {
  const started = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { stackSizeMb: 16 },
    workerData: beats,
  });
  started.unref();
  return started;
}

/** Does something when the engine has not counted for too long; answers what keeps it from being done. */
function onSilence(run: () => void): () => void {
  let heard = Atomics.load(beats, 0);
  const timer = setInterval(() => {
    const now = Atomics.load(beats, 0);
    if (now === heard) run();
    heard = now;
  }, SILENCE_MS);
  return () => clearInterval(timer);
}

function runNow(job: Job): Promise<Run> {
  worker ??= startWorker();
  const current = worker;
  return new Promise((resolve) => {
    const end = (run: Run) => {
      stopWatching();
      current.off('message', end).off('error', fail);
      current.unref();
      resolve(run);
    };
    const giveUp = (cut: Run['cut'][number], failure: string) => {
      worker = undefined;
      current.terminate().then(() => end({ output: [], cut: [cut], failure }));
    };
    const fail = (error: Error) => giveUp('engine', error.message);
    const stopWatching = onSilence(() => giveUp('time', 'the run did not come to an end'));
    current.ref();
    current.on('message', end).on('error', fail);
    current.postMessage(job);
  });
}

/** Starts the thread of the next run, so that it is there when it is needed. */
export function warmUp(): void {
  worker ??= startWorker();
}

/** Runs a bundle; one at a time, in the order of the calls. Never rejects: what goes wrong is said in the run. */
export function runIsolated(job: Job): Promise<Run> {
  const run = last.then(() => runNow(job));
  last = run;
  return run;
}
