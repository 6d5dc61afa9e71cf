import type { FunctionNode, Parameter } from './ir.ts';
import type { Machine } from './machine.ts';
import { findMethods } from './members.ts';
import { type Closure, type Given, isKind, type Value } from './value.ts';

/** Of the methods of one name, the one that takes what is given: by number and names first, then by what the values surely are not. */
export function overloadFor(machine: Machine, closure: Closure, given: Given): Closure {
  const { owner, self, fn } = closure;
  if (owner === null || fn.name === '') return closure;
  const isMaker = fn.name === 'constructor';
  const all = findMethods(machine, isKind(self, 'instance') && !isMaker ? self.of : owner, fn.name).filter(
    (each) => !isMaker || owner.declaration.methods.includes(each.fn),
  );
  if (all.length < 2 || !all.some((each) => each.fn === fn)) return closure;
  const best = bestOf(all, given);
  return best === undefined || best.fn === fn ? closure : { ...best, self };
}

/** The function that takes what is given best; undefined where none takes it. */
export function bestOf(all: readonly Closure[], given: Given): Closure | undefined {
  const [first, ...rest] = all.filter((each) => admits(each.fn, given));
  return rest.reduce(
    (held, each) => (held && strangers(each.fn, given) < strangers(held.fn, given) ? each : held),
    first,
  );
}

function admits({ parameters }: FunctionNode, { args, named }: Given): boolean {
  const isVariadic = parameters.some((each) => each.variadic);
  const free = parameters.filter((each) => !named.has(each.name));
  const needed = free.filter((each) => each.initial === null && !each.variadic).length;
  const names = new Set(parameters.map((each) => each.name));
  const isNamed = [...named.keys()].every((name) => name === '&' || names.has(name));
  const block = named.has('&') ? 1 : 0;
  return isNamed && args.length + block >= needed && (isVariadic || args.length <= free.length);
}

/** How many values are not of the type that is asked for, and whether a list of the rest had to be made. */
function strangers({ parameters, typeParameters }: FunctionNode, { args, typeArgs }: Given): number {
  const off = args.filter((value, index) => isStrange(value, parameters[index])).length;
  const isOther = typeArgs.length > 0 && typeArgs.length !== typeParameters.length;
  const isVaguer =
    parameters.some((each) => each.variadic) || (typeArgs.length === 0 && typeParameters.length > 0);
  return off * 2 + (isOther ? 2 : 0) + (isVaguer ? 1 : 0);
}

const TEXT = /^(String|string|str|CharSequence|char|Character)$/;
const NUMBER = /^(int|Int|Integer|long|Long|short|Short|double|Double|float|Float|Number|u?int\d*|decimal)$/;
const TRUTH = /^(bool|Bool|boolean|Boolean)$/;

function isStrange(value: Value, parameter: Parameter | undefined): boolean {
  const type = parameter?.type?.name;
  if (type === undefined) return false;
  if (typeof value === 'string') return NUMBER.test(type) || TRUTH.test(type) || isContainer(type);
  if (typeof value === 'number') return TEXT.test(type) || TRUTH.test(type) || isContainer(type);
  if (typeof value === 'boolean') return TEXT.test(type) || NUMBER.test(type) || isContainer(type);
  if (isKind(value, 'list') || isKind(value, 'dict') || isKind(value, 'closure'))
    return TEXT.test(type) || NUMBER.test(type) || TRUTH.test(type);
  return isKind(value, 'instance') && (NUMBER.test(type) || isContainer(type));
}

const isContainer = (type: string): boolean =>
  /^(\[\]|\{\}|List|Set|Map|Collection|Iterable|Array)$/.test(type);
