import type { ArgumentRule } from '#data/schema/policy.ts';
import { type Argument, admits, descriptionOf } from './argument.ts';
import { adjustment, type Suggest, type Surroundings } from './suggestion.ts';

const FOLDER = '/workspace';
const PATH_WORD = new Set(['path', 'filepath', 'cwd', 'dir', 'directory']);
/** Words that name a path only where the description says so. */
const PATH_IF_DESCRIBED = new Set([
  'destination',
  'file',
  'filename',
  'folder',
  'root',
  'source',
  'workspace',
]);
const OTHER_PATH = /json ?path|x ?path|api path|endpoint|\burl\b|css|selector|dot[- ]?(?:notation|separated)/;

/** One segment that is neither `.` nor `..`, has no separator, drive or escape in it, and may be a dot file. */
const REST = '[^/\\\\%:[:cntrl:]]*';
const SEGMENT = `([^./\\\\%:~[:cntrl:]]${REST}|\\.[^./\\\\%:[:cntrl:]]${REST})`;

function isFilePath(argument: Argument): boolean {
  if (!admits(argument, 'string') || argument.values.length > 0) return false;
  const description = descriptionOf(argument);
  if (OTHER_PATH.test(description)) return false;
  const last = String(argument.words.at(-1));
  return (
    PATH_WORD.has(last) || (PATH_IF_DESCRIBED.has(last) && /\bpath\b|director(?:y|ies)/.test(description))
  );
}

/** Paths in a repository are named from its root, without a leading slash. */
function isRelative(argument: Argument, { argumentNames }: Surroundings): boolean {
  return argumentNames.has('repo') || /\brelative\b|\brepo(?:sitory)?\b/.test(descriptionOf(argument));
}

const ESCAPES = [
  '../secrets',
  'ledger/../../secrets',
  '..',
  'C:\\ledger',
  'ledger/%2e%2e/secrets',
  '~/secrets',
];

function underFolder(argument: Argument): ArgumentRule {
  return {
    effect: 'require',
    conditions: [{ path: argument.path, op: 'regex', value: `^${FOLDER}(/${SEGMENT})*/?$` }],
    message: `\`${argument.name}\` must be a path under ${FOLDER}, without "..".`,
    adjust: adjustment(argument, `Put the folder that \`${argument.name}\` may reach in place of ${FOLDER}.`),
    examples: {
      passes: `${FOLDER}/ledger/2031.csv`,
      denied: [
        `${FOLDER}/../etc/shadow`,
        `${FOLDER.toUpperCase()}/ledger`,
        `${FOLDER}-other/ledger`,
        `${FOLDER}//etc`,
        `${FOLDER}/\u0000`,
        'ledger',
        ...ESCAPES,
        [FOLDER],
        7,
        null,
      ],
    },
  };
}

function withinRoot(argument: Argument): ArgumentRule {
  return {
    effect: 'require',
    conditions: [{ path: argument.path, op: 'regex', value: `^${SEGMENT}(/${SEGMENT})*/?$` }],
    message: `\`${argument.name}\` must be a relative path without "..".`,
    adjust: adjustment(
      argument,
      `Narrow \`${argument.name}\` to a folder: every relative path passes as it stands.`,
    ),
    examples: { passes: 'ledger/2031.csv', denied: [...ESCAPES, '/etc/shadow', ['ledger'], 7, null] },
  };
}

/** A prefix for a path of a file system. */
export const suggestPaths: Suggest = (argument, tool) => {
  if (!isFilePath(argument)) return [];
  return [isRelative(argument, tool) ? withinRoot(argument) : underFolder(argument)];
};
