import type { Policy, ToolPolicy } from '#data/schema/policy.ts';

export interface Variant {
  id: 'this-tool' | 'deny-by-default' | 'whole-server';
  title: string;
  policy: Policy;
}

/** The advice for one tool of a server's policy. Throws when there is none. */
function getToolPolicy(server: Policy, tool: string): ToolPolicy {
  const found = server.tools.find((advice) => advice.tool === tool);
  if (found === undefined)
    throw new Error(`The policy of ${server.server} has no tool ${JSON.stringify(tool)}.`);
  return found;
}

/** Three documents for one tool: it alone, it alone with everything else denied, and the whole server. */
export function variantsFor(server: Policy, tool: string): Variant[] {
  const tools = [getToolPolicy(server, tool)];
  return [
    { id: 'this-tool', title: 'This tool only', policy: { ...server, unlisted: 'allow', tools } },
    { id: 'deny-by-default', title: 'Deny by default', policy: { ...server, unlisted: 'deny', tools } },
    { id: 'whole-server', title: 'Whole server', policy: { ...server, unlisted: 'deny' } },
  ];
}
