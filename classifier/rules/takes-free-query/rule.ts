import type { Span } from '#data/schema/evidence.ts';
import { queryArgument } from '../../reading/query-language.ts';
import type { Reading } from '../../reading/reading.ts';
import { citing, isDoing, isNear, type Rule } from '../rule.ts';

const COMMAND = /^(?:commands?|cmd|command_?line|shell_?command)$/i;

/** A command line of which only its own words say that it reads. */
function commandLine({ acts, parameters, cues }: Reading): Span[] | undefined {
  const argument = parameters.find(({ name, values }) => COMMAND.test(name) && values.length === 0);
  const act = acts.find((one) => isDoing(one, 'run') || isNear(one, 'command'));
  return argument === undefined || act === undefined || !cues.has('claims-read-only')
    ? undefined
    : [act.span, argument.cite];
}

export const takesFreeQuery: Rule = {
  id: 'takes-free-query',
  version: 2,
  category: null,
  facet: 'query_argument',
  says: 'takes a free query, and nothing proves that it only reads',
  ask: (reading) => {
    const argument = queryArgument(reading);
    const line = commandLine(reading);
    if (line !== undefined) return citing(line);
    const act = reading.acts.find(
      (one) =>
        isDoing(one, 'run', 'read', 'compute') &&
        isNear(one, 'sql', 'query') &&
        !isNear(one, 'query-only-language'),
    );
    return act === undefined || (argument === undefined && !isDoing(act, 'run'))
      ? { outcome: 'no' }
      : citing(argument === undefined ? [act.span] : [act.span, argument.cite]);
  },
};
