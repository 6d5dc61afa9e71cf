// https://docs.python.org/3/library/functions.html#isinstance
import { lineage } from './define.ts';
import { isKind, type NativeCall, UNKNOWN, type Value } from './value.ts';

/** `isinstance(value, type)`, with a tuple or a union of types too. */
export function isInstance({ args: [value, type] }: NativeCall): Value {
  if (value === undefined || type === undefined) return UNKNOWN;
  const answers = optionsOf(type).map((each) => isOf(value, each));
  return answers.includes(true) ? true : answers.includes(undefined) ? UNKNOWN : false;
}

function optionsOf(type: Value): readonly Value[] {
  if (isKind(type, 'list')) return type.items.flatMap(optionsOf);
  const isUnion =
    isKind(type, 'applied') && isKind(type.origin, 'external') && type.origin.path === 'typing.Union';
  return isUnion ? type.arguments.flatMap(optionsOf) : [type];
}

const NATURE: ReadonlyMap<string, (value: Value) => boolean> = new Map([
  ['builtins.str', (value: Value) => typeof value === 'string'],
  ['builtins.bool', (value: Value) => typeof value === 'boolean'],
  ['builtins.int', (value: Value) => typeof value === 'number' || typeof value === 'boolean'],
  ['builtins.float', (value: Value) => typeof value === 'number'],
  ['builtins.list', (value: Value) => isKind(value, 'list') && value.form === 'list'],
  ['builtins.tuple', (value: Value) => isKind(value, 'list') && value.form === 'tuple'],
  ['builtins.set', (value: Value) => isKind(value, 'list') && value.form === 'set'],
  ['builtins.dict', (value: Value) => isKind(value, 'dict')],
  ['builtins.type', (value: Value) => isKind(value, 'class')],
]);

const isSequence = (value: Value) =>
  typeof value === 'string' || (isKind(value, 'list') && value.form !== 'set');

/** What values of the language itself are: https://docs.python.org/3/library/collections.abc.html */
const ABSTRACT: ReadonlyMap<string, (value: Value) => boolean> = new Map([
  ['Mapping', (value: Value) => isKind(value, 'dict')],
  ['MutableMapping', (value: Value) => isKind(value, 'dict')],
  ['Sequence', isSequence],
  ['MutableSequence', (value: Value) => isKind(value, 'list') && value.form === 'list'],
]);
const ABSTRACT_PATH = /^(?:collections\.abc|typing)\.(\w+)$/;

/** Data, as it is written or read: not an object of a class. */
const isData = (value: Value) =>
  typeof value !== 'object' || value === null || isKind(value, 'list') || isKind(value, 'dict');

function isOf(value: Value, type: Value): boolean | undefined {
  if (isKind(value, 'unknown') || isKind(value, 'template')) return undefined;
  if (type === null) return value === null;
  const path = isKind(type, 'external') ? type.path : '';
  const nature = NATURE.get(path);
  if (nature !== undefined) return nature(value);
  const abstract = ABSTRACT.get(ABSTRACT_PATH.exec(path)?.[1] ?? '');
  if (abstract !== undefined && isData(value)) return abstract(value);
  if (!isKind(value, 'instance')) return isKind(type, 'class') ? false : undefined;
  const paths = lineage(value.of).map((each) => (each.kind === 'external' ? each.path : each));
  if (isKind(type, 'class')) return paths.includes(type);
  return isKind(type, 'external') && paths.includes(type.path) ? true : undefined;
}
