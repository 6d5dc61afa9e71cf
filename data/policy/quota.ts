import type { Window } from '../schema/policy.ts';
import type { Limit } from './document.ts';

/** Calls let through since the window began. Times are milliseconds since 1970 in UTC. */
export interface Spent {
  windowStart: number;
  used: number;
}

/** What has been spent so far, by counter and window. Empty: nothing. */
export type Counters = ReadonlyMap<string, Spent>;

/** A limit and where it stands in the document. */
export interface PlacedLimit {
  limit: Limit;
  pointer: string;
}

export type Reservation =
  | { kind: 'reserved'; counters: Counters }
  | { kind: 'exceeded'; pointer: string; limit: Limit };

const WINDOW_MS: Record<Window, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** A clock that steps back stays in the later window, so that it grants nothing again. */
function current(limit: Limit, counters: Counters, at: number): Spent {
  const windowStart = Math.floor(at / WINDOW_MS[limit.window]) * WINDOW_MS[limit.window];
  const spent = counters.get(counterKey(limit));
  return spent !== undefined && spent.windowStart >= windowStart ? spent : { windowStart, used: 0 };
}

const counterKey = (limit: Limit) => `${limit.window} ${limit.counter}`;

/**
 * Takes one call from every limit, or from none when one of them is used up. Windows are aligned with the UTC calendar. Without limits
 * the very counters that came in go out.
 */
export function reserve(limits: readonly PlacedLimit[], counters: Counters, at: number): Reservation {
  if (limits.length === 0) return { kind: 'reserved', counters };
  const after = new Map(counters);
  for (const { limit, pointer } of limits) {
    const spent = current(limit, counters, at);
    if (spent.used >= limit.max) return { kind: 'exceeded', pointer, limit };
    after.set(counterKey(limit), { ...spent, used: spent.used + 1 });
  }
  return { kind: 'reserved', counters: after };
}
