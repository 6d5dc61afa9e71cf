// https://nodejs.org/api/stream.html, as far as reading lines of requests and writing answers needs it
import { Buffer } from './bytes.ts';
import { callable, EventEmitter } from './events.ts';
import { schedule } from './tasks.ts';

// What streams hold is kept beside them: objects that old code makes were never constructed.
const encodings = new WeakMap<object, string>();
const queues = new WeakMap<object, unknown[]>();

function waitingFor(stream: object): unknown[] {
  const queue = queues.get(stream) ?? [];
  queues.set(stream, queue);
  return queue;
}

class ReadableStream extends EventEmitter {
  readable = true;
  /** Hands a piece to whoever listens. */
  push(piece: unknown): boolean {
    if (piece === null) return false;
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    const shown = encodings.has(this) ? String(bytes) : bytes;
    if (this.emit('data', shown)) return true;
    waitingFor(this).push(shown);
    return this.emit('readable');
  }
  override on(name: string | symbol, listener: (...args: unknown[]) => unknown): this {
    super.on(name, listener);
    if (name === 'data' && waitingFor(this).length > 0)
      schedule(() => {
        for (const piece of waitingFor(this).splice(0)) this.emit('data', piece);
      });
    return this;
  }
  read(): unknown {
    return waitingFor(this).shift() ?? null;
  }
  setEncoding(encoding: string): this {
    encodings.set(this, encoding);
    return this;
  }
  resume(): this {
    return this;
  }
  pause(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  destroy(): this {
    return this;
  }
  pipe<Target extends WritableStream>(target: Target): Target {
    this.on('data', (piece) => target.write(piece));
    return target;
  }
  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    for (;;) yield this.read() ?? (await new Promise((resolve) => this.once('data', resolve)));
  }
}

type Write = (piece: unknown, encoding: unknown, done: () => void) => unknown;

const writers = new WeakMap<object, Write>();

class WritableStream extends EventEmitter {
  writable = true;
  constructor(options?: { write?: Write }) {
    super();
    if (options?.write) writers.set(this, options.write);
  }
  write(piece: unknown, ...rest: unknown[]): boolean {
    writers.get(this)?.(piece, 'utf8', () => undefined);
    const done = rest.at(-1);
    if (typeof done === 'function') schedule(() => done());
    return true;
  }
  end(piece?: unknown): this {
    if (piece !== undefined && typeof piece !== 'function') this.write(piece);
    return this;
  }
  destroy(): this {
    return this;
  }
  cork(): void {}
  uncork(): void {}
}

class DuplexStream extends ReadableStream {
  write(piece: unknown): boolean {
    return this.push(piece);
  }
  end(): this {
    return this;
  }
}

export const Readable = callable(ReadableStream);
export const Writable = callable(WritableStream);
export const Duplex = callable(DuplexStream);

/** https://nodejs.org/api/readline.html */
export class LineReader extends EventEmitter {
  #rest = '';
  readonly #lines: string[] = [];
  constructor(options: { input?: unknown }) {
    super();
    const { input } = options;
    if (input instanceof Readable) input.on('data', (piece) => this.#take(String(piece)));
  }
  #take(text: string): void {
    const lines = (this.#rest + text).split(/\r?\n/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) if (!this.emit('line', line)) this.#lines.push(line);
  }
  setPrompt(): void {}
  prompt(): void {}
  close(): void {}
  question(): Promise<string> {
    return Promise.resolve('');
  }
  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    for (;;) {
      const known = this.#lines.shift();
      if (known !== undefined) yield known;
      else {
        const [line] = await new Promise<unknown[]>((resolve) =>
          this.once('line', (...args) => resolve(args)),
        );
        yield line;
      }
    }
  }
}
