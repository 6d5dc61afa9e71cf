import type { VerbSense } from '#data/taxonomy/lexicon.ts';
import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { doing, isDoing, isTo, type Rule } from '../rule.ts';

const CHANGING: ReadonlySet<VerbSense> = new Set<VerbSense>([
  'accept',
  'alter',
  'append',
  'archive',
  'attach',
  'cancel',
  'clear',
  'close',
  'configure',
  'copy',
  'create',
  'delete',
  'detach',
  'disable',
  'download',
  'enable',
  'grant',
  'manage',
  'merge',
  'move',
  'place',
  'point',
  'publish',
  'remove',
  'reset',
  'restore',
  'rollback',
  'save',
  'send',
  'session',
  'sign',
  'store',
  'subscribe',
  'transfer',
  'upload',
  'withdraw',
  'borrow',
  'revoke',
  'destroy',
]);

/** "Add" over numbers alone is arithmetic. */
const isArithmetic = ({ parameters, input }: Reading) =>
  !input.description &&
  parameters.length > 1 &&
  parameters.every(({ type }) => type === 'number' || type === 'integer');

const isLookingInto = (act: Act) => act.lemma === 'open' && isTo(act, 'memory', 'file');

/** Text made and handed back is not state. */
const isInline = (act: Act) =>
  isDoing(act, 'create') && isTo(act, 'plan', 'inspection', 'status') && act.source === 'prose';

export const changesState: Rule = {
  id: 'changes-state',
  version: 1,
  category: 'Write',
  facet: null,
  says: 'creates or changes something that stays',
  ask: (reading) =>
    isArithmetic(reading)
      ? { outcome: 'no' }
      : doing(reading, (act) => CHANGING.has(act.verb) && !isInline(act) && !isLookingInto(act)),
};
