import { doing, isDoing, isTo, type Rule } from '../rule.ts';

export const actsInBulk: Rule = {
  id: 'acts-in-bulk',
  version: 1,
  category: null,
  facet: 'bulk',
  says: 'changes many existing things at once',
  ask: (reading) =>
    doing(
      reading,
      (act) =>
        isDoing(
          act,
          'alter',
          'delete',
          'destroy',
          'remove',
          'clear',
          'cancel',
          'archive',
          'detach',
          'close',
          'stop',
          'reset',
          'disable',
          'enable',
        ) &&
        (isTo(act, 'bulk') ||
          /\b(?:bulk|batch|mass)\b/.test(reading.name.parts.map(({ text }) => text).join(' '))),
    ),
};
