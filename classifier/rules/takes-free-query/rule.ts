import type { Span } from '#data/schema/evidence.ts';
import type { Act } from '../../reading/act.ts';
import { isShapedQuery, queryArgument } from '../../reading/query-language.ts';
import type { Reading } from '../../reading/reading.ts';
import { citing, isDoing, isNear, isTo, names, type Rule } from '../rule.ts';

const COMMAND = /^(?:commands?|cmd|command_?line|shell_?command)$/i;

/** A command line of which only its own words say that it reads. */
function commandLine({ acts, parameters, cues }: Reading): Span[] | undefined {
  const argument = parameters.find(({ name, values }) => COMMAND.test(name) && values.length === 0);
  const act = acts.find((one) => isDoing(one, 'run') || isNear(one, 'command'));
  return argument === undefined || act === undefined || !cues.has('claims-read-only')
    ? undefined
    : [act.span, argument.cite];
}

/** SQL over logs is still SQL. */
const isOnlyQueried = (act: Act) =>
  isTo(act, 'query-only-language') ||
  (isNear(act, 'query-only-language') && !names(act, /\bsql (?:quer(?:y|ies)|statements?)$/i));

export const takesFreeQuery: Rule = {
  id: 'takes-free-query',
  version: 3,
  category: null,
  facet: 'query_argument',
  says: 'takes a free query, and nothing proves that it only reads',
  ask: (reading) => {
    const argument = queryArgument(reading);
    const line = commandLine(reading);
    if (line !== undefined) return citing(line);
    const act = reading.acts.find(
      (one) => isDoing(one, 'run', 'read', 'compute') && isNear(one, 'sql', 'query') && !isOnlyQueried(one),
    );
    return act === undefined || isShapedQuery(reading) || (argument === undefined && !isDoing(act, 'run'))
      ? { outcome: 'no' }
      : citing(argument === undefined ? [act.span] : [act.span, argument.cite]);
  },
};
