// The thread that engines run in: one that never answers can be ended from outside.
import { parentPort, workerData } from 'node:worker_threads';
import { type Job, runBundle } from './run.ts';

const beats: unknown = workerData;

/** What this thread has worked: a busy machine takes nothing from a run. */
function readClock(): number {
  if (beats instanceof Int32Array) Atomics.add(beats, 0, 1);
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

parentPort?.on('message', (job: Job) => {
  runBundle(job, readClock).then(
    (run) => parentPort?.postMessage(run),
    (error) => parentPort?.postMessage({ output: [], cut: ['engine'], failure: String(error) }),
  );
});
