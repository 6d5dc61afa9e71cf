import type { ArgumentRule } from '#data/schema/policy.ts';
import { type Argument, statedDefault } from './argument.ts';
import type { Suggest } from './suggestion.ts';

const DANGEROUS = new Set([
  'bypass',
  'force',
  'forced',
  'hard',
  'irreversible',
  'overwrite',
  'permanent',
  'permanently',
  'purge',
  'unsafe',
]);

const isReadOnly = ({ words }: Argument) => words.join('') === 'readonly';

function mustBe(argument: Argument, value: boolean): ArgumentRule {
  const { path, name } = argument;
  return {
    effect: 'require',
    conditions: [{ path, op: 'eq', value }],
    message: `\`${name}\` must be ${value}.`,
    adjust: argument.isRequired
      ? null
      : `The rule denies calls without \`${name}\`, because the server would then choose.`,
    examples: {
      passes: value,
      denied: [!value, String(value), String(value).toUpperCase(), Number(value), null],
    },
  };
}

/** Left out, it is false: the schema says so. Anything else than false is known to be bad, whatever its type. */
function mayNotBeSet({ path, name }: Argument): ArgumentRule {
  return {
    effect: 'deny',
    conditions: [{ path, op: 'neq', value: false }],
    message: `\`${name}\` must be false or left out.`,
    adjust: null,
    examples: { passes: false, denied: [true, 'true', 'TRUE', 1, null] },
  };
}

/** Read-only switches forced on, dangerous ones forced off. */
export const suggestFlags: Suggest = (argument) => {
  if (!argument.types.has('boolean')) return [];
  if (isReadOnly(argument)) return [mustBe(argument, true)];
  if (!argument.words.some((word) => DANGEROUS.has(word)) || argument.words.includes('no')) return [];
  return [statedDefault(argument) === false ? mayNotBeSet(argument) : mustBe(argument, false)];
};
