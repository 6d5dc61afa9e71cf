import type { ArgumentRule } from '#data/schema/policy.ts';
import { quoted } from '../document-text.ts';
import type { Format } from '../format.ts';
import type { SettledServer, SettledTool } from '../settle.ts';
import { ruleLines } from './condition.ts';

const HEAD = [
  '# Ask data.toolrisk.decision with {"server": …, "tool": …, "args": {…}}: "allow", "ask", "deny" or "hide".',
  '# data.toolrisk.limit is how many calls to let through, for whoever counts; data.toolrisk.reason is for the caller.',
  'package toolrisk',
  '',
  'import rego.v1',
];

const HOLDS = [
  'holds(argument, value) if { is_string(argument); is_string(value); contains(argument, value) }',
  'holds(argument, value) if { is_array(argument); value in argument }',
];

const rule = (head: string, lines: readonly string[]) => [
  '',
  `${head} if {`,
  ...lines.map((line) => `\t${line}`),
  '}',
];

const isCall = (server: string, tools: readonly SettledTool[]) => [
  `input.server == ${quoted(server)}`,
  tools.length === 1 && tools[0] !== undefined
    ? `input.tool == ${quoted(tools[0].tool)}`
    : `input.tool in [${tools.map(({ tool }) => quoted(tool)).join(', ')}]`,
];

function linesOf(rules: readonly ArgumentRule[], effect: ArgumentRule['effect']): string[][] {
  return rules.filter((one) => one.effect === effect).map((one) => ruleLines(one) ?? ['false']);
}

/** What a call's arguments must pass: one set for those that do, one for those that a `deny` catches. */
function argumentRules(server: string, { tool, rules }: SettledTool): string[] {
  const key = `[${quoted(server)}, ${quoted(tool)}]`;
  const refused = linesOf(rules, 'deny').flatMap((lines) => rule(`refused contains ${key}`, lines));
  const spared = refused.length > 0 ? [`not ${key} in refused`] : [];
  return [...refused, ...rule(`passed contains ${key}`, [...linesOf(rules, 'require').flat(), ...spared])];
}

function checkedRules(server: string, settled: SettledTool, isOpen: boolean): string[] {
  const { tool, outcome } = settled;
  const key = `[${quoted(server)}, ${quoted(tool)}]`;
  const call = isCall(server, [settled]);
  return [
    ...argumentRules(server, settled),
    ...rule(`decision := "${outcome}"`, [...call, `${key} in passed`]),
    ...(isOpen ? rule('decision := "deny"', [...call, `not ${key} in passed`]) : []),
  ];
}

function grouped<Key extends string>(
  tools: readonly SettledTool[],
  keyOf: (tool: SettledTool) => Key | null,
) {
  const groups = new Map<Key, SettledTool[]>();
  for (const tool of tools) {
    const key = keyOf(tool);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), tool]);
  }
  return [...groups];
}

function limitText({ limit }: SettledTool): string | null {
  return limit === null ? null : `{"max": ${limit.max}, "window": "${limit.window}"}`;
}

function serverRules({ name, policy, tools }: SettledServer): string[] {
  const isOpen = policy.unlisted === 'allow';
  const plain = tools.filter(({ rules }) => rules.length === 0);
  const decisions = grouped(plain, ({ outcome }) => outcome).filter(
    ([outcome]) => isOpen || outcome !== 'deny',
  );
  return [
    ...decisions.flatMap(([outcome, group]) => rule(`decision := "${outcome}"`, isCall(name, group))),
    ...tools.filter(({ rules }) => rules.length > 0).flatMap((tool) => checkedRules(name, tool, isOpen)),
    ...grouped(tools, limitText).flatMap(([limit, group]) => rule(`limit := ${limit}`, isCall(name, group))),
    ...grouped(tools, ({ message }) => message).flatMap(([message, group]) =>
      rule(`reason := ${quoted(message)}`, isCall(name, group)),
    ),
  ];
}

/** A package for Open Policy Agent, with the shape of its input stated: gateways differ. */
export const OPA: Format = {
  id: 'opa',
  title: 'OPA (Rego)',
  product: 'OPA',
  fileName: 'toolrisk.rego',
  language: 'rego',
  file: 'toolrisk.rego',
  steps: [
    'Put in the name by which your gateway calls the server.',
    'Load the package into OPA and look at it with `opa check toolrisk.rego`.',
    'Have the gateway ask data.toolrisk with the input that the first line states, before each call and for each tool it lists.',
  ],
  newTool: {
    allow: 'A tool that the server adds tomorrow is let through by the default.',
    deny: 'A tool that the server adds tomorrow is denied by the default.',
  },
  can: {
    asks: true,
    denies: true,
    hides: true,
    counts: ['minute', 'hour', 'day'],
    checks: (one) => (ruleLines(one) === undefined ? null : []),
    writes: (tool) => tool.isWellFormed(),
    unlisted: { allow: null, deny: null },
    caveats: { limit: 'limit-named' },
  },
  namesServers: true,
  serverName: (name) => name.toWellFormed(),
  write: (servers) => {
    const isOpen = servers.every(({ policy }) => policy.unlisted === 'allow');
    const rules = servers.flatMap(serverRules);
    const needsHolds = rules.some((line) => line.includes('holds('));
    return [
      ...HEAD,
      '',
      `default decision := "${isOpen ? 'allow' : 'deny'}"`,
      ...(needsHolds ? ['', ...HOLDS] : []),
      ...rules,
    ].join('\n');
  },
};
