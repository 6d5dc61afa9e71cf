// https://github.com/mark3labs/mcp-go/blob/main/mcp/tools.go

import type { JsonFragment } from '../../syntax/json-schema/fragment.ts';
import { fromJson } from '../../syntax/program/json.ts';
import type { Machine, Model } from '../../syntax/program/machine.ts';
import { typeToSchema } from '../../syntax/program/type-schema.ts';
import {
  asText,
  type Dict,
  dict,
  externalInstance,
  type Instance,
  isKind,
  list,
  type NativeCall,
  native,
  type Value,
  withArgs,
} from '../../syntax/program/value.ts';
import { GOOGLE_RULES } from './google-schema.ts';
import { invopopRules } from './invopop-schema.ts';

/** Which library an SDK of that version reflects structs with. */
export type Reflection = 'google' | 'invopop';

const RULES = { google: GOOGLE_RULES, invopop: invopopRules({ requiredFromTags: false }) };

const set =
  (field: string) =>
  (tool: Instance, { args: [value = null] }: NativeCall): void => {
    tool.fields.set(field, value);
  };

function hint(field: string) {
  return (tool: Instance, { args: [value = null], at }: NativeCall): void => {
    annotations(tool, at).fields.set(field, value);
  };
}

function annotations(tool: Instance, at: NativeCall['at']): Instance {
  const held = tool.fields.get('Annotations');
  if (isKind(held, 'instance')) return held;
  const made = externalInstance('mcp.ToolAnnotation', at);
  tool.fields.set('Annotations', made);
  return made;
}

/** The schema that options add properties to. */
function inputOf(tool: Instance): Instance | undefined {
  const held = tool.fields.get('InputSchema');
  return isKind(held, 'instance') ? held : undefined;
}

function dictOf(schema: Instance, field: string): Dict {
  const held = schema.fields.get(field);
  if (isKind(held, 'dict')) return held;
  const made = dict();
  schema.fields.set(field, made);
  return made;
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['WithString', 'string'],
  ['WithNumber', 'number'],
  ['WithInteger', 'integer'],
  ['WithBoolean', 'boolean'],
  ['WithObject', 'object'],
  ['WithArray', 'array'],
  ['WithAny', ''],
]);

/** `WithString("name", options…)`: the options say what the property is; `required` is a matter of the object. */
function addProperty(machine: Machine, type: string) {
  return (tool: Instance, { args: [name = null, ...options], at }: NativeCall): void => {
    const input = inputOf(tool);
    const key = asText(name);
    if (!input) return;
    const properties = dictOf(input, 'Properties');
    if (key === undefined) {
      properties.open = true;
      return;
    }
    const schema = dict(type === '' ? [] : [['type', type]], at);
    if (type === 'object') schema.entries.set('properties', dict());
    for (const option of options) machine.call(option, withArgs([schema]), at);
    if (schema.entries.get('required') === true) {
      schema.entries.delete('required');
      const held = input.fields.get('Required');
      input.fields.set('Required', list([...(isKind(held, 'list') ? held.items : []), key]));
    }
    properties.entries.set(key, schema);
  };
}

type Change = (tool: Instance, call: NativeCall) => void;

const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['WithDescription', set('Description')],
  ['WithToolTitle', set('Title')],
  ['WithRawInputSchema', set('RawInputSchema')],
  ['WithRawOutputSchema', set('RawOutputSchema')],
  ['WithToolAnnotation', set('Annotations')],
  ['WithTitleAnnotation', hint('Title')],
  ['WithReadOnlyHintAnnotation', hint('ReadOnlyHint')],
  ['WithDestructiveHintAnnotation', hint('DestructiveHint')],
  ['WithIdempotentHintAnnotation', hint('IdempotentHint')],
  ['WithOpenWorldHintAnnotation', hint('OpenWorldHint')],
  [
    'WithSchemaAdditionalProperties',
    (tool, { args: [value = null] }) => inputOf(tool)?.fields.set('AdditionalProperties', value),
  ],
]);

/** `WithInputSchema[T]()` */
function reflected(machine: Machine, field: string, reflection: Reflection): Change {
  return (tool, { typeArgs: [type] }) => {
    if (!type) return;
    const schema: JsonFragment = typeToSchema(machine, type, machine.unitScope(''), RULES[reflection]);
    const value: Value = fromJson(schema.json);
    if (isKind(value, 'dict') && !schema.complete) value.open = true;
    tool.fields.set(field, value);
  };
}

function changeOf(name: string, machine: Machine, reflection: Reflection): Change | undefined {
  const type = TYPES.get(name);
  if (type !== undefined) return addProperty(machine, type);
  if (name === 'WithInputSchema') return reflected(machine, 'RawInputSchema', reflection);
  if (name === 'WithOutputSchema') return reflected(machine, 'RawOutputSchema', reflection);
  return CHANGES.get(name);
}

const NAMES: ReadonlySet<string> = new Set([
  ...TYPES.keys(),
  ...CHANGES.keys(),
  'WithInputSchema',
  'WithOutputSchema',
]);

/** What `mcp.WithDescription(…)` and its like are: functions on a tool. Undefined for other names. */
export function toolOption(name: string, reflection: Reflection): Model | undefined {
  if (!NAMES.has(name)) return undefined;
  return (call, machine) => {
    const change = changeOf(name, machine, reflection);
    return native(name, ({ args: [tool = null] }) => {
      if (isKind(tool, 'instance')) change?.(tool, call);
      return null;
    });
  };
}
