// https://fetch.spec.whatwg.org/ and other things that browsers and Node have in common
import { Buffer } from './bytes.ts';
import { createStub } from './stub.ts';

const pairsOf = (init: unknown): [string, string][] => {
  if (init instanceof Headers) return [...init.entries()];
  if (typeof init !== 'object' || init === null) return [];
  const pairs: [unknown, unknown][] = Array.isArray(init) ? init : Object.entries(init);
  return pairs.map(([key, value]) => [String(key).toLowerCase(), String(value)]);
};

export class Headers {
  readonly #values: Map<string, string>;
  constructor(init?: unknown) {
    this.#values = new Map(pairsOf(init));
  }
  get(name: string): string | null {
    return this.#values.get(name.toLowerCase()) ?? null;
  }
  set(name: string, value: unknown): void {
    this.#values.set(name.toLowerCase(), String(value));
  }
  append(name: string, value: unknown): void {
    this.set(name, value);
  }
  has(name: string): boolean {
    return this.#values.has(name.toLowerCase());
  }
  delete(name: string): void {
    this.#values.delete(name.toLowerCase());
  }
  forEach(run: (value: string, key: string) => void): void {
    this.#values.forEach(run);
  }
  entries(): IterableIterator<[string, string]> {
    return this.#values.entries();
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
}

class Body {
  readonly headers: Headers;
  readonly #body: unknown;
  constructor(body: unknown, init: { headers?: unknown } = {}) {
    this.#body = body;
    this.headers = new Headers(init.headers);
  }
  text(): Promise<string> {
    return Promise.resolve(String(this.#body ?? ''));
  }
  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }
  async arrayBuffer(): Promise<ArrayBufferLike> {
    return Buffer.from(await this.text()).buffer;
  }
}

export class Response extends Body {
  readonly status: number;
  readonly ok: boolean;
  constructor(body?: unknown, init: { headers?: unknown; status?: number } = {}) {
    super(body, init);
    this.status = init.status ?? 200;
    this.ok = this.status < 300;
  }
  static json(value: unknown, init?: { headers?: unknown; status?: number }): Response {
    return new Response(JSON.stringify(value), init);
  }
}

export class Request extends Body {
  readonly url: string;
  readonly method: string;
  constructor(url: unknown, init: { headers?: unknown; method?: string; body?: unknown } = {}) {
    super(init.body, init);
    this.url = String(url);
    this.method = init.method ?? 'GET';
  }
}

/** Nothing answers: what is fetched is a stub, and so is all that is made of it. */
export const fetch = (): Promise<unknown> => Promise.resolve(createStub(['fetch'], false));

let dice = 1;
/** A sequence that looks random and is the same in every run (Lehmer's generator). */
export function random(): number {
  dice = (dice * 48_271) % 2_147_483_647;
  return dice / 2_147_483_647;
}

const hex = (length: number) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');

export const crypto = {
  randomUUID: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
  getRandomValues: (bytes: Uint8Array) => bytes.map(() => Math.floor(random() * 256)),
  subtle: createStub(['crypto', 'subtle']),
};

/** Copies plain values, dates, maps and sets. */
export function structuredClone(value: unknown, done = new Map<unknown, unknown>()): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (done.has(value)) return done.get(value);
  if (value instanceof Date) return new Date(value);
  if (value instanceof RegExp) return new RegExp(value);
  if (value instanceof Map)
    return new Map([...value].map(([key, each]) => [key, structuredClone(each, done)]));
  if (value instanceof Set) return new Set([...value].map((each) => structuredClone(each, done)));
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
  done.set(value, copy);
  for (const [key, each] of Object.entries(value))
    Object.defineProperty(copy, key, {
      value: structuredClone(each, done),
      writable: true,
      enumerable: true,
      configurable: true,
    });
  return copy;
}
