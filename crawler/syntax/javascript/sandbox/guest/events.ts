// https://nodejs.org/api/events.html and https://dom.spec.whatwg.org/#events
import { schedule } from './tasks.ts';

type Listener = (...args: unknown[]) => unknown;
type Name = string | symbol;

const listeners = new WeakMap<object, Map<Name, Listener[]>>();

function listOf(emitter: object, name: Name): Listener[] {
  const table = listeners.get(emitter) ?? new Map<Name, Listener[]>();
  listeners.set(emitter, table);
  const list = table.get(name) ?? [];
  table.set(name, list);
  return list;
}

class Emitter {
  static defaultMaxListeners = 10;
  on(name: Name, listener: Listener): this {
    listOf(this, name).push(listener);
    return this;
  }
  addListener(name: Name, listener: Listener): this {
    return this.on(name, listener);
  }
  prependListener(name: Name, listener: Listener): this {
    listOf(this, name).unshift(listener);
    return this;
  }
  once(name: Name, listener: Listener): this {
    const once: Listener = (...args) => {
      this.off(name, once);
      return Reflect.apply(listener, this, args);
    };
    return this.on(name, once);
  }
  off(name: Name, listener: Listener): this {
    const list = listOf(this, name);
    const at = list.indexOf(listener);
    if (at >= 0) list.splice(at, 1);
    return this;
  }
  removeListener(name: Name, listener: Listener): this {
    return this.off(name, listener);
  }
  removeAllListeners(name?: Name): this {
    if (name === undefined) listeners.delete(this);
    else listOf(this, name).length = 0;
    return this;
  }
  emit(name: Name, ...args: unknown[]): boolean {
    const list = [...listOf(this, name)];
    for (const listener of list) Reflect.apply(listener, this, args);
    return list.length > 0;
  }
  listeners(name: Name): Listener[] {
    return [...listOf(this, name)];
  }
  listenerCount(name: Name): number {
    return listOf(this, name).length;
  }
  eventNames(): Name[] {
    return [...(listeners.get(this)?.keys() ?? [])];
  }
  setMaxListeners(): this {
    return this;
  }
  getMaxListeners(): number {
    return 10;
  }
}

/** A class that old code may call without `new`, to set up an object that inherits from it. */
export const callable = <Class extends object>(given: Class): Class =>
  new Proxy(given, { apply: () => undefined });

export const EventEmitter = callable(Emitter);

/** A promise for the next time an emitter emits something. */
export const once = (emitter: Emitter, name: Name): Promise<unknown[]> =>
  new Promise((resolve) => emitter.once(name, (...args) => resolve(args)));

export class Event {
  readonly type: string;
  defaultPrevented = false;
  constructor(type: string, init?: object) {
    this.type = type;
    if (init) Object.assign(this, init);
  }
  preventDefault(): void {
    this.defaultPrevented = true;
  }
  stopPropagation(): void {}
}

export class CustomEvent extends Event {
  readonly detail: unknown = null;
}

export class EventTarget {
  addEventListener(name: string, listener: unknown): void {
    if (typeof listener === 'function')
      listOf(this, name).push((...args) => Reflect.apply(listener, this, args));
  }
  removeEventListener(): void {}
  dispatchEvent(event: Event): boolean {
    for (const listener of [...listOf(this, event.type)]) listener(event);
    return true;
  }
}

export class AbortSignal extends EventTarget {
  aborted = false;
  reason: unknown = undefined;
  onabort: unknown = null;
  static timeout(): AbortSignal {
    return new AbortSignal();
  }
  static any(): AbortSignal {
    return new AbortSignal();
  }
  static abort(): AbortSignal {
    const signal = new AbortSignal();
    signal.aborted = true;
    return signal;
  }
  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }
}

export class AbortController {
  readonly signal = new AbortSignal();
  abort(reason?: unknown): void {
    this.signal.aborted = true;
    this.signal.reason = reason;
    schedule(() => this.signal.dispatchEvent(new Event('abort')));
  }
}
