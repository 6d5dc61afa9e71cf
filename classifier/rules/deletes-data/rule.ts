import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { statementVerbs } from '../../reading/statement-verb.ts';
import { doing, isDoing, isHead, isTo, type Rule } from '../rule.ts';
import { isHarmless } from './harmless.ts';
import { isFresh, isLost } from './lost.ts';
import { isOnlyTakenOff, isPlainlyTakenOff } from './taken-off.ts';

/** What the call itself names is all there was: it can be put back by another call. */
const LISTED =
  /\bfrom (?:[\p{L}']+ ){0,3}?(?:want ?list|wish ?list|watch ?list|(?:allow|deny|block|white|black)list|favou?rites|cart|playlist)\b/u;

const CLOSED = new Set(['close', 'close account', 'deactivate']);

/** A statement that may only remove. */
function removesRows(reading: Reading, act: Act): boolean {
  const verbs = statementVerbs(reading);
  return (
    isDoing(act, 'run') &&
    verbs.size > 0 &&
    [...verbs].every((verb) => /^(?:delete|drop|truncate)$/.test(verb))
  );
}

function deletes(reading: Reading, act: Act): boolean {
  if (isHarmless(reading, act)) return false;
  if (isLost(reading, act)) return true;
  if (CLOSED.has(act.lemma) && isTo(act, 'identity')) return reading.cues.has('irreversible');
  if (isDoing(act, 'delete', 'destroy')) return act.lemma !== 'delete' || !LISTED.test(act.rest);
  if (isDoing(act, 'run', 'do', 'create', 'start')) return isTo(act, 'loss-act') || removesRows(reading, act);
  if (isDoing(act, 'clear', 'reset') && reading.cues.has('irreversible')) return true;
  if (isDoing(act, 'remove') && isHead(act, 'file') && /\bworkspace\b/.test(act.rest)) return true;
  if (isDoing(act, 'remove')) return !isOnlyTakenOff(reading, act);
  if (isDoing(act, 'clear') && isFresh(act)) return false;
  if (isDoing(act, 'clear'))
    return isTo(
      act,
      'memory',
      'file',
      'private',
      'small-own',
      'bulk',
      'sql',
      'infrastructure',
      'secret',
      'container',
    );
  return (
    isDoing(act, 'reset') &&
    (isHead(act, 'file', 'memory', 'sql', 'infrastructure') || isTo(act, 'bulk')) &&
    !isFresh(act)
  );
}

/** What a name or a listed value calls deleting, and the description tells as taking something off something, for a while. */
const isToldOtherwise = (reading: Reading, act: Act) => {
  if (act.source === 'prose' || !/^(?:delete|remove)$/.test(act.lemma)) return false;
  const told = reading.acts.filter(
    (other) => other.source === 'prose' && isDoing(other, 'delete', 'remove', 'detach', 'destroy'),
  );
  return told.length > 0 && !reading.cues.has('irreversible') && told.every(isPlainlyTakenOff);
};

export const deletesData: Rule = {
  id: 'deletes-data',
  version: 7,
  category: 'Destructive',
  facet: 'deletes',
  says: 'deletes something that no ordinary call brings back',
  ask: (reading) => doing(reading, (act) => deletes(reading, act) && !isToldOtherwise(reading, act)),
};
