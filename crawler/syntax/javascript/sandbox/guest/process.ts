// https://nodejs.org/api/process.html
import { emit } from './bridge.ts';
import { createEnvironment, type Daring } from './environment.ts';
import { EventEmitter } from './events.ts';
import { Readable, Writable } from './streams.ts';
import { noteTrouble, now, schedule } from './tasks.ts';

export const stdin = new Readable();

let rest = '';
/** Text that the program prints; whole lines of JSON are handed out. */
export function print(text: unknown): void {
  const lines = (rest + String(text)).split('\n');
  rest = (lines.pop() ?? '').slice(-MAX_LINE);
  for (const line of lines) {
    const clean = line.trim();
    if (clean.startsWith('{') && clean.length < MAX_LINE) emit({ kind: 'line', line: clean });
  }
}
const MAX_LINE = 8_000_000;

const stdout = Object.assign(new Writable({ write: print }), { fd: 1, isTTY: false, columns: 80 });
const stderr = Object.assign(new Writable(), { fd: 2, isTTY: false, columns: 80 });

type Run = (...args: unknown[]) => unknown;

/** Ends nothing: code that checks its settings goes on as if they were there. */
const leave = () => undefined;

export function createProcess(entry: string, args: readonly string[], daring: Daring): object {
  const listeners = new EventEmitter();
  const process: object = Object.assign(listeners, {
    argv: ['/usr/bin/node', entry, ...args],
    argv0: 'node',
    execPath: '/usr/bin/node',
    execArgv: [],
    title: 'node',
    pid: 1,
    ppid: 0,
    platform: 'linux',
    arch: 'x64',
    version: 'v24.0.0',
    versions: { node: '24.0.0', v8: '13.0' },
    release: { name: 'node' },
    features: {},
    config: {},
    env: createEnvironment(daring),
    exitCode: undefined,
    stdin: Object.assign(stdin, { fd: 0, isTTY: false }),
    stdout,
    stderr,
    exit: leave,
    reallyExit: leave,
    abort: leave,
    kill: leave,
    cwd: () => '/',
    chdir: leave,
    umask: () => 0o22,
    uptime: () => now() / 1000,
    hrtime: Object.assign(() => [0, now() * 1_000_000], { bigint: () => BigInt(now()) * 1_000_000n }),
    memoryUsage: Object.assign(() => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0 }), { rss: () => 0 }),
    cpuUsage: () => ({ user: 0, system: 0 }),
    getuid: () => 1000,
    getgid: () => 1000,
    emitWarning: leave,
    nextTick: (run: Run, ...rest: unknown[]) => {
      queueMicrotask(() => {
        try {
          run(...rest);
        } catch (error) {
          noteTrouble(error);
        }
      });
    },
    loadEnvFile: leave,
    setUncaughtExceptionCaptureCallback: leave,
  });
  return process;
}

/** Writes lines to the program's standard input, one after the other. */
export function feed(lines: readonly string[]): void {
  for (const line of lines) schedule(() => stdin.push(`${line}\n`));
}
