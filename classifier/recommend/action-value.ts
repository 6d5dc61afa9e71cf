import type { ArgumentRule } from '#data/schema/policy.ts';
import type { Argument } from './argument.ts';
import type { Suggest } from './suggestion.ts';
import { EFFECTS, type Effect, effectOf } from './value-effect.ts';

/** Names of arguments whose value chooses what the tool does. */
const CHOOSER = new Set([
  'action',
  'cmd',
  'command',
  'crud',
  'method',
  'mode',
  'op',
  'operation',
  'subcommand',
  'task',
  'verb',
]);

/** The values of an action argument, split by what each does. */
export interface Split {
  kept: readonly string[];
  harmful: readonly string[];
  unknown: readonly string[];
  /** The gravest effect among those kept. */
  worst: Effect;
}

/** Undefined unless the argument chooses the action, and some of its values do harm and others are known not to. */
export function splitActions(argument: Argument): Split | undefined {
  const values = argument.values.filter((value) => typeof value === 'string');
  if (!CHOOSER.has(String(argument.words.at(-1))) || values.length === 0) return undefined;
  const withEffect = values.map((value) => ({ value, effect: effectOf(value) }));
  const pick = (test: (effect: Effect | undefined) => boolean) =>
    withEffect.filter(({ effect }) => test(effect)).map(({ value }) => value);
  const kept = pick((effect) => effect !== undefined && effect !== 'harms');
  const harmful = pick((effect) => effect === 'harms');
  const worst = EFFECTS.find((effect) => kept.some((value) => effectOf(value) === effect));
  if (worst === undefined || harmful.length === 0) return undefined;
  return { kept, harmful, unknown: pick((effect) => effect === undefined), worst };
}

const quoted = (values: readonly unknown[]) => values.map((value) => `"${value}"`).join(', ');

function ruleOf({ path, name }: Argument, { kept, harmful, unknown }: Split): ArgumentRule {
  const left = unknown.length > 0 ? ` What ${quoted(unknown)} does is not known, so it is left out too.` : '';
  const [first] = kept;
  const upper = kept.map((value) => value.toUpperCase()).filter((value) => !kept.includes(value));
  return {
    effect: 'require',
    conditions: [{ path, op: 'in', value: [...kept] }],
    message: `\`${name}\` must be one of ${quoted(kept)}.`,
    adjust: `Add to \`${name}\` what an agent may do beside these: ${quoted(harmful)} is left out.${left}`,
    examples: { passes: first, denied: [...harmful, ...unknown, ...upper, [first], 7, null] },
  };
}

/** Values that do harm are left out of an allow-list, so that a call without the argument is denied as well. */
export const suggestActions: Suggest = (argument) => {
  const split = splitActions(argument);
  return split === undefined ? [] : [ruleOf(argument, split)];
};
