import type { SettledServer, SettledTool } from './settle.ts';

const OUTCOMES: readonly { list: string; outcomes: readonly SettledTool['outcome'][] }[] = [
  { list: 'allow', outcomes: ['allow'] },
  { list: 'ask', outcomes: ['ask'] },
  { list: 'deny', outcomes: ['deny', 'hide'] },
];

/** Permissions as several clients write them: lists of rules, one a tool; a list without rules is left out. */
export function permissionLists(
  servers: readonly SettledServer[],
  lists: readonly string[],
  ruleFor: (server: string, tool: string) => string,
): Record<string, string[]> {
  const entries = OUTCOMES.filter(({ list }) => lists.includes(list)).map(({ list, outcomes }) => {
    const rules = servers.flatMap(({ name, tools }) =>
      tools.filter(({ outcome }) => outcomes.includes(outcome)).map(({ tool }) => ruleFor(name, tool)),
    );
    return [list, rules] as const;
  });
  return Object.fromEntries(entries.filter(([, rules]) => rules.length > 0));
}
