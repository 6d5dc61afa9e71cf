// Everything that a program expects to be there, put in place before the first line of it runs.
import { listTree } from './bridge.ts';
import { atob, Buffer, btoa, TextDecoder, TextEncoder } from './bytes.ts';
import { type Daring, turnOn } from './environment.ts';
import { AbortController, AbortSignal, CustomEvent, Event, EventTarget } from './events.ts';
import { admitEverything } from './everything.ts';
import { guardNatives } from './guard.ts';
import { importOutside } from './modules.ts';
import { createRequire, defineNodeModules } from './node-modules.ts';
import { createProcess, print } from './process.ts';
import { createStub } from './stub.ts';
import { cancel, noteTrouble, now, schedule, tick } from './tasks.ts';
import { URL, URLSearchParams } from './url.ts';
import { crypto, fetch, Headers, Request, Response, random, structuredClone } from './web.ts';

/** What one run is told. */
export interface Settings {
  /** The file that is run, as the program sees it. */
  entry: string;
  daring: Daring;
  /** The one switch that a bold run turns on; null for all there are. */
  only: string | null;
  /** Names that an earlier run found undefined. */
  unknownGlobals: readonly string[];
  /** The files of the program by their numbers. */
  files: readonly string[];
}

/** Where the day stands still, in milliseconds. */
const TODAY = Date.UTC(2026, 0, 1);

/** A clock that moves only when it is read or waited for, so that the same program does the same every time. */
const createDate = (RealDate: DateConstructor): DateConstructor =>
  new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [TODAY + tick()] : args, newTarget),
    apply: (target) => Reflect.construct(target, [TODAY]).toString(),
    get: (target, key) => (key === 'now' ? () => TODAY + tick() : Reflect.get(target, key)),
  });

/** What a timer answers: an object in Node that can also be compared and cleared. */
function setTimer(run: unknown, delay?: number, ...args: unknown[]): object {
  const number = typeof run === 'function' ? schedule(() => void run(...args), Number(delay) || 0) : 0;
  const timer: Record<string | symbol, unknown> = { [Symbol.toPrimitive]: () => number };
  for (const name of ['ref', 'unref', 'refresh']) timer[name] = () => timer;
  timer.hasRef = () => true;
  return timer;
}
const clearTimer = (timer: unknown) => cancel(Number(timer));

/** What is logged is kept where it is an error: that is how most programs say why they cannot go on. */
function log(...args: unknown[]): void {
  for (const each of args) if (each instanceof Error) noteTrouble(each);
}

const quiet = createStub(['console']);
const said = (...args: unknown[]) => {
  log(...args);
  print(`${args.filter((each) => typeof each === 'string').join(' ')}\n`);
};
const guestConsole = new Proxy(Object.create(null), {
  get: (_target, key) => {
    if (key === 'log' || key === 'info') return said;
    return key === 'error' || key === 'warn' || key === 'debug' ? log : Reflect.get(quiet, key);
  },
  set: () => true,
});

const WEB = {
  URL,
  URLSearchParams,
  TextEncoder,
  TextDecoder,
  AbortController,
  AbortSignal,
  Event,
  CustomEvent,
  EventTarget,
  Headers,
  Request,
  Response,
  fetch,
  atob,
  btoa,
  structuredClone,
  Buffer,
};

const ABSENT =
  'Intl ReadableStream WritableStream TransformStream TextDecoderStream TextEncoderStream CompressionStream DecompressionStream ' +
  'Blob File FormData WebSocket MessageChannel MessagePort BroadcastChannel XMLHttpRequest WebAssembly DOMException EventSource ' +
  'ErrorEvent MessageEvent CloseEvent ProgressEvent CacheStorage caches PerformanceObserver SharedArrayBuffer Atomics';

/** Sets up the world of one run. */
export function createWorld({ entry, daring, only, unknownGlobals }: Settings): void {
  if (daring === 'bold') turnOn(only === null ? 'all' : { only });
  const world = globalThis;
  const define = (name: string, value: unknown) =>
    Object.defineProperty(world, name, { value, writable: true, configurable: true, enumerable: false });
  for (const [name, value] of Object.entries(WEB)) define(name, value);
  for (const name of ABSENT.split(' ')) if (!(name in world)) define(name, createStub([name]));
  for (const name of unknownGlobals) define(name, createStub([name]));
  define('Date', createDate(Date));
  Math.random = random;
  define('global', world);
  define('console', guestConsole);
  define('crypto', crypto);
  define('navigator', { userAgent: 'Node.js/24', language: 'en-US', hardwareConcurrency: 1 });
  define('performance', { now, mark: () => undefined, measure: () => undefined, timeOrigin: TODAY });
  for (const name of ['setTimeout', 'setInterval']) define(name, setTimer);
  define('setImmediate', (run: unknown, ...args: unknown[]) => setTimer(run, 0, ...args));
  for (const name of ['clearTimeout', 'clearInterval', 'clearImmediate']) define(name, clearTimer);
  define('queueMicrotask', (run: () => unknown) => void Promise.resolve().then(run).catch(noteTrouble));
  Error.captureStackTrace ??= () => undefined;
  define('process', createProcess(`/${entry}`, [], daring));
  define('__outside', importOutside);
  const main = { exports: {} };
  define('module', main);
  define('exports', main.exports);
  define('require', Object.assign(createRequire(`/${entry}`), { main, resolve: String }));
  defineNodeModules();
  if (daring === 'bold') admitEverything();
  guardNatives();
  listTree();
}
