// https://nodejs.org/api/util.html
import { giveOption, kindOf } from './options.ts';
import { schedule } from './tasks.ts';

type Run = (...args: unknown[]) => unknown;
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function inspect(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (!isObject(value)) return String(value);
  return value instanceof Error ? `${value.name}: ${value.message}` : JSON.stringify(value, null, 2);
}

function format(first: unknown, ...rest: unknown[]): string {
  const text = String(first).replace(/%[sdifjoO%]/g, (mark) => (mark === '%%' ? '%' : String(rest.shift())));
  return [text, ...rest.map((each) => (typeof each === 'string' ? each : inspect(each)))].join(' ');
}

const CUSTOM = Symbol.for('nodejs.util.promisify.custom');

/** The form with a promise of a function that takes a callback last. */
function promisify(run: Run): Run {
  const custom: unknown = Reflect.get(run, CUSTOM);
  if (typeof custom === 'function') return (...args) => Reflect.apply(custom, undefined, args);
  return function promised(this: unknown, ...args) {
    return new Promise((keep, breakIt) => {
      const done = (error: unknown, value: unknown) => (error ? breakIt(error) : keep(value));
      Reflect.apply(run, this, [...args, done]);
    });
  };
}

function inherits(child: Run, parent: Run): void {
  Object.setPrototypeOf(child.prototype, parent.prototype);
}

interface OptionSpec {
  type?: string;
  short?: string;
  multiple?: boolean;
  default?: unknown;
}

/** The options as nobody gave any: their defaults. */
function parseArgs({ options }: { options?: Record<string, OptionSpec> } = {}) {
  const values: Record<string, unknown> = Object.create(null);
  for (const [name, spec] of Object.entries(options ?? {})) {
    const value = giveOption(name, kindOf({ ...spec }), spec.default);
    if (value !== undefined) values[name] = value;
  }
  return { values, positionals: [], tokens: [] };
}

const isA = (name: string) => (value: unknown) =>
  isObject(value) && Object.prototype.toString.call(value) === `[object ${name}]`;

export const util = {
  inspect: Object.assign(inspect, { custom: Symbol.for('nodejs.util.inspect.custom'), defaultOptions: {} }),
  format,
  formatWithOptions: (_options: unknown, first: unknown, ...rest: unknown[]) => format(first, ...rest),
  promisify: Object.assign(promisify, { custom: CUSTOM }),
  callbackify:
    (run: Run): Run =>
    (...args) => {
      const done = args.pop();
      if (typeof done === 'function')
        schedule(() => void Promise.resolve(run(...args)).then((value) => done(null, value)));
    },
  deprecate: (run: unknown) => run,
  debuglog: () => () => undefined,
  inherits,
  parseArgs,
  stripVTControlCharacters: (text: string) => text,
  styleText: (_style: unknown, text: string) => text,
  isDeepStrictEqual: (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right),
  types: {
    isPromise: isA('Promise'),
    isDate: isA('Date'),
    isRegExp: isA('RegExp'),
    isMap: isA('Map'),
    isSet: isA('Set'),
    isProxy: () => false,
    isNativeError: (value: unknown) => value instanceof Error,
    isUint8Array: (value: unknown) => value instanceof Uint8Array,
  },
};

/** https://nodejs.org/api/assert.html */
export const assert = Object.assign(
  (value: unknown, message?: unknown) => {
    if (!value) throw message instanceof Error ? message : new Error(String(message ?? 'assertion failed'));
  },
  {
    ok: () => undefined,
    equal: () => undefined,
    strictEqual: () => undefined,
    deepStrictEqual: () => undefined,
  },
);
