import type { PolicyDocument, Predicate, ToolRule } from '#data/policy/document.ts';
import type { ArgumentRule, Policy, ToolPolicy } from '#data/schema/policy.ts';

const predicatesOf = (rules: readonly ArgumentRule[], effect: ArgumentRule['effect']): Predicate[] =>
  rules
    .filter((rule) => rule.effect === effect)
    .map(({ conditions, message }) => ({ conditions, on_deny: message }));

/** Lists that are empty are left out. */
function argumentPart(rules: readonly ArgumentRule[]): ToolRule {
  const require = predicatesOf(rules, 'require');
  const denyIf = predicatesOf(rules, 'deny');
  return {
    ...(require.length > 0 ? { require } : {}),
    ...(denyIf.length > 0 ? { deny_if: denyIf } : {}),
  };
}

/** Where every call is denied, rules on arguments would only change which rule is named: they are left out. */
function ruleFor({ tool, action, argumentRules }: ToolPolicy): ToolRule {
  switch (action.kind) {
    case 'approve':
    case 'deny':
      return { deny_if: [{ conditions: [], on_deny: action.message }] };
    case 'limit': {
      const { window, max } = action;
      return {
        ...argumentPart(argumentRules),
        limits: [{ counter: `${tool}_rate`, window, max, scope: 'grant' }],
      };
    }
    default:
      return argumentPart(argumentRules);
  }
}

/** The policy as policy.json says it. Hidden tools need no rule; the keys of `tools` may be any string, `__proto__` included. */
export function toDocument({ unlisted, tools }: Policy): PolicyDocument {
  const hide = tools.filter(({ action }) => action.kind === 'hide').map(({ tool }) => tool);
  const rules = tools
    .filter(({ action }) => action.kind !== 'hide')
    .map((advice) => [advice.tool, ruleFor(advice)] as const);
  return {
    version: '1',
    default: unlisted,
    ...(hide.length > 0 ? { hide } : {}),
    ...(rules.length > 0 ? { tools: Object.fromEntries(rules) } : {}),
  };
}

/** Two spaces a level; the same bytes as the compact form but for white space. */
export const toJson = (document: PolicyDocument): string => JSON.stringify(document, null, 2);
