import type { Policy, ToolPolicy } from '#data/schema/policy.ts';
import type { Rendering } from '../format.ts';
import { codes } from '../wording.ts';
import { toDocument, toJson } from './document.ts';

const namesOf = (tools: readonly ToolPolicy[], test: (advice: ToolPolicy) => boolean) =>
  tools.filter(test).map(({ tool }) => tool);

function lossesOf(tools: readonly ToolPolicy[]): string[] {
  const approved = namesOf(tools, ({ action }) => action.kind === 'approve');
  const moot = namesOf(
    tools,
    ({ action, argumentRules }) =>
      (action.kind === 'approve' || action.kind === 'deny') && argumentRules.length > 0,
  );
  return [
    ...(approved.length > 0
      ? [`policy.json has no approval: ${codes(approved)} cannot be called until someone changes the policy.`]
      : []),
    ...(moot.length > 0
      ? [`The argument rules of ${codes(moot)} are left out, because every call is denied already.`]
      : []),
  ];
}

/** policy.json, version "1". */
export function render(policy: Policy): Rendering {
  return {
    text: toJson(toDocument(policy)),
    losses: lossesOf(policy.tools),
    file: 'policy.json',
    steps: [
      'Register the server with the gateway and create a policy for it.',
      'Paste this document as the policy, after setting the values marked “adjust”.',
      'Attach the policy to the grant that the agent uses, and give the client the gateway’s address in place of the server’s.',
    ],
    newTool:
      policy.unlisted === 'deny'
        ? 'A tool that the server adds tomorrow is denied until it is listed.'
        : 'A tool that the server adds tomorrow is let through.',
  };
}
