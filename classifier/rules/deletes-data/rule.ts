import type { Act } from '../../reading/act.ts';
import { doing, isDoing, isNear, isTo, type Rule } from '../rule.ts';

const DATA = [
  'file',
  'container',
  'infrastructure',
  'compute-resource',
  'identity',
  'memory',
  'private',
  'deployment',
  'job',
  'code',
  'small-own',
  'page',
  'sql',
  'process',
  'credential',
  'secret',
  'webhook',
  'position',
  'order',
  'price-list',
] as const;

/** What the call itself names is all there was: it can be put back by another call. */
const isOnlyLink = (act: Act) =>
  (isTo(act, 'association', 'membership') || (isTo(act, 'subscription') && isTo(act, 'message'))) &&
  !isTo(act, 'file', 'memory', 'identity', 'infrastructure');
const isOnlyView = (act: Act) => isTo(act, 'cache') && !isTo(act, 'small-own', 'secret', 'memory', 'file');

function deletes(act: Act): boolean {
  if (isOnlyLink(act) || isOnlyView(act)) return false;
  if (isDoing(act, 'delete', 'destroy')) return true;
  if (isDoing(act, 'run', 'do', 'create', 'start')) return isTo(act, 'loss-act');
  if (isDoing(act, 'remove')) return isTo(act, ...DATA) && !isNear(act, 'association', 'membership');
  if (isDoing(act, 'clear'))
    return isTo(act, 'memory', 'file', 'private', 'small-own', 'bulk', 'sql', 'infrastructure', 'secret');
  return isDoing(act, 'reset') && isTo(act, 'file', 'memory', 'sql', 'infrastructure', 'bulk');
}

export const deletesData: Rule = {
  id: 'deletes-data',
  version: 1,
  category: 'Destructive',
  facet: 'deletes',
  says: 'deletes something that no ordinary call brings back',
  ask: (reading) => doing(reading, deletes),
};
