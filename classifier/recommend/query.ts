import { type Argument, admits, descriptionOf } from './argument.ts';
import { adjustment, type Suggest, type Surroundings } from './suggestion.ts';

const QUERY_WORD = new Set(['query', 'queries', 'sql', 'statement', 'stmt']);
const DATABASE =
  /\bsql\b|\bselect\b|\bpostgres(?:ql)?\b|\bmysql\b|\bsqlite\b|\bduckdb\b|\bbigquery\b|\bsnowflake\b/;

const SELECT = '(?i)^\\s*select\\b[^;]*;?\\s*$';
/** What writes or acts inside a SELECT: `SELECT … INTO`, row locks, and functions with effects. */
const ACTS =
  '(?i)\\b(into|insert|update|delete|merge|truncate|drop|alter|create|grant|revoke|call|exec|execute|copy|attach|pragma|nextval|setval|sleep|benchmark|load_file|load_extension|query_to_xml\\w*|dblink\\w*|lo_\\w+|pg_\\w+|sp_\\w+|xp_\\w+)\\b';

/** A tool that is labelled Write is there to insert: SELECT-only would forbid its one purpose. */
function isSql(argument: Argument, { category, words }: Surroundings): boolean {
  if (category === 'Write') return false;
  if (!admits(argument, 'string') || argument.values.length > 0) return false;
  if (argument.words.includes('sql')) return true;
  const said = `${descriptionOf(argument)} ${[...words].join(' ')}`;
  return QUERY_WORD.has(String(argument.words.at(-1))) && DATABASE.test(said);
}

/**
 * SELECT only, by the text of the statement. When it is wrong: a function that writes and is not on the list; a rule on text is no
 * sandbox, and the sentence beside it says so.
 */
export const suggestSelectOnly: Suggest = (argument, tool) => {
  if (!isSql(argument, tool)) return [];
  const { path, name } = argument;
  const passes = 'SELECT entry FROM ledger WHERE year = 2031';
  return [
    {
      effect: 'require',
      conditions: [{ path, op: 'regex', value: SELECT }],
      message: `\`${name}\` must be one SELECT statement.`,
      adjust: adjustment(
        argument,
        `Give the server a database user that can only read as well: \`${name}\` is checked as text, which is no sandbox.`,
      ),
      examples: {
        passes,
        denied: [
          'SELECT 1; DROP TABLE ledger',
          'DROP TABLE ledger',
          'WITH gone AS (DELETE FROM ledger RETURNING *) SELECT * FROM gone',
          '/* SELECT */ TRUNCATE ledger',
          [passes],
          7,
          null,
        ],
      },
    },
    {
      effect: 'deny',
      conditions: [{ path, op: 'regex', value: ACTS }],
      message: `\`${name}\` has a word in it that writes or acts.`,
      adjust: null,
      examples: {
        passes,
        denied: [
          'SELECT * INTO copy_of_ledger FROM ledger',
          'select * from ledger for update',
          "SELECT pg_read_file('/etc/shadow')",
          "SELECT/**/entry/**/INTO/**/OUTFILE/**/'x'/**/FROM/**/ledger",
        ],
      },
    },
  ];
};
