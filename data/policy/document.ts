import { z } from 'zod';
import { Condition, Window } from '../schema/policy.ts';

const Limit = z
  .strictObject({
    counter: z.string().min(1).meta({
      description: 'Name of the counter. Limits with the same counter and window share one count.',
    }),
    window: Window.meta({ description: 'A calendar window in UTC; never a number of seconds' }),
    max: z.int().min(0).meta({ description: 'Calls let through in one window' }),
    scope: z.literal('grant').meta({ description: 'Whose calls are counted together' }),
  })
  .meta({ id: 'limit', description: 'A quota' });
export type Limit = z.infer<typeof Limit>;

const Predicate = z
  .strictObject({
    conditions: z.array(Condition.meta({ id: 'condition', description: 'A test of one argument' })),
    on_deny: z.string().meta({ description: 'Text returned to the caller' }).optional(),
  })
  .meta({
    id: 'predicate',
    description: 'Holds when all of its conditions hold; without conditions it always holds',
  });
export type Predicate = z.infer<typeof Predicate>;

export const ToolRule = z
  .strictObject({
    require: z.array(Predicate).meta({ description: 'Each must hold, else the call is denied' }).optional(),
    deny_if: z.array(Predicate).meta({ description: 'The call is denied when one holds' }).optional(),
    limits: z.array(Limit).meta({ description: 'Quotas of this tool' }).optional(),
  })
  .meta({ id: 'toolRule', description: 'What a call of one tool must satisfy; an empty rule allows it' });
export type ToolRule = z.infer<typeof ToolRule>;

/** `policy.json`, version "1": what a call may do, decided by `evaluate`. */
export const PolicyDocument = z
  .strictObject({
    version: z.literal('1'),
    default: z.enum(['allow', 'deny']).meta({ description: 'What happens to tools that are not listed' }),
    hide: z
      .array(z.string().min(1))
      .meta({ description: 'Removed from tools/list and denied when called; "*" hides all' })
      .optional(),
    all_tools: z
      .strictObject({ limits: z.array(Limit).optional() })
      .meta({ description: 'Quotas over every call' })
      .optional(),
    tools: z.record(z.string(), ToolRule).meta({ description: 'Rules by exact tool name' }).optional(),
  })
  .meta({ title: 'policy.json', description: 'Which tools of an MCP server may be called, and how' });
export type PolicyDocument = z.infer<typeof PolicyDocument>;

/** Every listed tool with its rule. */
export function listRules({ tools }: PolicyDocument): [tool: string, rule: ToolRule][] {
  return tools === undefined ? [] : Object.entries(tools);
}
