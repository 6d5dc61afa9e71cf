import type { Parameter } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { citing, doing, isDoing, isHead, isNear, type Rule } from '../rule.ts';

const CODE_ARGUMENT =
  /^(?:code|script|javascript|js_?code|python_?code|source_?code|apex_?code|shell_?command|command|commands|cmd|bash_?command|command_?line)$/i;

/** An expression that only works a value out. */
const FORMULA = /\b(?:math\w*|arithmetic|numeric\w*|boolean|formula)\b/i;

const runs = (reading: Reading) =>
  reading.acts.filter((act) => isDoing(act, 'run', 'call', 'actuate', 'start'));

const takesCode = (parameter: Parameter) =>
  CODE_ARGUMENT.test(parameter.name) && parameter.values.length === 0;

export const runsCode: Rule = {
  id: 'runs-code',
  version: 3,
  category: 'Execute',
  facet: 'code_execution',
  says: 'runs code or commands given in its arguments',
  ask: (reading) => {
    const stated = doing(
      reading,
      (act) =>
        (isDoing(act, 'run') && isNear(act, 'code', 'command') && !FORMULA.test(act.span.quote)) ||
        (isDoing(act, 'send') && isHead(act, 'command')),
    );
    if (stated.outcome === 'yes') return stated;
    const [act] = runs(reading);
    const argument = reading.parameters.find(takesCode);
    return act === undefined || argument === undefined
      ? { outcome: 'no' }
      : citing([act.span, argument.cite]);
  },
};
