import type { PolicyDocument } from '#data/policy/document.ts';
import { type Decision, evaluate } from '#data/policy/evaluate.ts';
import type { Counters } from '#data/policy/quota.ts';
import type { ArgumentRule, ToolPolicy, Window } from '#data/schema/policy.ts';

/** What the evaluator does with the calls of one tool whose arguments pass its rules. */
export type Behaviour =
  | { kind: 'hidden' }
  | { kind: 'unlisted' }
  | { kind: 'denied'; message: string }
  | { kind: 'limited'; max: number; window: Window }
  | { kind: 'allowed' };

type Arguments = Record<string, unknown>;

/** The start of a day, so that every window begins there. */
const START = Date.UTC(2026, 0, 1);
const NEXT: readonly [Window, number][] = [
  ['minute', START + 60_000],
  ['hour', START + 3_600_000],
  ['day', START + 86_400_000],
];
const NOTHING_SPENT: Counters = new Map();

/** The arguments with one more value at `args.<field>…`. */
function withArgument(args: Arguments, [key, ...rest]: readonly string[], value: unknown): Arguments {
  if (key === undefined) return args;
  const below = Object.hasOwn(args, key) ? args[key] : undefined;
  const inner = typeof below === 'object' && below !== null && !Array.isArray(below) ? { ...below } : {};
  const next = rest.length === 0 ? value : withArgument(inner, rest, value);
  return Object.fromEntries([...Object.entries(args), [key, next]]);
}

const pathOf = (rule: ArgumentRule) => rule.conditions[0]?.path.split('.').slice(1) ?? [];

/** Arguments that pass every rule of the tool, with one value in its place where one is given. */
export function sampleArguments(
  rules: readonly ArgumentRule[],
  instead?: { rule: ArgumentRule; value: unknown },
): Arguments {
  const passing = rules.reduce<Arguments>(
    (args, rule) => withArgument(args, pathOf(rule), rule.examples.passes),
    {},
  );
  return instead === undefined ? passing : withArgument(passing, pathOf(instead.rule), instead.value);
}

/** The first call of a tool under a document, at the start of a day. */
export function firstDecision(document: PolicyDocument, tool: string, args: Arguments): Decision {
  return evaluate(document, { tool, args, at: START }, NOTHING_SPENT);
}

function windowOf(
  document: PolicyDocument,
  call: { tool: string; args: Arguments },
  spent: Counters,
): Window {
  const opened = NEXT.find(([, at]) => evaluate(document, { ...call, at }, spent).decision === 'allow');
  if (opened === undefined) throw new Error(`No window opens again for ${JSON.stringify(call.tool)}.`);
  return opened[0];
}

/** Calls a tool until the evaluator denies it, or until a call leaves the counters as they were: then none ever will. */
export function probe(
  document: PolicyDocument,
  { tool, argumentRules }: Pick<ToolPolicy, 'tool' | 'argumentRules'>,
): Behaviour {
  const call = { tool, args: sampleArguments(argumentRules), at: START };
  let counters = NOTHING_SPENT;
  for (let allowed = 0; ; allowed++) {
    const decision = evaluate(document, call, counters);
    if (decision.decision === 'deny')
      return allowed === 0
        ? denialOf(decision)
        : { kind: 'limited', max: allowed, window: windowOf(document, call, counters) };
    if (decision.counters === counters) return { kind: 'allowed' };
    counters = decision.counters;
  }
}

function denialOf({ hidden, rule, message }: Extract<Decision, { decision: 'deny' }>): Behaviour {
  if (hidden) return { kind: 'hidden' };
  return rule === '(default deny)' ? { kind: 'unlisted' } : { kind: 'denied', message };
}
