// The thread that engines run in: one that never answers can be ended from outside.
import { parentPort } from 'node:worker_threads';
import { type Job, runBundle } from './run.ts';

parentPort?.on('message', (job: Job) => {
  runBundle(job, () => performance.now()).then(
    (run) => parentPort?.postMessage(run),
    (error) => parentPort?.postMessage({ output: [], cut: ['engine'], failure: String(error) }),
  );
});
