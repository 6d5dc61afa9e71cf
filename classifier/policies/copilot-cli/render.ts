import type { Format } from '../format.ts';
import type { SettledServer } from '../settle.ts';

const isLiteral = (name: string) => /^[A-Za-z0-9_.-]+$/.test(name);

function flagsFor({ name, tools }: SettledServer): string[] {
  return tools.flatMap(({ tool, outcome }) => {
    if (outcome === 'ask') return [];
    return [`--${outcome === 'allow' ? 'allow' : 'deny'}-tool='${name}(${tool})'`];
  });
}

/** Flags of GitHub Copilot's command line: deny wins over allow, and what neither names is asked about. */
export const COPILOT_CLI: Format = {
  id: 'copilot-cli',
  title: 'GitHub Copilot CLI flags',
  product: 'Copilot CLI',
  fileName: 'copilot.sh',
  language: 'shell',
  file: 'the command line',
  steps: [
    'Put in the name that the server has in ~/.copilot/mcp-config.json.',
    'Start Copilot CLI with these flags, from an alias or a script.',
    'Leave out `--allow-all-tools`, which lets through whatever no flag denies.',
  ],
  newTool: {
    allow:
      'A tool that the server adds tomorrow matches no flag here, so Copilot CLI asks before it is called.',
    deny: 'A tool that the server adds tomorrow matches no flag here, so Copilot CLI asks before it is called.',
  },
  can: {
    asks: true,
    denies: 'silent',
    hides: false,
    counts: [],
    checks: () => null,
    writes: isLiteral,
    unlisted: { allow: null, deny: 'unlisted-asked' },
  },
  namesServers: true,
  serverName: (name) => (isLiteral(name) ? name : name.replace(/[^A-Za-z0-9_.-]+/g, '-')),
  write: (servers) => ['copilot', ...servers.flatMap(flagsFor)].join(' \\\n  '),
};
