import type { Span } from '#data/schema/evidence.ts';
import type { Reading } from '../../reading/reading.ts';
import { citing, type Rule } from '../rule.ts';
import { runsCode } from '../runs-code/rule.ts';

/** Arguments that can hold what is run. */
const PROGRAM =
  /(?:^|_)(?:code|scripts?|commands?|cmds?|javascript|expression|program|source|input|stdin|text|keys|body|data|snippet|args|arguments|lines?)$/i;
const named = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1_$2');

/** Arguments that choose among what is there. */
const CHOICE = /(?:^|_)(?:id|name|path|file|index|key|slug|number|pid|session)s?$/i;

/** What is run is only chosen: no argument could hold it, and one says which it is. */
const isChosen = ({ parameters }: Reading) =>
  parameters.some(({ name }) => CHOICE.test(named(name))) &&
  !parameters.some(
    ({ name, values, types }) => values.length === 0 && !types.has('boolean') && PROGRAM.test(named(name)),
  );

/** Commands with a proper name before them are those of one program, not of its host. */
const OWN_COMMAND = /\b([a-z][\w.+-]*)\s+commands?\b/i;
const HOST_COMMAND =
  /^(?:a|an|the|any|one|one-off|ad-hoc|single|multiple|several|more|given|specified|following|custom|raw|arbitrary|provided|and|or|of|run|execute|executes|executing|send|shell|bash|sh|zsh|terminal|powershell|cmd|cli|console|command-line|system|os|ssh|remote|local|host|unix|linux|windows|macos|root|sudo|privileged|background|server|allowed|code|script|python|node)$/i;
const QUERY = /\b(?:sql|quer(?:y|ies)|cypher)\b/i;
/** Stepping through what runs already brings nothing new to run. */
const STEP = /\b(?:signal|program execution|continue|step|cells?|key ?codes?|keystrokes?)$/i;

function isOfOneProgram({ quote }: Span): boolean {
  const owner = OWN_COMMAND.exec(quote)?.[1];
  return (owner !== undefined && !HOST_COMMAND.test(owner)) || QUERY.test(quote) || STEP.test(quote);
}

export const runsOnHost: Rule = {
  id: 'runs-on-host',
  version: 2,
  category: null,
  facet: 'host_access',
  says: 'runs whatever code or command it is given where that can do anything',
  ask: (reading) => {
    const answer = runsCode.ask(reading);
    return answer.outcome === 'yes' && !isChosen(reading)
      ? citing(isOfOneProgram(answer.spans[0]) ? [] : answer.spans)
      : { outcome: 'no' };
  },
};
