// https://url.spec.whatwg.org/, without internationalised hosts
import { isStubText } from './stub.ts';

const PARTS =
  /^([a-z][a-z0-9+.-]*:)(\/\/(?:([^/?#@]*)@)?(\[[^\]/?#]*\]|[^/?#:]*)(?::(\d*))?)?([^?#]*)(\?[^#]*)?(#.*)?$/i;
const DEFAULT_PORTS = new Map([
  ['http:', '80'],
  ['https:', '443'],
  ['ws:', '80'],
  ['wss:', '443'],
]);

const decode = (text: string) => {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
};
const encode = (text: string) => encodeURIComponent(text.toWellFormed()).replace(/%20/g, '+');

const isIterable = (value: object): value is Iterable<[unknown, unknown]> => Symbol.iterator in value;

export class URLSearchParams {
  #pairs: [string, string][] = [];
  readonly #changed: ((text: string) => void) | undefined;
  constructor(init: unknown = '', changed?: (text: string) => void) {
    this.#changed = changed;
    if (typeof init === 'object' && init !== null) {
      const pairs = isIterable(init) ? [...init] : Object.entries(init);
      this.#pairs = pairs.map(([key, value]) => [String(key), String(value)]);
      return;
    }
    for (const part of String(init).replace(/^\?/, '').split('&')) {
      const [key = '', ...rest] = part.split('=');
      if (part !== '') this.#pairs.push([decode(key), decode(rest.join('='))]);
    }
  }
  #set(pairs: [string, string][]): void {
    this.#pairs = pairs;
    this.#changed?.(this.toString());
  }
  append(key: string, value: unknown): void {
    this.#set([...this.#pairs, [String(key), String(value)]]);
  }
  set(key: string, value: unknown): void {
    this.#set([...this.#pairs.filter(([name]) => name !== key), [String(key), String(value)]]);
  }
  delete(key: string): void {
    this.#set(this.#pairs.filter(([name]) => name !== key));
  }
  get(key: string): string | null {
    return this.#pairs.find(([name]) => name === key)?.[1] ?? null;
  }
  getAll(key: string): string[] {
    return this.#pairs.filter(([name]) => name === key).map(([, value]) => value);
  }
  has(key: string): boolean {
    return this.#pairs.some(([name]) => name === key);
  }
  forEach(run: (value: string, key: string) => void): void {
    for (const [key, value] of this.#pairs) run(value, key);
  }
  entries(): IterableIterator<[string, string]> {
    return this.#pairs.values();
  }
  keys(): IterableIterator<string> {
    return this.#pairs.map(([key]) => key).values();
  }
  values(): IterableIterator<string> {
    return this.#pairs.map(([, value]) => value).values();
  }
  get size(): number {
    return this.#pairs.length;
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
  toString(): string {
    return this.#pairs.map(([key, value]) => `${encode(key)}=${encode(value)}`).join('&');
  }
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/').slice(1)) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  if (/\/\.{1,2}$/.test(path)) parts.push('');
  return `/${parts.join('/')}`;
}

/** A reference against a base, by https://www.rfc-editor.org/rfc/rfc3986#section-5.2 */
function join(text: string, base: URL): string {
  const login = base.username === '' ? '' : `${base.username}${base.password && `:${base.password}`}@`;
  const root = `${base.protocol}//${login}${base.host}`;
  if (text.startsWith('//')) return base.protocol + text;
  if (text.startsWith('/')) return root + text;
  if (text.startsWith('?')) return root + base.pathname + text;
  if (text.startsWith('#')) return root + base.pathname + base.search + text;
  return `${root}${base.pathname.replace(/[^/]*$/, '')}${text}`;
}

export class URL {
  protocol = '';
  username = '';
  password = '';
  hostname = '';
  port = '';
  pathname = '';
  search = '';
  hash = '';
  readonly searchParams: URLSearchParams;
  constructor(reference: unknown, base?: unknown) {
    const text = String(reference).trim();
    const whole = base === undefined || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : join(text, new URL(base));
    const parts = PARTS.exec(isStubText(whole) && !/^\w+:/.test(whole) ? `https://${whole}` : whole);
    if (!parts) throw new TypeError('Invalid URL');
    this.#assign(parts);
    this.searchParams = new URLSearchParams(this.search, (query) => {
      this.search = query === '' ? '' : `?${query}`;
    });
  }
  #assign([
    ,
    protocol = '',
    authority,
    login = '',
    host = '',
    port = '',
    path = '',
    search,
    hash,
  ]: string[]): void {
    this.protocol = protocol.toLowerCase();
    const [username = '', password = ''] = login.split(':');
    Object.assign(this, { username, password });
    this.hostname = host.toLowerCase();
    this.port = DEFAULT_PORTS.get(this.protocol) === port ? '' : port;
    this.pathname = authority === undefined ? path : normalise(path === '' ? '/' : path).replace(/ /g, '%20');
    this.search = search === undefined || search === '?' ? '' : search;
    this.hash = hash === undefined || hash === '#' ? '' : hash;
  }
  static canParse(reference: unknown, base?: unknown): boolean {
    return URL.parse(reference, base) !== null;
  }
  static parse(reference: unknown, base?: unknown): URL | null {
    try {
      return new URL(reference, base);
    } catch (error) {
      if (error instanceof TypeError) return null;
      throw error;
    }
  }
  get host(): string {
    return this.port === '' ? this.hostname : `${this.hostname}:${this.port}`;
  }
  set host(host: string) {
    [this.hostname = '', this.port = ''] = host.split(':');
  }
  get origin(): string {
    return DEFAULT_PORTS.has(this.protocol) ? `${this.protocol}//${this.host}` : 'null';
  }
  get href(): string {
    const login = this.username === '' ? '' : `${this.username}${this.password && `:${this.password}`}@`;
    const slashes = this.hostname !== '' || this.protocol === 'file:' ? '//' : '';
    return `${this.protocol}${slashes}${login}${this.host}${this.pathname}${this.search}${this.hash}`;
  }
  toString(): string {
    return this.href;
  }
  toJSON(): string {
    return this.href;
  }
}

export const fileURLToPath = (url: unknown): string =>
  decode((url instanceof URL ? url : new URL(url)).pathname.replace(/\+/g, '%2B'));
export const pathToFileURL = (path: unknown): URL => new URL(`file://${encodeURI(String(path))}`);
