// https://github.com/microsoft/tsyringe: a container that programs put their tools into and take the registry of them out of
import { createStub } from '../../../../syntax/javascript/sandbox/guest/stub.ts';

type Members = Record<string, unknown>;
type Constructor = new (...args: unknown[]) => object;
type Make = () => unknown;

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;
const isConstructor = (value: unknown): value is Constructor =>
  typeof value === 'function' && typeof value.prototype === 'object';

/** What a constructor asks for, by the position of its parameter. Without a decorator nothing is known of one: types are gone. */
const asked = new WeakMap<object, Map<number, (container: Container) => unknown>>();

const ask =
  (resolve: (container: Container) => unknown) =>
  (target: object, _key: unknown, position: number): void => {
    asked.set(target, (asked.get(target) ?? new Map()).set(position, resolve));
  };

/** Remembers what is made first. */
function once(make: Make): Make {
  let made: { value: unknown } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

class Container {
  readonly #makers = new Map<unknown, Make[]>();
  readonly #parent: Container | undefined;
  constructor(parent?: Container) {
    this.#parent = parent;
  }
  #add(token: unknown, make: Make): this {
    this.#makers.set(token, [...(this.#makers.get(token) ?? []), make]);
    return this;
  }
  #construct(made: Constructor): object {
    const parameters = asked.get(made);
    const length = Math.max(made.length, ...[...(parameters?.keys() ?? [])].map((position) => position + 1));
    const args = Array.from({ length }, (_, position) => {
      const resolve = parameters?.get(position);
      return resolve ? resolve(this) : createStub(['injected']);
    });
    return new made(...args);
  }
  #makerOf(provider: unknown): Make {
    if (isConstructor(provider)) return () => this.#construct(provider);
    if (!isMembers(provider)) return () => createStub(['provided']);
    const { useClass, useFactory, useToken, useValue } = provider;
    if (isConstructor(useClass)) return () => this.#construct(useClass);
    if (typeof useFactory === 'function') return () => Reflect.apply(useFactory, undefined, [this]);
    return useToken === undefined ? () => useValue : () => this.resolve(useToken);
  }
  register(token: unknown, provider: unknown): this {
    return this.#add(token, this.#makerOf(provider));
  }
  registerSingleton(token: unknown, made: unknown = token): this {
    return this.#add(token, once(this.#makerOf(made)));
  }
  registerInstance(token: unknown, value: unknown): this {
    return this.#add(token, () => value);
  }
  registerType(token: unknown, other: unknown): this {
    return this.#add(token, () => this.resolve(other));
  }
  isRegistered(token: unknown): boolean {
    return this.#makers.has(token) || this.#parent?.isRegistered(token) === true;
  }
  resolve(token: unknown): unknown {
    const make = this.#makers.get(token)?.at(-1);
    if (make) return make();
    if (this.#parent?.isRegistered(token)) return this.#parent.resolve(token);
    return isConstructor(token) ? this.#construct(token) : createStub(['unregistered']);
  }
  resolveAll(token: unknown): unknown[] {
    const own = this.#makers.get(token)?.map((make) => make()) ?? [];
    return own.length > 0 || !this.#parent ? own : this.#parent.resolveAll(token);
  }
  createChildContainer(): Container {
    return new Container(this);
  }
  clearInstances(): void {}
  reset(): void {
    this.#makers.clear();
  }
}

const container = new Container();
const unchanged = () => (): void => undefined;

export const tsyringe = {
  container,
  inject: (token: unknown) => ask((each) => each.resolve(token)),
  injectAll: (token: unknown) => ask((each) => each.resolveAll(token)),
  singleton: () => (target: unknown) => {
    container.registerSingleton(target);
  },
  injectable: unchanged,
  scoped: unchanged,
  instanceCachingFactory: (make: (each: Container) => unknown) => once(() => make(container)),
};
