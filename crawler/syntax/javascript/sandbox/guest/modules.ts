// Modules that are not in the snapshot, as the guest sees them: the ones that are modelled, and stubs for the rest.
import { createStub } from './stub.ts';

type Members = Record<string, unknown>;

const modelled = new Map<string, () => unknown>();
const patterns: [RegExp, (name: string) => unknown][] = [];
const made = new Map<string, unknown>();

/** Models a module. What it lacks is a stub. */
export const defineModule = (name: string, load: () => unknown): void => {
  modelled.set(name, load);
};

/** Models every module whose name fits. */
export const defineModules = (pattern: RegExp, load: (name: string) => unknown): void => {
  patterns.push([pattern, load]);
};

const isMembers = (value: unknown): value is Members =>
  (typeof value === 'object' || typeof value === 'function') && value !== null;

/** A module with members that are known, and stubs for all others. */
function withStubs(members: Members, name: string): object {
  const rest: Members = Object.assign(Object.create(null), { stub: createStub([name]) });
  const lookUp = (key: string | symbol): unknown => {
    if (typeof key === 'symbol' || key === 'then') return undefined;
    if (key === 'default') return Reflect.has(members, key) ? members.default : module;
    if (key in Object.prototype) return Reflect.get(Object.prototype, key);
    return isMembers(rest.stub) ? rest.stub[key] : undefined;
  };
  const others = new Proxy(Object.create(null), {
    get: (_target, key) => lookUp(key),
    has: (_target, key) => typeof key === 'string' && key !== 'then',
    getPrototypeOf: () => Object.prototype,
  });
  const module: object = new Proxy(members, {
    get(target, key) {
      if (Reflect.has(target, key)) return Reflect.get(target, key);
      if (key === '__esModule') return true;
      return key === 'default' ? module : lookUp(key);
    },
    getPrototypeOf: () => others,
  });
  return module;
}

function load(name: string): unknown {
  const bare = name.replace(/^node:/, '');
  const known = modelled.get(bare);
  if (known) return known();
  const [, make] = patterns.find(([pattern]) => pattern.test(bare)) ?? [];
  return make?.(bare);
}

/** A module by its name. */
export function importOutside(name: string): unknown {
  if (made.has(name)) return made.get(name);
  const members = load(name);
  const module = isMembers(members) ? withStubs(members, name) : createStub([name]);
  made.set(name, module);
  return module;
}
