import type { Act } from '../../reading/act.ts';
import { isShapedQuery, queryArgument } from '../../reading/query-language.ts';
import type { Reading } from '../../reading/reading.ts';
import { isSaidOf } from '../../reading/said-of.ts';
import { statementVerbs } from '../../reading/statement-verb.ts';
import { citing, isDoing, isHead, isNear, isTo, type Rule, tells } from '../rule.ts';

const RUNNING = new Set(['run', 'execute', 'exec', 'query', 'invoke', 'perform', 'evaluate']);
/** A plan is only shown, unless the statement is run to measure it. */
const MEASURED = /\banaly[sz]e\b/i;
/** An argument that turns the plan into a run. */
const measures = ({ parameters }: Reading) => parameters.some(({ name }) => /^analy[sz]e$/i.test(name));
const isRunning = (reading: Reading, act: Act) =>
  RUNNING.has(act.lemma) || (act.lemma === 'explain' && (tells(act, MEASURED) || measures(reading)));

function queries(reading: Reading, act: Act): boolean {
  if (isNear(act, 'query-only-language')) return false;
  if (isDoing(act, 'do') && (!RUNNING.has(act.lemma) || isTo(act, 'inspection'))) return false;
  if (isDoing(act, 'send')) return isHead(act, 'sql');
  if (isDoing(act, 'run', 'call', 'do'))
    return isTo(act, 'query', 'sql') || (queryArgument(reading) !== undefined && isNear(act, 'query', 'sql'));
  const isFree =
    queryArgument(reading) !== undefined || (reading.parameters.length === 0 && isTo(act, 'sql'));
  return isDoing(act, 'read') && isRunning(reading, act) && isNear(act, 'sql') && isFree;
}

/** "Read-only" said in the words that run the query, before what is run. */
const isClaimed = ({ acts, cues }: Reading) =>
  cues.of('claims-read-only').some((claim) => acts.some(({ span }) => isSaidOf(claim, span)));

/** A statement that nothing but reading is possible; whether it holds is another question. */
const isReadOnly = (reading: Reading) =>
  (reading.cues.has('only-select') || isClaimed(reading)) && !reading.cues.has('write-modes');

/** One kind of statement that only adds or only removes: not a free query, whatever the language could do. */
function isLimited(reading: Reading): boolean {
  const verbs = statementVerbs(reading);
  return verbs.size > 0 && (isSubset(verbs, ADDING) || isSubset(verbs, REMOVING));
}
const ADDING = new Set(['select', 'insert', 'create']);
const REMOVING = new Set(['delete', 'drop', 'truncate']);
const isSubset = (some: ReadonlySet<string>, all: ReadonlySet<string>) =>
  [...some].every((one) => all.has(one));

export const runsQueryLanguage: Rule = {
  id: 'runs-query-language',
  version: 4,
  category: 'Execute',
  facet: 'sql',
  says: 'runs a free query that may also write',
  ask: (reading) => {
    if (isReadOnly(reading) || isLimited(reading) || isShapedQuery(reading)) return { outcome: 'no' };
    const spans = reading.acts.filter((act) => queries(reading, act)).map((act) => act.span);
    const argument = queryArgument(reading);
    return citing(spans.length > 0 && argument !== undefined ? [...spans.slice(0, 2), argument.cite] : spans);
  },
};
