import type { Span } from '#data/schema/evidence.ts';
import type { Act } from '../../reading/act.ts';
import { cite } from '../../reading/field.ts';
import type { Parameter } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { statementVerbs } from '../../reading/statement-verb.ts';
import { citing, doing, isDoing, isHead, isNear, type Rule, tells } from '../rule.ts';

const CODE_ARGUMENT =
  /^(?:code|script|javascript|js_?code|python_?code|source_?code|apex_?code|shell_?command|command|commands|cmd|bash_?command|command_?line)$/i;

/** An expression that only works a value out. */
const FORMULA = /\b(?:math\w*|arithmetic|numeric\w*|boolean|formula)\b/i;

/** What is sent to a terminal or a process is carried out there. */
const TYPED =
  /\b(?:keys?|input|characters?|text|lines?|keystrokes?|signal|data)\b.* (?:to|into) (?:(?:the|a|an|its|running|active|interactive) )*(?:\w+ )?(?:terminal|shell|process|pane|console|stdin|tty|repl|kernel)\b/i;
/** A tool that is only named, and named after a place where commands are typed. */
const SHELL = /^(?:shell|bash|zsh|terminal|repl|interpreter|powershell|cmd|console|ssh)$/;

const shellName = ({ name, fields }: Reading): Span[] => {
  const [source] = fields;
  return source !== undefined && name.parts.some(({ text }) => SHELL.test(text))
    ? [cite(source, 0, source.text.length)]
    : [];
};

/** A session that is opened with a command begins by running it. */
const SESSION = /\b(?:sessions?|shells?|terminals?|consoles?)$/i;
const runs = (reading: Reading) =>
  reading.acts.filter(
    (act) =>
      isDoing(act, 'run', 'call', 'actuate', 'start') || (isDoing(act, 'create') && SESSION.test(act.said)),
  );

/** What is loaded into a program that runs takes part in it. */
const LOADED = /\b(?:scripts?|hooks?|shell ?code|dlls?|drivers?|kernel modules?)$/i;
const isLoaded = (act: Act) => /^(?:load|inject|hook)$/.test(act.lemma) && LOADED.test(act.said);

/** "A SELECT query or command": one that only reads. */
const onlySelects = (reading: Reading) => {
  const verbs = statementVerbs(reading);
  return verbs.size === 1 && verbs.has('select');
};

const takesCode = (parameter: Parameter) =>
  CODE_ARGUMENT.test(parameter.name) && parameter.values.length === 0;

export const runsCode: Rule = {
  id: 'runs-code',
  version: 5,
  category: 'Execute',
  facet: 'code_execution',
  says: 'runs code or commands given in its arguments',
  ask: (reading) => {
    const stated = doing(
      reading,
      (act) =>
        (isDoing(act, 'run') &&
          isNear(act, 'code', 'command') &&
          !FORMULA.test(act.said) &&
          !onlySelects(reading)) ||
        isLoaded(act) ||
        (isDoing(act, 'send', 'publish', 'store') && (isHead(act, 'command') || tells(act, TYPED))),
    );
    if (stated.outcome === 'yes') return stated;
    if (reading.acts.length === 0) return citing(shellName(reading));
    const [act] = runs(reading);
    const argument = reading.parameters.find(takesCode);
    return act === undefined || argument === undefined
      ? { outcome: 'no' }
      : citing([act.span, argument.cite]);
  },
};
