// A list in which the user asked for everything there is: its members have names that only the program knows.
import { EVERYTHING } from './environment.ts';

type Has = (value: unknown) => boolean;

const { apply } = Reflect;

type Call = (...args: unknown[]) => unknown;
const isCall = (value: unknown): value is Call => typeof value === 'function';

/** What a table holds under the word for everything: all its lists as one, or a call of all its functions. */
function unite(members: readonly unknown[]): unknown {
  if (members.length === 0) return undefined;
  if (members.every(Array.isArray)) return members.flat();
  return members.every(isCall)
    ? function all(this: unknown, ...args: unknown[]) {
        const answers = members.map((member) => apply(member, this, args));
        return unite(answers) ?? Promise.all(answers).then(unite);
      }
    : undefined;
}

/** Lets tables of lists or functions, such as one of tools by category, have a member of that name. */
function answerEverything(): void {
  Object.defineProperty(Object.prototype, EVERYTHING, {
    get(this: unknown) {
      const isTable = typeof this === 'object' && this !== null && !Array.isArray(this);
      return isTable ? unite(Object.values(this)) : undefined;
    },
    set(this: object, value: unknown) {
      Object.defineProperty(this, EVERYTHING, {
        value,
        writable: true,
        configurable: true,
        enumerable: true,
      });
    },
    configurable: true,
  });
  const { get } = Map.prototype;
  Map.prototype.get = function (this: Map<unknown, unknown>, key: unknown) {
    const own: unknown = apply(get, this, [key]);
    return own === undefined && key === EVERYTHING ? unite([...this.values()]) : own;
  };
}

/** Lets lists and sets that hold the word for everything hold any text, and tables answer to it. */
export function admitEverything(): void {
  answerEverything();
  const admit = (owner: object, name: 'includes' | 'has') => {
    const native: Has = Reflect.get(owner, name);
    const admitting = {
      [name](this: unknown, ...args: [unknown]) {
        return (
          apply(native, this, args) || (typeof args[0] === 'string' && apply(native, this, [EVERYTHING]))
        );
      },
    }[name];
    Object.defineProperty(owner, name, { value: admitting, writable: true, configurable: true });
  };
  admit(Array.prototype, 'includes');
  admit(Set.prototype, 'has');
}
