import type { Func, Value } from './value.ts';

/** The function whose parameters and text count: decorators that say so (functools.wraps) hand on what they wrap. */
export function unwrapped(func: Func): Func {
  let at = func;
  for (let hops = 0; at.wraps !== undefined && hops < 20; hops += 1) at = at.wraps;
  return at;
}

/** `__name__`, as a wrapper or the program may have changed it. */
export function nameOfFunction(func: Func): Value {
  const stated = func.attributes.get('__name__');
  if (stated !== undefined) return stated;
  return func.wraps === undefined ? func.name : nameOfFunction(func.wraps);
}
