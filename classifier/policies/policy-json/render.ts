import type { Format } from '../format.ts';
import { itself } from '../merge-rules.ts';
import { toDocument, toJson } from './document.ts';

/** policy.json, version "1": the reference format. */
export const POLICY_JSON: Format = {
  id: 'policy-json',
  title: 'PolicyLayer policy.json',
  product: 'policy.json',
  fileName: 'policy.json',
  language: 'json',
  file: 'policy.json',
  steps: [
    'Register the server with the gateway and create a policy for it.',
    'Paste this document as the policy, after setting the values marked “adjust”.',
    'Attach the policy to the grant that the agent uses, and give the client the gateway’s address in place of the server’s.',
  ],
  newTool: {
    allow: 'A tool that the server adds tomorrow is let through.',
    deny: 'A tool that the server adds tomorrow is denied until it is listed.',
  },
  can: {
    asks: false,
    denies: true,
    hides: true,
    counts: ['minute', 'hour', 'day'],
    checks: () => [],
    writes: () => true,
    unlisted: { allow: null, deny: null },
  },
  namesServers: false,
  merge: {
    lists: [{ path: ['hide'], keyOf: itself, group: 'tool' }],
    rules: { path: ['tools'], group: 'tool' },
  },
  write: (servers) => servers.map(({ policy }) => toJson(toDocument(policy))).join('\n'),
};
