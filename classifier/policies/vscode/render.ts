import { jsonText } from '../document-text.ts';
import type { Format } from '../format.ts';

/** A setting of VS Code that can only force the question; permissions live in its window. */
export const VSCODE: Format = {
  id: 'vscode',
  title: 'VS Code settings',
  product: 'VS Code',
  fileName: 'vscode-settings.json',
  language: 'json',
  file: '.vscode/settings.json',
  steps: [
    'Merge the key into .vscode/settings.json of the project, or into your user settings.',
    'Open the tools picker of the chat and switch off the tools that the policy denies or hides.',
    'Call one of the tools named here and see that VS Code asks: the setting goes by the name a tool is referred to with `#` in the chat.',
  ],
  newTool: {
    allow:
      'A tool that the server adds tomorrow is not mentioned here: VS Code asks until you let it through in its window.',
    deny: 'A tool that the server adds tomorrow is not mentioned here: VS Code asks until you let it through in its window.',
  },
  can: {
    asks: true,
    denies: false,
    hides: false,
    counts: [],
    checks: () => null,
    writes: () => true,
    unlisted: { allow: null, deny: 'unlisted-asked' },
    caveats: { allow: 'allow-asked' },
  },
  namesServers: false,
  merge: { lists: [] },
  write: (servers) => {
    const asked = servers.flatMap(({ tools }) => tools.filter(({ outcome }) => outcome === 'ask'));
    const names = asked.map(({ tool }) => [tool, false] as const);
    return jsonText({ 'chat.tools.eligibleForAutoApproval': Object.fromEntries(names) });
  },
};
