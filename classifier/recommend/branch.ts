import { admits } from './argument.ts';
import { adjustment, type Suggest } from './suggestion.ts';

const PREFIX = 'agent/';
const SOURCE_BRANCH = new Set(['base', 'from', 'source', 'start', 'upstream']);
const PUSHES = ['commit', 'merge', 'push'];

/** A branch pattern for tools that push: the branches set aside for agents. */
export const suggestBranches: Suggest = (argument, { category, words }) => {
  const last = String(argument.words.at(-1));
  const pushes = category !== 'Read' && PUSHES.some((word) => words.has(word));
  if (!pushes || (last !== 'branch' && last !== 'ref') || !admits(argument, 'string')) return [];
  if (argument.values.length > 0 || argument.words.some((word) => SOURCE_BRANCH.has(word))) return [];
  const part = '[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*';
  return [
    {
      effect: 'require',
      conditions: [{ path: argument.path, op: 'regex', value: `^${PREFIX}${part}(/${part})*$` }],
      message: `\`${argument.name}\` must be a branch under ${PREFIX}`,
      adjust: adjustment(argument, `Put the branches that an agent may push to in place of ${PREFIX}`),
      examples: {
        passes: `${PREFIX}close-books`,
        denied: [
          'main',
          `${PREFIX.toUpperCase()}CLOSE-BOOKS`,
          `refs/heads/${PREFIX}x`,
          `${PREFIX}../main`,
          `+${PREFIX}x:main`,
          `${PREFIX}x main`,
          [`${PREFIX}close-books`],
          7,
          null,
        ],
      },
    },
  ];
};
