import { yamlText } from '../document-text.ts';
import type { Format } from '../format.ts';
import { fields } from '../merge-rules.ts';
import type { SettledTool } from '../settle.ts';

const ACTION = { allow: 'allow', ask: 'require_approval', deny: 'deny', hide: 'deny' } as const;

function ruleFor({ tool, outcome, limit }: SettledTool) {
  return {
    name: tool,
    condition: `tool_name == '${tool}'`,
    ...(limit === null
      ? { action: ACTION[outcome] }
      : { action: 'rate_limit', limit: `${limit.max}/${limit.window}` }),
  };
}

/** A policy of Microsoft's Agent Governance Toolkit, as its .NET engine reads it. */
export const MICROSOFT_AGT: Format = {
  id: 'microsoft-agt',
  title: 'Microsoft Agent Governance Toolkit',
  product: 'The Agent Governance Toolkit',
  fileName: 'governance-policy.yaml',
  language: 'yaml',
  file: 'policies/toolrisk.yaml',
  steps: [
    'Save the policy in the folder that the engine loads, or load it with `LoadYamlFile`.',
    'Add `approvers` to the rules that require approval.',
    'Have the engine asked before each call of the server, with the name of the tool as `tool_name`.',
  ],
  newTool: {
    allow: 'A tool that the server adds tomorrow matches no rule and is let through.',
    deny: 'A tool that the server adds tomorrow matches no rule and is denied.',
  },
  can: {
    asks: true,
    denies: 'silent',
    hides: false,
    counts: ['minute', 'hour', 'day'],
    // A condition compares texts, after it has made a text of whatever it is given: a list of one is as good as its element.
    checks: () => null,
    // A condition knows no escapes.
    writes: (tool) => tool.isWellFormed() && /^[^'"\p{Cc}]+$/u.test(tool),
    unlisted: { allow: null, deny: null },
    caveats: { limit: 'limit-window' },
  },
  namesServers: false,
  merge: { lists: [{ path: ['rules'], keyOf: fields('condition'), group: 'tool' }] },
  write: (servers) =>
    servers
      .map(({ policy, tools }) =>
        yamlText({
          apiVersion: 'governance.toolkit/v1',
          version: '1.0',
          name: 'toolrisk',
          default_action: policy.unlisted,
          rules: tools.map(ruleFor),
        }),
      )
      .join('\n'),
};
