// Runs bundles in a thread beside this one. What a run may do is counted by the engine; a run that keeps the engine from counting is
// ended by the clock, together with its thread.
import { Worker } from 'node:worker_threads';
import type { Job, Run } from './run.ts';

/** No honest run comes near it: those are ended by the count of what they do. */
const DEADLINE_MS = 20_000;

let worker: Worker | undefined;
let last: Promise<unknown> = Promise.resolve();

function startWorker(): Worker {
  const started = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { stackSizeMb: 16 },
  });
  started.unref();
  return started;
}

function runNow(job: Job): Promise<Run> {
  worker ??= startWorker();
  const current = worker;
  return new Promise((resolve) => {
    const end = (run: Run) => {
      clearTimeout(timer);
      current.off('message', end).off('error', fail);
      current.unref();
      resolve(run);
    };
    const giveUp = (cut: Run['cut'][number], failure: string) => {
      worker = undefined;
      current.terminate().then(() => end({ output: [], cut: [cut], failure }));
    };
    const fail = (error: Error) => giveUp('engine', error.message);
    const timer = setTimeout(() => giveUp('time', 'the run did not come to an end'), DEADLINE_MS);
    current.ref();
    current.on('message', end).on('error', fail);
    current.postMessage(job);
  });
}

/** Runs a bundle; one at a time, in the order of the calls. Never rejects: what goes wrong is said in the run. */
export function runIsolated(job: Job): Promise<Run> {
  const run = last.then(() => runNow(job));
  last = run;
  return run;
}
