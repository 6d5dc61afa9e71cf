import type { VerbSense } from '#data/taxonomy/lexicon.ts';

type Verbs = ReadonlySet<VerbSense>;

/** What they are done to is gone, or no longer holds. */
export const LOSING: Verbs = new Set<VerbSense>(['cancel', 'delete', 'destroy', 'revoke']);

/** Money or what is worth it goes from one to another. */
export const PAYING: Verbs = new Set<VerbSense>(['pay', 'purchase', 'trade', 'transfer', 'withdraw']);

/** The same, and what is owed afterwards. */
export const DEALING: Verbs = new Set<VerbSense>(['borrow', ...PAYING]);

/** Of loss or money: no harmless sentence beside them speaks for them. */
export const GRAVE: Verbs = new Set<VerbSense>([...LOSING, ...PAYING]);
