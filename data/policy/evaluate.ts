import { type Arguments, holds } from './condition.ts';
import type { PolicyDocument, Predicate, ToolRule } from './document.ts';
import { toPointer } from './pointer.ts';
import { type Counters, type PlacedLimit, reserve } from './quota.ts';

/** One call of a tool, at a time in milliseconds since 1970. */
export interface Call {
  tool: string;
  args: Arguments;
  at: number;
}

/** What happens to a call. A denial names its rule: a JSON pointer into the document, `(hidden)` or `(default deny)`. */
export type Decision =
  | { decision: 'allow'; hidden: false; rule: null; message: null; counters: Counters }
  | { decision: 'deny'; hidden: boolean; rule: string; message: string; counters: Counters };

type Refusal = Pick<Extract<Decision, { decision: 'deny' }>, 'hidden' | 'rule' | 'message'>;

/** Whether the tool is missing from the list that a client is shown. */
export function isHidden(document: PolicyDocument, tool: string): boolean {
  return document.hide?.some((name) => name === '*' || name === tool) === true;
}

function findRule(document: PolicyDocument, tool: string): ToolRule | undefined {
  const tools = document.tools;
  return tools !== undefined && Object.hasOwn(tools, tool) ? tools[tool] : undefined;
}

function refuseTool(document: PolicyDocument, tool: string): Refusal | undefined {
  if (isHidden(document, tool)) {
    return { hidden: true, rule: '(hidden)', message: 'This tool is hidden.' };
  }
  if (document.default === 'deny' && findRule(document, tool) === undefined) {
    return { hidden: false, rule: '(default deny)', message: 'This tool is not listed in the policy.' };
  }
  return undefined;
}

const isMet = (predicate: Predicate, args: Arguments) =>
  predicate.conditions.every((condition) => holds(condition, args));

function refuseArguments(rule: ToolRule | undefined, { tool, args }: Call): Refusal | undefined {
  const stages = [
    { name: 'require', predicates: rule?.require, denies: false },
    { name: 'deny_if', predicates: rule?.deny_if, denies: true },
  ];
  for (const { name, predicates, denies } of stages) {
    const index = predicates?.findIndex((predicate) => isMet(predicate, args) === denies);
    const predicate = index === undefined ? undefined : predicates?.[index];
    if (predicate !== undefined) {
      const message = predicate.on_deny ?? 'Denied by the policy.';
      return { hidden: false, rule: toPointer(['tools', tool, name, Number(index)]), message };
    }
  }
  return undefined;
}

function limitsOf(document: PolicyDocument, tool: string): PlacedLimit[] {
  const place = (limits: ToolRule['limits'], path: string[]) =>
    limits?.map((limit, index) => ({ limit, pointer: toPointer([...path, index]) })) ?? [];
  return [
    ...place(findRule(document, tool)?.limits, ['tools', tool, 'limits']),
    ...place(document.all_tools?.limits, ['all_tools', 'limits']),
  ];
}

/**
 * Decides one call under a validated document: hidden, then unlisted under `default: "deny"`, then `require` and `deny_if` of the tool
 * in their order, then the limits of the tool and those of all tools. The first denial wins, and a denied call leaves the counters as
 * they were. Pure: the clock is `call.at`, and what was spent comes in and goes out.
 */
export function evaluate(document: PolicyDocument, call: Call, counters: Counters): Decision {
  const refusal = refuseTool(document, call.tool) ?? refuseArguments(findRule(document, call.tool), call);
  if (refusal !== undefined) return { decision: 'deny', ...refusal, counters };
  const reservation = reserve(limitsOf(document, call.tool), counters, call.at);
  if (reservation.kind === 'reserved') {
    return { decision: 'allow', hidden: false, rule: null, message: null, counters: reservation.counters };
  }
  const { max, window } = reservation.limit;
  const message = `The limit of ${max} ${max === 1 ? 'call' : 'calls'} per ${window} is reached.`;
  return { decision: 'deny', hidden: false, rule: reservation.pointer, message, counters };
}
