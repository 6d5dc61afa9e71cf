import { cedarQuoted } from '../cedar-text.ts';
import { yamlText } from '../document-text.ts';
import type { Format } from '../format.ts';
import type { SettledServer, SettledTool } from '../settle.ts';
import { ruleExpression } from './condition.ts';

const ANY_CALL = 'principal, action == Action::"call_tool", resource';
const scopeOf = ({ tool }: SettledTool) => `${ANY_CALL} == Tool::${cedarQuoted(tool)}`;

const conditionOf = ({ rules }: SettledTool) =>
  rules.flatMap((rule) => ruleExpression(rule)?.text ?? 'false').join(' && ');

/** Where unlisted tools are denied, a tool is let through by a `permit`; where they are not, its bad calls are forbidden. */
function policyFor(tool: SettledTool, unlisted: 'allow' | 'deny'): string[] {
  const scope = scopeOf(tool);
  if (tool.outcome !== 'allow') return [`forbid(${scope});`];
  if (tool.rules.length > 0) {
    return unlisted === 'deny'
      ? [`permit(${scope}) when { ${conditionOf(tool)} };`]
      : [`forbid(${scope}) unless { ${conditionOf(tool)} };`];
  }
  return unlisted === 'deny' ? [`permit(${scope});`] : [];
}

function policiesFor({ policy: { unlisted }, tools }: SettledServer): string[] {
  const rest =
    unlisted === 'deny'
      ? 'permit(principal, action, resource) unless { action == Action::"call_tool" };'
      : 'permit(principal, action, resource);';
  return [rest, ...tools.flatMap((tool) => policyFor(tool, unlisted))];
}

/** The tool that a policy names; two that name it are about the same. */
function subjectOf(policy: unknown): string | null {
  return typeof policy === 'string' ? (/Tool::"(?:[^"\\]|\\.)*"/.exec(policy)?.[0] ?? null) : null;
}

/** A Cedar configuration of ToolHive: what no policy permits is denied, and `forbid` wins. */
export const TOOLHIVE: Format = {
  id: 'toolhive',
  title: 'ToolHive (Cedar)',
  product: 'ToolHive',
  fileName: 'toolhive-authz.yaml',
  language: 'yaml',
  file: 'authz.yaml',
  steps: [
    'Save the document as authz.yaml.',
    'Start the server with it: `thv run --authz-config authz.yaml` and the name of the server.',
    'On Kubernetes, limit single tools with `rateLimiting.tools` of the MCPServer, which needs Redis.',
  ],
  newTool: {
    allow: 'A tool that the server adds tomorrow is permitted by the first policy.',
    deny: 'A tool that the server adds tomorrow is permitted by no policy, and so denied.',
  },
  can: {
    asks: false,
    denies: 'silent',
    hides: true,
    counts: [],
    checks: (rule) => {
      const expression = ruleExpression(rule);
      return expression === undefined ? null : [...expression.losses, 'arguments-listed'];
    },
    writes: (tool) => tool.isWellFormed(),
    unlisted: { allow: null, deny: null },
  },
  namesServers: false,
  merge: {
    lists: [
      {
        path: ['cedar', 'policies'],
        keyOf: subjectOf,
        group: 'tool',
        isGeneral: (policy) => subjectOf(policy) === null,
      },
    ],
  },
  write: (servers) =>
    yamlText({
      version: '1.0',
      type: 'cedarv1',
      cedar: { policies: servers.flatMap(policiesFor), entities_json: '[]' },
    }),
};
