// A list in which the user asked for everything there is: its members have names that only the program knows.
import { EVERYTHING } from './environment.ts';

type Has = (value: unknown) => boolean;

const { apply } = Reflect;

/** Lets lists and sets that hold the word for everything hold any text. */
export function admitEverything(): void {
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
