// The engine asks whether to go on at calls and loops of the program, not inside its own functions. Those whose work can be made as
// long as one likes with little memory are charged here by how much they are given.

/** Characters and elements that one run may put through. */
const MAX_WORK = 400_000_000;
let work = 0;

function charge(amount: number): void {
  work += amount > 0 ? amount : 0;
  if (work > MAX_WORK) throw new RangeError('more work than one run may do');
}

const { apply } = Reflect;
const lengthOf = (value: unknown): number => {
  if (typeof value === 'string') return value.length;
  const length: unknown = typeof value === 'object' && value !== null && 'length' in value ? value.length : 0;
  return typeof length === 'number' ? length : 0;
};

type Measure = (self: unknown, args: readonly unknown[]) => number;
type Native = (...args: unknown[]) => unknown;

function guard(owner: object, names: readonly string[], measure: Measure): void {
  for (const name of names) {
    const native: unknown = Reflect.get(owner, name);
    if (typeof native !== 'function') continue;
    const guarded = {
      [name](this: unknown, ...args: unknown[]) {
        charge(measure(this, args));
        return apply(native, this, args);
      },
    }[name] satisfies Native | undefined;
    Object.defineProperty(owner, name, { value: guarded, writable: true, configurable: true });
  }
}

const LISTS =
  'at concat copyWithin every fill filter find findIndex findLast findLastIndex flat flatMap forEach includes indexOf join lastIndexOf ' +
  'map reduce reduceRight reverse slice some sort splice toReversed toSorted toSpliced toString unshift with';

/** Written without the functions that it guards. */
const inList: Measure = (self, args) => {
  let sum = lengthOf(self);
  for (let at = 0; at < args.length; at++) sum += lengthOf(args[at]);
  return sum;
};
const inText: Measure = (self, [other]) => lengthOf(self) * Math.max(1, Math.min(lengthOf(other), 1_000));

/** Sets a limit to what the program's calls of native functions may cost. */
export function guardNatives(): void {
  guard(Array.prototype, LISTS.split(' '), inList);
  guard(String.prototype, ['indexOf', 'lastIndexOf', 'includes', 'split', 'replace', 'replaceAll'], inText);
  guard(String.prototype, ['repeat'], (self, [count]) => Math.max(1, lengthOf(self)) * Number(count));
  guard(String.prototype, ['padStart', 'padEnd'], (_self, [length]) => Number(length));
}
