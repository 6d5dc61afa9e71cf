import type { ArgumentRule, Condition } from '#data/schema/policy.ts';
import { cedarQuoted, cedarSearch } from '../cedar-text.ts';
import type { LossId } from '../loss.ts';
import { likeExpression } from './like.ts';

/** An expression over the context of a call, no looser than what it stands for, and in what it is stricter. */
export interface CedarExpression {
  text: string;
  losses: LossId[];
}

/**
 * An argument that is a text, a number or a boolean is an attribute; of any other ToolHive says only that it is there, and a number
 * beyond this bound it leaves out altogether. Numbers are decimals with four places.
 * https://github.com/stacklok/toolhive/blob/main/pkg/authz/authorizers/cedar/core.go
 */
const MAX_NUMBER = 922_337_203_685_476;

function decimal(value: number): string | undefined {
  if (Math.abs(value) >= MAX_NUMBER || Number(value.toFixed(4)) !== value) return undefined;
  const [whole, fraction] = value.toFixed(4).split('.');
  return `decimal("${whole}.${String(fraction).replace(/0{1,3}$/, '')}")`;
}

/** A value that an attribute can have. */
function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? cedarQuoted(value) : undefined;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' ? decimal(value) : undefined;
}

function scalars(values: readonly unknown[]): string | undefined {
  const texts = values.map(scalar);
  return texts.includes(undefined) ? undefined : `[${texts.join(', ')}]`;
}

const COMPARE = {
  lt: 'lessThan',
  lte: 'lessThanOrEqual',
  gt: 'greaterThan',
  gte: 'greaterThanOrEqual',
} as const;

interface Attribute {
  /** How the value is written. */
  value: string;
  /** Holds when there is a value. */
  has: string;
}

function findAttribute({ path }: Condition): Attribute | undefined {
  const [name, ...deeper] = path.split('.').slice(1);
  if (name === undefined || deeper.length > 0 || !name.isWellFormed()) return undefined;
  const key = cedarQuoted(`arg_${name}`);
  return { value: `context[${key}]`, has: `context has ${key}` };
}

const isNumeric = (value: unknown) =>
  typeof value === 'number' || (Array.isArray(value) && value.some(isNumeric));

const hold = (text: string | undefined, ...losses: LossId[]): CedarExpression | undefined =>
  text === undefined ? undefined : { text, losses };

function tested(
  { has, value }: Attribute,
  literal: string | undefined,
  test: (value: string, literal: string) => string,
) {
  return literal === undefined ? undefined : `${has} && ${test(value, literal)}`;
}

/** True only where the condition is. */
function holding(condition: Condition, attribute: Attribute): CedarExpression | undefined {
  const rounded: LossId[] = isNumeric(condition.value) ? ['arguments-rounded'] : [];
  switch (condition.op) {
    case 'eq':
      return hold(
        tested(attribute, scalar(condition.value), (value, v) => `${value} == ${v}`),
        ...rounded,
      );
    case 'in':
      return hold(
        tested(attribute, scalars(condition.value), (value, v) => `${v}.contains(${value})`),
        ...rounded,
      );
    case 'neq':
      return hold(
        tested(attribute, scalar(condition.value), (value, v) => `${value} != ${v}`),
        'arguments-flat',
        ...rounded,
      );
    case 'not_in':
      return hold(
        tested(attribute, scalars(condition.value), (value, v) => `!(${v}.contains(${value}))`),
        'arguments-flat',
        ...rounded,
      );
    case 'exists':
      return condition.value ? hold(attribute.has, 'arguments-flat') : undefined;
    case 'contains':
      return typeof condition.value === 'string' && condition.value.isWellFormed()
        ? hold(
            `${attribute.has} && ${attribute.value} like ${cedarSearch(condition.value)}`,
            'arguments-flat',
          )
        : undefined;
    case 'regex': {
      const like = likeExpression(condition.value, attribute.value);
      return hold(like === undefined ? undefined : `${attribute.has} && ${like}`);
    }
    default:
      return hold(
        tested(attribute, scalar(condition.value), (value, v) => `${value}.${COMPARE[condition.op]}(${v})`),
        ...rounded,
      );
  }
}

/** The opposite of a lone condition whose opposite says what the value must be. What is left out might be a number out of bounds, so the argument must be given. */
function failing(condition: Condition, attribute: Attribute): CedarExpression | undefined {
  const opposite: Condition | undefined =
    condition.op === 'neq'
      ? { ...condition, op: 'eq' }
      : condition.op === 'not_in'
        ? { ...condition, op: 'in' }
        : condition.op === 'exists' && !condition.value
          ? { ...condition, value: true }
          : undefined;
  const held = opposite === undefined ? undefined : holding(opposite, attribute);
  if (held === undefined) return undefined;
  return { text: held.text, losses: [...held.losses, 'arguments-given'] };
}

/** A rule on arguments in Cedar, true only of calls that pass it; undefined where Cedar cannot say it safely. */
export function ruleExpression({ effect, conditions }: ArgumentRule): CedarExpression | undefined {
  if (effect === 'deny' && conditions.length > 1) return undefined;
  const express = effect === 'deny' ? failing : holding;
  const parts = conditions.map((condition) => {
    const attribute = findAttribute(condition);
    return attribute === undefined ? undefined : express(condition, attribute);
  });
  const found = parts.filter((part) => part !== undefined);
  if (found.length < parts.length) return undefined;
  return {
    text: found.map(({ text }) => `(${text})`).join(' && '),
    losses: found.flatMap(({ losses }) => losses),
  };
}
