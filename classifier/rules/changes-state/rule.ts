import type { VerbSense } from '#data/taxonomy/lexicon.ts';
import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { doing, isDoing, isHead, isTo, type Rule } from '../rule.ts';

const CHANGING: ReadonlySet<VerbSense> = new Set<VerbSense>([
  'accept',
  'actuate',
  'alter',
  'append',
  'archive',
  'attach',
  'borrow',
  'cancel',
  'clear',
  'close',
  'configure',
  'control',
  'copy',
  'create',
  'delete',
  'deploy',
  'destroy',
  'detach',
  'disable',
  'download',
  'enable',
  'grant',
  'manage',
  'merge',
  'move',
  'pay',
  'place',
  'point',
  'publish',
  'purchase',
  'remove',
  'reset',
  'restore',
  'revoke',
  'rollback',
  'save',
  'send',
  'session',
  'sign',
  'start',
  'stop',
  'store',
  'subscribe',
  'trade',
  'transfer',
  'upload',
  'withdraw',
]);

/** "Add" over numbers alone is arithmetic. */
const isArithmetic = ({ parameters, input }: Reading) =>
  !input.description &&
  parameters.length > 1 &&
  parameters.every(({ type }) => type === 'number' || type === 'integer');

const isLookingInto = (act: Act) => act.lemma === 'open' && isTo(act, 'memory', 'file');

/** Text made and handed back is not state: an estimate, a built query. */
const isInline = (act: Act) =>
  (isDoing(act, 'create') && isHead(act, 'plan', 'inspection', 'status') && act.source === 'prose') ||
  act.lemma === 'build' ||
  act.lemma === 'compile';

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
