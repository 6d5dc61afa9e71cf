import { tomlText } from '../document-text.ts';
import type { Format } from '../format.ts';
import { fields } from '../merge-rules.ts';
import type { SettledServer, SettledTool } from '../settle.ts';

const DECISION = { allow: 'allow', ask: 'ask_user', deny: 'deny', hide: 'deny' } as const;

/** The highest priority wins: rules for one tool stand above the one for the rest of the server. */
const TOOL_PRIORITY = 300;
const REST_PRIORITY = 100;

function ruleFor(mcpName: string, { tool, outcome, message }: SettledTool) {
  return {
    mcpName,
    toolName: tool,
    decision: DECISION[outcome],
    priority: TOOL_PRIORITY,
    ...(message === null ? {} : { denyMessage: message }),
  };
}

function rulesFor({ name, policy, tools }: SettledServer) {
  const rest = {
    mcpName: name,
    toolName: '*',
    decision: 'deny',
    priority: REST_PRIORITY,
    denyMessage: 'This tool is not listed in the policy.',
  };
  return [...tools.map((tool) => ruleFor(name, tool)), ...(policy.unlisted === 'deny' ? [rest] : [])];
}

/** A file of rules for Gemini CLI's policy engine. */
export const GEMINI_CLI: Format = {
  id: 'gemini-cli',
  title: 'Gemini CLI policy',
  product: 'Gemini CLI',
  fileName: 'gemini-policy.toml',
  language: 'toml',
  file: '~/.gemini/policies/toolrisk.toml',
  steps: [
    'Put in the name that the server has in settings.json, without an underscore: Gemini CLI splits its own names at the first one.',
    'Save the rules as a file of their own in ~/.gemini/policies. Policies in a project’s folder have been without effect in some versions.',
    'Start Gemini CLI again. Where nobody can be asked, it denies what it would ask about.',
  ],
  newTool: {
    allow:
      'A tool that the server adds tomorrow matches no rule here: your other rules in Gemini CLI decide about it.',
    deny: 'A tool that the server adds tomorrow is denied by the last rule.',
  },
  can: {
    asks: true,
    denies: true,
    hides: true,
    counts: [],
    // `argsPattern` searches the JSON text of all arguments, where a nested key looks like an outer one: it can tell no argument for sure.
    checks: () => null,
    writes: (tool) => /^[A-Za-z0-9_.:-]+$/.test(tool),
    unlisted: { allow: null, deny: null },
  },
  namesServers: true,
  merge: { lists: [{ path: ['rule'], keyOf: fields('mcpName', 'toolName'), group: 'tool' }] },
  serverName: (name) => name.replace(/[^A-Za-z0-9.:-]+/g, '-'),
  write: (servers) => {
    const rules = servers.flatMap(rulesFor);
    return rules.length === 0 ? '' : tomlText({ rule: rules });
  },
};
