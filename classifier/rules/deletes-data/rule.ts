import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { doing, isDoing, isHead, isTo, type Rule } from '../rule.ts';

/** Taking something off one of these leaves the thing itself. */
const FROM_LIST =
  /\bfrom (?:[\p{L}]+ ){0,3}?(?:groups?|teams?|lists?|playlists?|queue|roles?|channels?|boards?|cart|favou?rites|segment|campaign)\b/u;

/** What the call itself names is all there was: it can be put back by another call. */
const isOnlyLink = (act: Act) =>
  (isHead(act, 'association', 'membership') || (isHead(act, 'subscription') && isTo(act, 'message'))) &&
  !isHead(act, 'file', 'memory', 'identity', 'infrastructure');
const isOnlyView = (act: Act) =>
  isHead(act, 'cache') && !isHead(act, 'small-own', 'secret', 'memory', 'file');

/** "Add or remove", "set or remove": what is taken off can be put on again by the same tool. */
const isPaired = (reading: Reading, act: Act) =>
  !isTo(act, 'file', 'identity', 'infrastructure', 'container', 'deployment', 'memory', 'private') &&
  reading.acts.some(({ lemma }) => PAIRS.has(lemma));
const PAIRS = new Set(['add', 'set', 'assign', 'attach', 'link']);

function deletes(reading: Reading, act: Act): boolean {
  if (isOnlyLink(act) || isOnlyView(act)) return false;
  if (isDoing(act, 'delete', 'destroy')) return true;
  if (isDoing(act, 'run', 'do', 'create', 'start')) return isTo(act, 'loss-act');
  if (isDoing(act, 'clear', 'reset') && reading.cues.has('irreversible')) return true;
  if (isDoing(act, 'remove') && isHead(act, 'file') && /\bworkspace\b/.test(act.rest)) return true;
  if (isDoing(act, 'remove'))
    return (
      !isHead(act, 'association', 'membership') &&
      !act.context.has('association') &&
      !FROM_LIST.test(act.rest) &&
      !/\bfrom (?:\p{L}+ ){0,3}?workspace\b/u.test(act.rest) &&
      !isPaired(reading, act)
    );
  if (isDoing(act, 'clear'))
    return isTo(act, 'memory', 'file', 'private', 'small-own', 'bulk', 'sql', 'infrastructure', 'secret');
  return isDoing(act, 'reset') && isTo(act, 'file', 'memory', 'sql', 'infrastructure', 'bulk');
}

export const deletesData: Rule = {
  id: 'deletes-data',
  version: 2,
  category: 'Destructive',
  facet: 'deletes',
  says: 'deletes something that no ordinary call brings back',
  ask: (reading) => doing(reading, (act) => deletes(reading, act)),
};
