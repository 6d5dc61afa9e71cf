// https://nodejs.org/api/stream.html, as far as reading lines of requests and writing answers needs it
import { Buffer } from './bytes.ts';
import { EventEmitter } from './events.ts';
import { schedule } from './tasks.ts';

export class Readable extends EventEmitter {
  readable = true;
  #encoding: string | null = null;
  readonly #waiting: unknown[] = [];
  /** Hands a piece to whoever listens. */
  push(piece: unknown): boolean {
    if (piece === null) return false;
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    const shown = this.#encoding === null ? bytes : String(bytes);
    if (this.emit('data', shown)) return true;
    this.#waiting.push(shown);
    return this.emit('readable');
  }
  override on(name: string | symbol, listener: (...args: unknown[]) => unknown): this {
    super.on(name, listener);
    if (name === 'data' && this.#waiting.length > 0)
      schedule(() => {
        for (const piece of this.#waiting.splice(0)) this.emit('data', piece);
      });
    return this;
  }
  read(): unknown {
    return this.#waiting.shift() ?? null;
  }
  setEncoding(encoding: string): this {
    this.#encoding = encoding;
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
  pipe<Target extends Writable>(target: Target): Target {
    this.on('data', (piece) => target.write(piece));
    return target;
  }
  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    for (;;) yield this.read() ?? (await new Promise((resolve) => this.once('data', resolve)));
  }
}

type Write = (piece: unknown, encoding: unknown, done: () => void) => unknown;

export class Writable extends EventEmitter {
  writable = true;
  readonly #write: Write | undefined;
  constructor(options?: { write?: Write }) {
    super();
    this.#write = options?.write;
  }
  write(piece: unknown, ...rest: unknown[]): boolean {
    this.#write?.(piece, 'utf8', () => undefined);
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

export class Duplex extends Readable {
  write(piece: unknown): boolean {
    return this.push(piece);
  }
  end(): this {
    return this;
  }
}

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
