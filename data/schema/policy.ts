import { z } from 'zod';
import { Span } from './evidence.ts';

export const Operator = z.enum([
  'eq',
  'neq',
  'lt',
  'lte',
  'gt',
  'gte',
  'in',
  'not_in',
  'exists',
  'regex',
  'contains',
]);
export type Operator = z.infer<typeof Operator>;

const ArgumentPath = z
  .string()
  .regex(/^args(\.[^.]+)+$/)
  .meta({
    id: 'path',
    description: 'Dot path into the arguments of the call, through objects only: args.order.amount',
  });

const AnyValue = z
  .unknown()
  .refine((value) => value !== undefined, { error: 'is missing' })
  .meta({ description: 'A JSON value' });

/**
 * A test of one argument. A missing argument makes it false, except under `exists`; so does one of another type than the operator
 * reads. Values are compared as JSON, without conversion. `regex` is RE2 syntax and searches: anchor it with ^ and $.
 */
export const Condition = z.discriminatedUnion('op', [
  z.strictObject({ path: ArgumentPath, op: Operator.extract(['eq', 'neq', 'contains']), value: AnyValue }),
  z.strictObject({ path: ArgumentPath, op: Operator.extract(['lt', 'lte', 'gt', 'gte']), value: z.number() }),
  z.strictObject({ path: ArgumentPath, op: Operator.extract(['in', 'not_in']), value: z.array(z.unknown()) }),
  z.strictObject({ path: ArgumentPath, op: Operator.extract(['exists']), value: z.boolean() }),
  z.strictObject({ path: ArgumentPath, op: Operator.extract(['regex']), value: z.string() }),
]);
export type Condition = z.infer<typeof Condition>;

export const Window = z.enum(['minute', 'hour', 'day']);
export type Window = z.infer<typeof Window>;

/** What happens to a call. `approve` (a person must say yes to this call) and `deny` are different things and stay different. */
export const Action = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('allow') }),
  z.object({ kind: z.literal('limit'), max: z.int().min(1), window: Window }),
  z.object({ kind: z.literal('approve'), message: z.string() }),
  z.object({ kind: z.literal('deny'), message: z.string() }),
  z.object({ kind: z.literal('hide') }),
]);
export type Action = z.infer<typeof Action>;

/**
 * A rule on one argument. `require`: denied unless all conditions hold. `deny`: denied when all hold. `adjust` says in words what the
 * reader must set, because the value is our assumption; null when nothing needs setting. `examples` are values of that argument which
 * the rule lets through and which it denies, the most telling first.
 */
export const ArgumentRule = z.object({
  effect: z.enum(['require', 'deny']),
  conditions: z.array(Condition).min(1),
  message: z.string(),
  adjust: z.string().nullable(),
  examples: z.object({ passes: z.unknown(), denied: z.array(z.unknown()) }),
});
export type ArgumentRule = z.infer<typeof ArgumentRule>;

/** The advice for one tool, and the words it rests on. */
export const ToolPolicy = z.object({
  tool: z.string().min(1),
  action: Action,
  argumentRules: z.array(ArgumentRule),
  reason: z.string(),
  evidence: z.array(Span),
});
export type ToolPolicy = z.infer<typeof ToolPolicy>;

/** The advice for a server, independent of any product's format. */
export const Policy = z.object({
  server: z.string(),
  /** What happens to a tool that is not listed, such as one the server adds tomorrow. */
  unlisted: z.enum(['allow', 'deny']),
  tools: z.array(ToolPolicy),
});
export type Policy = z.infer<typeof Policy>;
