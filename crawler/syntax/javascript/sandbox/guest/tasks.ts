// Timers and everything else that runs later, in the order of a clock that only moves when something waits for it.

interface Task {
  due: number;
  run: () => void;
}

/** Tasks that one run may queue: enough for the set-up of any server, and an end for those that queue themselves. */
const MAX_TASKS = 5_000;

const queue: Task[] = [];
const cancelled = new Set<number>();
let clock = 0;
let queued = 0;

/** Exceptions that nobody of the guest handled, as `Name: message`. */
export const troubles: string[] = [];
const MAX_TROUBLES = 50;

export function noteTrouble(error: unknown): void {
  if (troubles.length >= MAX_TROUBLES) return;
  try {
    const text =
      error instanceof Error ? `${error.name}: ${error.message} ${error.stack ?? ''}` : String(error);
    troubles.push(text.slice(0, 600));
  } catch {
    troubles.push('an exception that cannot be shown');
  }
}

/** What a run may have lacked: lists of stubs that it went through, and files that it looked for and that are not there. */
export const gaps = new Set<string>();
const MAX_GAPS = 20;

export function noteGap(what: string): void {
  if (gaps.size < MAX_GAPS) gaps.add(what.slice(0, 200));
}

/** Milliseconds since the run began, as the guest sees them. */
export const now = (): number => clock;

/** Moves the clock a little, so that loops that wait for it end. */
export function tick(): number {
  clock += 1;
  return clock;
}

/** Runs something when everything that is due before has run; answers its number, or 0 beyond the budget. */
export function schedule(run: () => void, delay = 0): number {
  queued += 1;
  if (queued > MAX_TASKS) return 0;
  const number = queued;
  const due = clock + (delay > 0 ? delay : 0);
  const task = { due, run: () => cancelled.has(number) || run() };
  const place = queue.findIndex((each) => each.due > due);
  queue.splice(place < 0 ? queue.length : place, 0, task);
  return number;
}

export const cancel = (number: number): void => {
  cancelled.add(number);
};

/** Runs the next task; false when there is none. */
export function runTask(): boolean {
  const task = queue.shift();
  if (!task) return false;
  clock = Math.max(clock, task.due);
  try {
    task.run();
  } catch (error) {
    noteTrouble(error);
  }
  return true;
}
