import type { Action, ArgumentRule, Policy, ToolPolicy, Window } from '#data/schema/policy.ts';
import type { Abilities } from './format.ts';
import type { LossId } from './loss.ts';

/** What becomes of a tool in one format: the nearest thing the format can say that is no looser, and what is lost by it. */
export interface SettledTool {
  tool: string;
  outcome: 'allow' | 'ask' | 'deny' | 'hide';
  limit: { max: number; window: Window } | null;
  /** Rules on arguments that the format checks. */
  rules: readonly ArgumentRule[];
  /** Text for whoever is refused; null where there is none. */
  message: string | null;
  losses: readonly LossId[];
}

/** One server's tools as a format writes them; those it cannot write are left out. */
export interface SettledServer {
  name: string;
  policy: Policy;
  tools: readonly SettledTool[];
}

type Settled = Omit<SettledTool, 'tool'>;

const plain = { limit: null, rules: [], message: null, losses: [] } as const;

function settleDenial(message: string | null, can: Abilities): Settled {
  if (can.denies === true) return { ...plain, outcome: 'deny', message };
  const lost = (id: LossId): LossId[] => (message === null ? [] : [id]);
  if (can.denies === 'silent') return { ...plain, outcome: 'deny', losses: lost('denial-silent') };
  if (can.hides) return { ...plain, outcome: 'hide', losses: lost('denial-hidden') };
  return { ...plain, outcome: 'ask', losses: ['denial-asked'] };
}

function settleHiding(can: Abilities): Settled {
  if (can.hides) return { ...plain, outcome: 'hide' };
  const settled = settleDenial(null, can);
  return settled.outcome === 'deny' ? { ...settled, losses: ['hidden-shown'] } : settled;
}

function settleApproval(message: string, can: Abilities): Settled {
  if (can.asks) return { ...plain, outcome: 'ask' };
  const { outcome, message: said } = settleDenial(can.denies === true ? message : null, can);
  return { ...plain, outcome, message: said, losses: ['approval-denied'] };
}

function settleLimit(limit: { max: number; window: Window }, can: Abilities): Settled {
  if (can.counts.includes(limit.window)) return { ...plain, outcome: 'allow', limit };
  if (can.asks) return { ...plain, outcome: 'ask', losses: ['limit-asked'] };
  return { ...plain, outcome: 'allow', losses: ['limit-open'] };
}

function settleAction(action: Action, can: Abilities): Settled {
  switch (action.kind) {
    case 'allow':
      return { ...plain, outcome: 'allow' };
    case 'limit':
      return settleLimit({ max: action.max, window: action.window }, can);
    case 'approve':
      return settleApproval(action.message, can);
    case 'deny':
      return settleDenial(action.message, can);
    case 'hide':
      return settleHiding(can);
  }
}

/** Rules on arguments are checked, or left to a person, or else the tool is denied: never dropped in silence. */
function settleArguments(settled: Settled, rules: readonly ArgumentRule[], can: Abilities): Settled {
  if (rules.length === 0) return settled;
  const checked = rules.map(can.checks);
  const isChecked = checked.every((inexact) => inexact !== null);
  const add = (...ids: LossId[]) => [...settled.losses, ...ids];
  if (settled.outcome === 'deny' || settled.outcome === 'hide') {
    return isChecked ? { ...settled, losses: add('arguments-moot') } : settled;
  }
  if (isChecked) return { ...settled, rules, losses: add(...checked.flat()) };
  if (can.asks) return { ...settled, outcome: 'ask', limit: null, losses: add('arguments-asked') };
  const denied = settleDenial(null, can);
  return { ...denied, losses: ['arguments-denied'] };
}

function caveatsOf({ outcome, limit }: Settled, { caveats }: Abilities): LossId[] {
  const ids = [caveats?.[outcome], limit === null ? undefined : caveats?.limit];
  return ids.filter((id) => id !== undefined);
}

/** What a tool's advice becomes in a format. */
export function settle({ tool, action, argumentRules }: ToolPolicy, can: Abilities): SettledTool {
  if (!can.writes(tool)) return { tool, ...plain, outcome: 'deny', losses: ['name'] };
  const settled = settleArguments(settleAction(action, can), argumentRules, can);
  const losses = [...new Set([...settled.losses, ...caveatsOf(settled, can)])];
  return { ...settled, tool, losses };
}
