import type { VerbSense } from '#data/taxonomy/lexicon.ts';
import { findHits } from '../reading/hit.ts';
import { english } from '../reading/language.ts';
import { nameParts } from '../reading/word.ts';

/** What an action does, gravest first. `harms`: it destroys, or moves money. */
export const EFFECTS = ['harms', 'runs', 'writes', 'reads'] as const;
export type Effect = (typeof EFFECTS)[number];

/** Null where the verb alone does not tell. */
const EFFECT: Record<VerbSense, Effect | null> = {
  accept: null,
  actuate: 'runs',
  alter: 'writes',
  append: 'writes',
  archive: 'writes',
  ask: 'reads',
  attach: 'writes',
  borrow: 'harms',
  call: 'runs',
  cancel: 'harms',
  clear: 'harms',
  close: null,
  compute: 'reads',
  configure: 'writes',
  control: 'runs',
  copy: 'writes',
  create: 'writes',
  delete: 'harms',
  deploy: 'runs',
  destroy: 'harms',
  detach: 'writes',
  disable: 'writes',
  do: null,
  download: 'reads',
  enable: 'writes',
  generate: 'runs',
  grant: null,
  manage: null,
  merge: 'writes',
  move: 'writes',
  pay: 'harms',
  place: null,
  point: 'runs',
  publish: 'writes',
  purchase: 'harms',
  read: 'reads',
  remove: 'harms',
  reset: 'harms',
  restore: 'writes',
  revoke: 'harms',
  rollback: null,
  run: 'runs',
  save: 'writes',
  send: 'writes',
  session: null,
  sign: 'harms',
  start: 'runs',
  stop: 'runs',
  store: 'writes',
  subscribe: null,
  trade: 'harms',
  transfer: 'harms',
  upload: 'writes',
  withdraw: 'harms',
};

interface Reading {
  effect: Effect | null;
  /** The word begins or ends the value. */
  isEdge: boolean;
  /** A word that is as often a noun ("order"), and does not begin the value. */
  mayBeNoun: boolean;
}

function readVerbs(value: string): Reading[] {
  const parts = nameParts(value);
  return findHits(english, parts).flatMap((hit) =>
    hit.entries.flatMap((entry) =>
      entry.kind === 'verb' && entry.form === 'base'
        ? [
            {
              effect: EFFECT[entry.sense],
              isEdge: hit.first === 0 || hit.last === parts.length - 1,
              mayBeNoun: entry.noun && hit.first > 0,
            },
          ]
        : [],
    ),
  );
}

/**
 * The gravest reading of `delete_entry`, `entry.delete` or `DELETE`; undefined where no verb tells. A verb that harms counts anywhere in
 * the value, others at either end. What may be a noun counts unless the value reads: `get_refund` reads, `create_refund` harms. Values
 * are read as English.
 */
export function effectOf(value: string): Effect | undefined {
  const readings = readVerbs(value).filter(({ effect, isEdge }) => isEdge || effect === 'harms');
  const gravest = (found: readonly Reading[]) =>
    EFFECTS.find((effect) => found.some((reading) => reading.effect === effect));
  const sure = gravest(readings.filter(({ mayBeNoun }) => !mayBeNoun));
  return sure === 'reads' ? sure : gravest(readings);
}
