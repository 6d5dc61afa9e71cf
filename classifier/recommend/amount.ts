import { type Argument, admits, statedNumber } from './argument.ts';
import { adjustment, type Suggest, type Surroundings } from './suggestion.ts';

/** The assumed ceiling, in whatever unit the argument has. */
const CEILING = 100;

const AMOUNT = new Set(['amount', 'amt']);
/** Words that mean money only where the tool deals with money. */
const MONEY = new Set([
  'bid',
  'budget',
  'fee',
  'leverage',
  'notional',
  'price',
  'principal',
  'qty',
  'quantity',
  'size',
  'stake',
  'sum',
  'tip',
  'total',
  'value',
]);
const NOT_AN_AMOUNT = new Set(['count', 'currency', 'id', 'limit', 'min', 'minimum', 'page', 'type', 'unit']);

function isAmount(argument: Argument, { category, facets }: Surroundings): boolean {
  if (category === 'Read' || argument.words.some((word) => NOT_AN_AMOUNT.has(word))) return false;
  const dealsWithMoney = category === 'Financial' || facets.some((facet) => facet.startsWith('money_'));
  return argument.words.some((word) => AMOUNT.has(word) || (dealsWithMoney && MONEY.has(word)));
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high));

/** A ceiling on an amount. Money is often sent as a decimal string: then the ceiling is a count of digits. */
export const suggestCeiling: Suggest = (argument, tool) => {
  if (!isAmount(argument, tool)) return [];
  if (admits(argument, 'number') || argument.types.has('integer')) return [numericCeiling(argument)];
  return argument.types.has('string') ? [decimalCeiling(argument)] : [];
};

function numericCeiling(argument: Argument) {
  const { path, name } = argument;
  const floor = Math.max(0, statedNumber(argument, 'minimum') ?? 0);
  const ceiling = clamp(CEILING, floor, statedNumber(argument, 'maximum') ?? Number.MAX_SAFE_INTEGER);
  return {
    effect: 'require' as const,
    conditions: [
      { path, op: 'gte' as const, value: Math.min(floor, ceiling) },
      { path, op: 'lte' as const, value: ceiling },
    ],
    message: `\`${name}\` must be a number from ${Math.min(floor, ceiling)} to ${ceiling}.`,
    adjust: adjustment(
      argument,
      `Set the ceiling of \`${name}\`: ${ceiling} is an assumption, in the unit the tool uses.`,
    ),
    examples: { passes: ceiling, denied: [ceiling + 1, -1, String(ceiling), [ceiling], null] },
  };
}

function decimalCeiling(argument: Argument) {
  const { path, name } = argument;
  return {
    effect: 'require' as const,
    conditions: [{ path, op: 'regex' as const, value: '^[0-9]{1,2}(\\.[0-9]{1,18})?$' }],
    message: `\`${name}\` must be a decimal below ${CEILING}.`,
    adjust: adjustment(
      argument,
      `Set the ceiling of \`${name}\`: two digits before the point are an assumption.`,
    ),
    examples: { passes: '99.50', denied: ['100', '1e9', '-5', '9.5 ', '0x63', 99, null] },
  };
}
