// Node's own modules, and packages of the command line, by the names they are imported under.
import { Buffer } from './bytes.ts';
import { readingFrom } from './env-var.ts';
import { EventEmitter, once } from './events.ts';
import { fileSystem, promises } from './file-system.ts';
import { defineModule, importOutside } from './modules.ts';
import { assert, util } from './node-util.ts';
import { commander, meow, minimist, yargs, yargsParser } from './options.ts';
import * as path from './path.ts';
import { Duplex, LineReader, Readable, Writable } from './streams.ts';
import { createStub } from './stub.ts';
import { schedule } from './tasks.ts';
import { fileURLToPath, pathToFileURL, URL, URLSearchParams } from './url.ts';
import { crypto, random } from './web.ts';

const posix = { ...path };
const paths = { ...posix, posix, win32: posix };

const os = {
  platform: () => 'linux',
  type: () => 'Linux',
  arch: () => 'x64',
  release: () => '6.0.0',
  version: () => '6.0.0',
  machine: () => 'x86_64',
  hostname: () => 'localhost',
  homedir: () => '/home/user',
  tmpdir: () => '/tmp',
  endianness: () => 'LE',
  uptime: () => 0,
  totalmem: () => 8_000_000_000,
  freemem: () => 4_000_000_000,
  cpus: () => [{ model: 'cpu', speed: 0 }],
  loadavg: () => [0, 0, 0],
  networkInterfaces: () => ({}),
  userInfo: () => ({ username: 'user', uid: 1000, gid: 1000, homedir: '/home/user', shell: '/bin/sh' }),
  EOL: '\n',
  constants: { signals: {} },
};

/** A digest that depends on what was put in, and is none of the algorithms by name. */
function createHash() {
  let sum = 0x811c9dc5;
  const self = {
    update(data: unknown) {
      for (const char of String(data)) sum = Math.imul(sum ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
      return self;
    },
    digest(encoding?: string) {
      const bytes = Buffer.from(sum.toString(16).padStart(8, '0').repeat(8), 'hex');
      return encoding === undefined ? bytes : bytes.toString(encoding);
    },
  };
  return self;
}

const nodeCrypto = {
  ...crypto,
  webcrypto: crypto,
  randomBytes: (size: number) => Buffer.from(Array.from({ length: size }, () => Math.floor(random() * 256))),
  randomInt: (low: number, high = low) => Math.floor(random() * high),
  createHash,
  createHmac: createHash,
  timingSafeEqual: () => true,
};

const join = (...parts: readonly string[]) => path.join(...parts);

/** `require` as `createRequire` makes it: packages by name, JSON files of the snapshot by path. */
export function createRequire(from: unknown) {
  const folder = path.dirname(
    from instanceof URL || String(from).startsWith('file:') ? fileURLToPath(from) : String(from),
  );
  const find = (name: string) => (name.startsWith('.') ? join(folder, name) : name);
  const require = (name: string): unknown => {
    if (!/^[./]/.test(name)) return importOutside(name);
    if (!name.endsWith('.json')) return createStub([name]);
    return JSON.parse(String(Reflect.get(fileSystem, 'readFileSync')(find(name), 'utf8')));
  };
  return Object.assign(require, { resolve: find, cache: {}, main: undefined });
}

/** Carries what was given to `run` into what it runs. https://nodejs.org/api/async_context.html */
class AsyncLocalStorage {
  #store: unknown;
  run(store: unknown, callback: (...args: unknown[]) => unknown, ...args: unknown[]): unknown {
    this.#store = store;
    return callback(...args);
  }
  enterWith(store: unknown): void {
    this.#store = store;
  }
  getStore(): unknown {
    return this.#store;
  }
  exit(callback: () => unknown): unknown {
    return callback();
  }
}

const wait = (delay?: number, value?: unknown) => new Promise((keep) => schedule(() => keep(value), delay));

/** The kinds that pass on what they are given are one here. */
const streams = { Readable, Writable, Duplex, Transform: Duplex, PassThrough: Duplex };

const MODULES: Record<string, () => unknown> = {
  path: () => paths,
  'path/posix': () => paths,
  url: () => ({
    URL,
    URLSearchParams,
    fileURLToPath,
    pathToFileURL,
    format: String,
    parse: (text: string) => new URL(text),
  }),
  fs: () => fileSystem,
  'fs/promises': () => promises,
  'fs-extra': () => ({ ...promises, ...fileSystem }),
  'graceful-fs': () => fileSystem,
  os: () => os,
  util: () => util,
  assert: () => assert,
  events: () => Object.assign(EventEmitter, { EventEmitter, once }),
  buffer: () => ({ Buffer }),
  crypto: () => nodeCrypto,
  module: () => ({ createRequire, default: { createRequire } }),
  process: () => Reflect.get(globalThis, 'process'),
  stream: () => Object.assign(Readable, streams),
  readline: () => ({ createInterface: (options: object) => new LineReader(options) }),
  'readline/promises': () => ({ createInterface: (options: object) => new LineReader(options) }),
  async_hooks: () => ({ AsyncLocalStorage }),
  timers: () => ({ setTimeout, setInterval, setImmediate, clearTimeout, clearInterval }),
  'timers/promises': () => ({ setTimeout: wait, setImmediate: (value: unknown) => wait(0, value) }),
  perf_hooks: () => ({ performance: Reflect.get(globalThis, 'performance') }),
  commander: () => commander,
  yargs: () => Object.assign(yargs(), { default: yargs }),
  'yargs/yargs': () => yargs,
  'yargs/helpers': () => ({ hideBin: () => [] }),
  'yargs-parser': () => Object.assign(yargsParser, { default: yargsParser }),
  minimist: () => minimist,
  mri: () => Object.assign(yargsParser, { default: yargsParser }),
  arg: () => () => ({ _: [] }),
  meow: () => ({ default: meow }),
  dotenv: () => ({ config: () => ({ parsed: {} }), parse: () => ({}) }),
  'dotenv/config': () => ({}),
  'env-var': () => readingFrom(environment()),
};

/** The program's own variables, as its process has them. */
const environment = (): object => Reflect.get(Object(Reflect.get(globalThis, 'process')), 'env');

export function defineNodeModules(): void {
  for (const [name, load] of Object.entries(MODULES)) defineModule(name, load);
}
