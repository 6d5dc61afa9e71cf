// https://docs.python.org/3/library/typing.html#introspection-helpers, with which programs make schemas of their own functions.
import { lineage } from './define.ts';
import { signatureParameters } from './inspect.ts';
import { type ExternalModel, external, type Machine } from './machine.ts';
import { fieldsOf, requiredNames } from './models.ts';
import { lastName, type Making, unquote } from './types.ts';
import { unwrapped } from './unwrap.ts';
import {
  type Class,
  dict,
  type Func,
  isKind,
  list,
  type NativeCall,
  type Scope,
  UNKNOWN,
  type Value,
} from './value.ts';

const NONE_TYPE = external('types.NoneType');

const making = (machine: Machine, scope: Scope): Making => ({
  machine,
  definitions: new Map(),
  scope,
  depth: 0,
});

type Hints = [name: string, type: Value][];

function hintsOfFunction(machine: Machine, func: Func): Hints {
  const own = unwrapped(func);
  const about = making(machine, own.scope);
  const returns = own.node.children.find((each) => each.label === 'return_type');
  const parameters = signatureParameters(machine, func).flatMap(
    ({ name, type }): Hints => (type === undefined ? [] : [[name, unquote(type, about)]]),
  );
  return returns === undefined
    ? parameters
    : [...parameters, ['return', unquote(machine.evaluate(returns, own.scope), about)]];
}

function hintsOfClass(machine: Machine, of: Class): Hints {
  const about = making(machine, of.scope);
  return fieldsOf(of, about).flatMap(
    ({ name, type }): Hints => (type === undefined ? [] : [[name, unquote(type, about)]]),
  );
}

/** What a function or a class is annotated with, by name; unknown for other values. */
export function hintsOf(machine: Machine, value: Value | undefined): Value {
  const owner = isKind(value, 'method') ? value.callee : value;
  if (isKind(owner, 'function')) return dict(hintsOfFunction(machine, owner));
  return isKind(owner, 'class') ? dict(hintsOfClass(machine, owner)) : UNKNOWN;
}

/** Types whose alias in `typing` is told from them by its capital alone. */
const BUILTIN = new Set(['List', 'Dict', 'Set', 'Tuple', 'FrozenSet', 'Type']);

function originOf({ args: [type] }: NativeCall): Value {
  if (isKind(type, 'unknown')) return UNKNOWN;
  if (!isKind(type, 'applied')) return null;
  if (!isKind(type.origin, 'external')) return type.origin;
  const name = lastName(type.origin.path);
  if (BUILTIN.has(name)) return external(`builtins.${name.toLowerCase()}`);
  return name === 'Optional' ? external('typing.Union') : type.origin;
}

function argumentsOf({ args: [type] }: NativeCall): Value {
  if (isKind(type, 'unknown')) return list([], 'tuple', true);
  if (!isKind(type, 'applied')) return list([], 'tuple');
  const isOptional = isKind(type.origin, 'external') && lastName(type.origin.path) === 'Optional';
  const types = isOptional ? [...type.arguments, null] : type.arguments;
  return list(
    types.map((each) => (each === null ? NONE_TYPE : each)),
    'tuple',
  );
}

function withoutMarks(type: Value): Value {
  if (!isKind(type, 'applied') || !isKind(type.origin, 'external')) return type;
  const [first] = type.arguments;
  return first !== undefined && lastName(type.origin.path) === 'Annotated' ? first : type;
}

function typeHints(machine: Machine, { args: [value], kwargs }: NativeCall): Value {
  const hints = hintsOf(machine, value);
  if (!isKind(hints, 'dict') || kwargs.get('include_extras') === true) return hints;
  return dict([...hints.entries.values()].map(({ key, value: type }) => [key, withoutMarks(type)]));
}

/** `TypedDict.__required_keys__` */
export function requiredKeys(machine: Machine, of: Class): Value {
  return list(requiredNames(of, making(machine, of.scope)), 'set');
}

const isTypedDict = ({ args: [type] }: NativeCall): Value =>
  isKind(type, 'class') &&
  lineage(type).some((each) => each.kind === 'external' && lastName(each.path) === 'TypedDict');

export function annotationModels(machine: Machine): [string, ExternalModel][] {
  const hints: ExternalModel = { call: (call) => typeHints(machine, call) };
  return [
    ...['typing', 'typing_extensions'].flatMap((module): [string, ExternalModel][] => [
      [`${module}.get_type_hints`, hints],
      [`${module}.get_origin`, { call: originOf }],
      [`${module}.get_args`, { call: argumentsOf }],
      [`${module}.is_typeddict`, { call: isTypedDict }],
    ]),
    ['inspect.get_annotations', { call: ({ args: [value] }) => hintsOf(machine, value) }],
  ];
}
