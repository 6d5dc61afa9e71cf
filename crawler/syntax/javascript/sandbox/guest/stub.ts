// The universal stub: what stands for everything that is not in the snapshot. It can be called, constructed, awaited, iterated,
// extended, indexed and turned into a string without ever failing. A function handed to it is called later, once, with stubs.
import { noteGap, noteTrouble, schedule } from './tasks.ts';

/** Frames of the text that a stub turns into, so that text made from one can be told from text of the program. */
const OPEN = '\u{E000}';
const CLOSE = '\u{E001}';
const MARKS = /[\u{E000}\u{E001}]/u;

const paths = new WeakMap<object, readonly string[]>();

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' || typeof value === 'function') && value !== null;

/** Where a stub came from: the module and the members read from it; undefined for what is no stub. */
export const pathOf = (value: unknown): readonly string[] | undefined =>
  isObject(value) ? paths.get(value) : undefined;

export const isStub = (value: unknown): boolean => pathOf(value) !== undefined;

/** Whether a text was made from a stub. */
export const isStubText = (text: string): boolean => MARKS.test(text);

/** Events that nothing in a sandbox brings about. */
const NEVER =
  /^(?:error|exit|close|abort|disconnect|end|timeout|reject|uncaught.*|unhandled.*|SIG.*|beforeExit)$/;
const LISTEN = new Set(['on', 'once', 'addListener', 'addEventListener', 'prependListener', 'onerror']);
const DEPTH = 24;
const MAX_CALLBACKS = 2_000;
let callbacks = 0;
const seen = new WeakSet<object>();

/** Calls the functions among some arguments later, each once, with stubs. */
function callBack(args: readonly unknown[], path: readonly string[]): void {
  const method = path.at(-1) ?? '';
  if (method === 'catch' || (LISTEN.has(method) && NEVER.test(String(args[0])))) return;
  for (const callback of args) {
    if (typeof callback !== 'function' || isStub(callback) || seen.has(callback)) continue;
    if (isClass(callback) || callbacks >= MAX_CALLBACKS) continue;
    callbacks += 1;
    seen.add(callback);
    schedule(() => callWithStubs(callback, path));
  }
}

const { toString: sourceOf } = Function.prototype;
const isClass = (callback: object): boolean => Reflect.apply(sourceOf, callback, []).startsWith('class');

/** Calls a function of the guest with stubs; what goes wrong is noted. */
export function callWithStubs(callback: object, path: readonly string[], self: unknown = undefined): void {
  if (typeof callback !== 'function') return;
  const args = Array.from({ length: Math.max(callback.length, 4) }, (_, index) =>
    createStub([...path, `${index}`]),
  );
  const answer: unknown = Reflect.apply(callback, self, args);
  if (answer instanceof Promise) answer.catch(noteTrouble);
}

const nothing = {
  next: () => ({ done: true, value: undefined }),
  return: () => ({ done: true, value: undefined }),
};

/** Nothing to go through, which is noted: with what the stub stands for there might have been. */
function goThrough(path: readonly string[]): typeof nothing {
  noteGap(path.join('.'));
  return nothing;
}

/** What a stub answers for the members that the language itself asks for. */
function wellKnown(key: string | symbol, path: readonly string[]): { value: unknown } | undefined {
  const text = `${OPEN}${path.at(-1) ?? ''}${CLOSE}`;
  switch (key) {
    case Symbol.toPrimitive:
      return { value: (hint: string) => (hint === 'number' ? 1 : text) };
    case 'toString':
    case 'toLocaleString':
      return { value: () => text };
    case 'valueOf':
      return { value: () => 1 };
    case 'toJSON':
      return { value: () => text };
    case Symbol.iterator:
    case Symbol.asyncIterator:
      return { value: () => goThrough(path) };
    case Symbol.toStringTag:
    case Symbol.isConcatSpreadable:
    case Symbol.species:
      return { value: undefined };
    case 'length':
    case 'size':
      return { value: 0 };
    case '__esModule':
      return { value: true };
    default:
      return typeof key === 'symbol' ? { value: undefined } : undefined;
  }
}

/** `await` takes a stub for a promise that is kept with a stub that is none. */
const thenOf =
  (path: readonly string[]) =>
  (onKept: unknown): unknown => {
    if (typeof onKept === 'function') schedule(() => onKept(createStub(path, false)));
    return createStub([...path, 'then']);
  };

/** What classes that extend a stub inherit, and what imported namespaces look their names up in. */
function createPrototype(read: (key: string | symbol) => unknown): object {
  return new Proxy(Object.create(null), {
    get: (_target, key) => (key === 'then' || key === 'constructor' ? undefined : read(key)),
    has: (_target, key) => typeof key === 'string' && key !== 'then' && !key.startsWith('_'),
  });
}

/** A prototype whose objects answer stubs for what they lack; names that begin with `_` are private and lack. */
export function stubPrototype(path: readonly string[]): object {
  const stub = createStub(path);
  return createPrototype((key) => {
    const isOwn = typeof key === 'symbol' || key.startsWith('_') || key === 'toJSON';
    return isOwn ? Reflect.get(Object.prototype, key) : Reflect.get(stub, key);
  });
}

/** A stub. `path` says where it stands; `awaitable` whether it is also a promise. */
export function createStub(path: readonly string[], awaitable = true): object {
  const members = new Map<string | symbol, unknown>();
  const target = function stub() {}.bind(undefined);
  const child = (name: string) => (path.length < DEPTH ? createStub([...path, name]) : stub);
  const read = (key: string | symbol): unknown => {
    if (members.has(key)) return members.get(key);
    const known = wellKnown(key, path);
    if (known) return known.value;
    if (key === 'then') return awaitable ? thenOf(path) : undefined;
    const value = key === 'prototype' ? prototype : child(String(key));
    members.set(key, value);
    return value;
  };
  const prototype = createPrototype(read);
  const stub: object = new Proxy(target, {
    get: (_target, key) => read(key),
    has: (_target, key) => typeof key === 'string',
    set: (_target, key, value) => {
      members.set(key, value);
      return true;
    },
    defineProperty: (_target, key, descriptor) => {
      members.set(key, descriptor.value);
      return true;
    },
    deleteProperty: (_target, key) => {
      members.delete(key);
      return true;
    },
    ownKeys: () => {
      noteGap(path.join('.'));
      return [];
    },
    getOwnPropertyDescriptor: () => undefined,
    getPrototypeOf: () =>
      Object.getPrototypeOf(read('prototype')) === null ? Object(read('prototype')) : null,
    apply: (_target, _self, args) => {
      callBack(args, path);
      return child('()');
    },
    construct: (_target, args, newTarget) => {
      callBack(args, path);
      return newTarget === stub
        ? createStub([...path, 'new'], false)
        : Reflect.construct(Object, [], newTarget);
    },
  });
  paths.set(stub, path);
  return stub;
}
