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

/** A ticket or a thread that is resolved is done with; a name that is resolved is looked up. */
const isSettling = (act: Act) =>
  act.lemma === 'resolve' &&
  /\b(?:tickets?|issues?|incidents?|alerts?|threads?|conversations?|cases?|comments?|discussions?|disputes?|conflicts?)$/i.test(
    act.span.quote,
  );

/** Text made and handed back is not state: an estimate, a built query. */
/** A report that is filed stays with others. */
const HANDED_IN = new Set(['file', 'submit', 'raise', 'open', 'log']);

const isInline = (act: Act) =>
  (!isHead(act, 'price-list') &&
    isDoing(act, 'create') &&
    isHead(act, 'plan', 'inspection', 'status') &&
    act.source === 'prose' &&
    !HANDED_IN.has(act.lemma)) ||
  act.lemma === 'build' ||
  act.lemma === 'compile';

export const changesState: Rule = {
  id: 'changes-state',
  version: 2,
  category: 'Write',
  facet: null,
  says: 'creates or changes something that stays',
  ask: (reading) =>
    isArithmetic(reading)
      ? { outcome: 'no' }
      : doing(
          reading,
          (act) => (CHANGING.has(act.verb) || isSettling(act)) && !isInline(act) && !isLookingInto(act),
        ),
};
