import type { PolicyDocument, Predicate, ToolRule } from '#data/policy/document.ts';
import type { ArgumentRule, Policy, ToolPolicy } from '#data/schema/policy.ts';
import { jsonText } from '../document-text.ts';

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
    case 'hide':
      return { deny_if: [{ conditions: [], on_deny: 'This tool is hidden.' }] };
    case 'allow':
      return argumentPart(argumentRules);
  }
}

/** In `hide` a star means every tool: a tool of that name is denied by a rule instead. */
const isHideable = ({ tool, action }: ToolPolicy) => action.kind === 'hide' && tool !== '*';

/** The policy as policy.json says it. Hidden tools need no rule; the keys of `tools` may be any string, `__proto__` included. */
export function toDocument({ unlisted, tools }: Policy): PolicyDocument {
  const hide = tools.filter(isHideable).map(({ tool }) => tool);
  const rules = tools
    .filter((advice) => !isHideable(advice))
    .map((advice) => [advice.tool, ruleFor(advice)] as const);
  return {
    version: '1',
    default: unlisted,
    ...(hide.length > 0 ? { hide } : {}),
    ...(rules.length > 0 ? { tools: Object.fromEntries(rules) } : {}),
  };
}

export const toJson = (document: PolicyDocument): string => jsonText(document);
