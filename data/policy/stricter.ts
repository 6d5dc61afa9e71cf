import type { Action, ToolPolicy, Window } from '../schema/policy.ts';

const STRICTNESS: readonly Action['kind'][] = ['allow', 'limit', 'approve', 'deny', 'hide'];
const PER_DAY: Record<Window, number> = { minute: 1440, hour: 24, day: 1 };

const rank = ({ kind }: Action) => STRICTNESS.indexOf(kind);
const callsPerDay = (action: Action) =>
  action.kind === 'limit' ? action.max * PER_DAY[action.window] : Number.POSITIVE_INFINITY;

/** Whether the second action lets fewer calls through than the first. */
function isStricter(first: Action, second: Action): boolean {
  if (first.kind !== second.kind) return rank(second) > rank(first);
  return callsPerDay(second) < callsPerDay(first);
}

/**
 * Of two pieces of advice for one tool name, the stricter, with the argument rules of both: a call must pass what either demands. The
 * first stands where they are alike.
 */
export function stricter(first: ToolPolicy, second: ToolPolicy): ToolPolicy {
  const advice = isStricter(first.action, second.action) ? second : first;
  const rules = [...first.argumentRules, ...second.argumentRules].map(
    (rule) => [JSON.stringify([rule.effect, rule.conditions]), rule] as const,
  );
  const argumentRules = advice.action.kind === 'hide' ? [] : [...new Map(rules).values()];
  return { ...advice, argumentRules };
}

/** Advice by tool name, one a name, sorted. */
export function strictestByName(advice: readonly ToolPolicy[]): ToolPolicy[] {
  const byName = new Map<string, ToolPolicy>();
  for (const next of advice) {
    const known = byName.get(next.tool);
    byName.set(next.tool, known === undefined ? next : stricter(known, next));
  }
  return [...byName.values()].sort((a, b) => (a.tool < b.tool ? -1 : 1));
}
