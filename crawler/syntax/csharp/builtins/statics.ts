import { readText } from '../../program/json.ts';
import { asText, dict, list, unknown, type Value, withArgs } from '../../program/value.ts';
import { type Method, type Methods, methods } from './member.ts';
import { STRING } from './text.ts';

const handed: Method = (_, { args: [first] }) => first ?? null;
const parsed: Method = (_, { args: [text], at }) => readText(asText(text), at);
const nothing: Method = () => list([]);

const TASKS = methods({
  FromResult: handed,
  Run: (_, { args: [work], at }, machine) => (work === undefined ? null : machine.call(work, withArgs(), at)),
});

const ENVIRONMENT = methods({
  GetEnvironmentVariable: (_, { args: [name] }) => unknown(asText(name) ?? ''),
});

const ENUMERABLE = methods({
  Empty: nothing,
  Range: (_, { args: [from, count] }) =>
    typeof from === 'number' && typeof count === 'number'
      ? list(Array.from({ length: Math.min(count, 1000) }, (_, index) => from + index))
      : unknown(''),
  Repeat: (_, { args: [value, count] }) =>
    list(Array.from({ length: Math.min(Number(count) || 0, 1000) }, () => value ?? null)),
});

const JSON_SERIALIZER = methods({
  Deserialize: parsed,
  SerializeToElement: handed,
  SerializeToNode: handed,
  SerializeToDocument: (_, { args: [first], at }) => dict([['RootElement', first ?? null]], at),
});

/** Methods of types of the standard library, by the last name of the type. */
const TYPES: ReadonlyMap<string, Methods> = new Map([
  ['string', STRING],
  ['String', STRING],
  ['Task', TASKS],
  ['ValueTask', TASKS],
  ['Environment', ENVIRONMENT],
  ['Enumerable', ENUMERABLE],
  ['Array', methods({ Empty: nothing })],
  ['ImmutableArray', methods({ Create: (_, { args }) => list([...args]) })],
  ['Options', methods({ Create: (_, { args: [value], at }) => dict([['Value', value ?? null]], at) })],
  ['JsonSerializer', JSON_SERIALIZER],
  [
    'JsonDocument',
    methods({ Parse: (_, { args: [text], at }) => dict([['RootElement', readText(asText(text), at)]], at) }),
  ],
  ['JsonElement', methods({ Parse: parsed })],
  ['JsonNode', methods({ Parse: parsed })],
  ['JsonObject', methods({ Parse: parsed })],
  ['JsonValue', methods({ Create: handed })],
]);

const VALUES: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['string.Empty', ''],
  ['String.Empty', ''],
  ['Environment.NewLine', '\n'],
  ['Task.CompletedTask', null],
]);

export const staticMethods = (type: string): Methods | undefined => TYPES.get(type);
export const staticValue = (type: string, name: string): Value | undefined => VALUES.get(`${type}.${name}`);
