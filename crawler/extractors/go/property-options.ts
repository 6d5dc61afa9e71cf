// https://github.com/mark3labs/mcp-go/blob/main/mcp/tools.go
import type { Model } from '../../syntax/program/machine.ts';
import {
  dict,
  isKind,
  list,
  type NativeCall,
  native,
  type Value,
  withArgs,
} from '../../syntax/program/value.ts';

/** What a property option of mcp-go does to the schema of its property. */
type Change = (schema: Map<string, Value>, call: NativeCall) => void;

const sets =
  (key: string): Change =>
  (schema, { args: [value = null] }) =>
    schema.set(key, value);

const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['Required', (schema) => schema.set('required', true)],
  ['Enum', (schema, { args }) => schema.set('enum', list([...args]))],
  ...(
    [
      ['Description', 'description'],
      ['Title', 'title'],
      ['DefaultString', 'default'],
      ['DefaultNumber', 'default'],
      ['DefaultBool', 'default'],
      ['DefaultArray', 'default'],
      ['MaxLength', 'maxLength'],
      ['MinLength', 'minLength'],
      ['Pattern', 'pattern'],
      ['Max', 'maximum'],
      ['Min', 'minimum'],
      ['MultipleOf', 'multipleOf'],
      ['Properties', 'properties'],
      ['AdditionalProperties', 'additionalProperties'],
      ['MinProperties', 'minProperties'],
      ['MaxProperties', 'maxProperties'],
      ['PropertyNames', 'propertyNames'],
      ['Items', 'items'],
      ['MinItems', 'minItems'],
      ['MaxItems', 'maxItems'],
      ['UniqueItems', 'uniqueItems'],
    ] as const
  ).map(([name, key]): [string, Change] => [name, sets(key)]),
]);

const ITEMS: ReadonlyMap<string, string> = new Map([
  ['WithStringItems', 'string'],
  ['WithNumberItems', 'number'],
  ['WithIntegerItems', 'integer'],
  ['WithBooleanItems', 'boolean'],
]);

const optionOf =
  (name: string, change: Change): Model =>
  (call) =>
    native(name, ({ args: [schema = null] }) => {
      if (isKind(schema, 'dict')) change(schema.entries, call);
      return null;
    });

/** What `mcp.Description(…)` and its like are; undefined for other names. */
export function propertyOption(name: string): Model | undefined {
  const change = CHANGES.get(name);
  if (change) return optionOf(name, change);
  const type = ITEMS.get(name);
  if (type !== undefined)
    return (call, machine) => {
      const items = dict([['type', type]]);
      for (const option of call.args) machine.call(option, withArgs([items]), call.at);
      return optionOf(name, (schema) => schema.set('items', items))(call, machine);
    };
  if (name !== 'WithStringEnumItems') return undefined;
  return optionOf(name, (schema, { args: [values = null] }) =>
    schema.set(
      'items',
      dict([
        ['type', 'string'],
        ['enum', values],
      ]),
    ),
  );
}
