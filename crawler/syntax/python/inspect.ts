// https://docs.python.org/3/library/inspect.html#introspecting-callables-with-the-signature-object

import { textOf } from '../node.ts';
import { parametersOf } from './define.ts';
import { iterate } from './displays.ts';
import { type ExternalModel, external, type Machine } from './machine.ts';
import { unwrapped } from './unwrap.ts';
import { dict, type Func, type Instance, isKind, type NativeCall, UNKNOWN, type Value } from './value.ts';

const EMPTY = external('inspect._empty');
const SIGNATURE = external('inspect.Signature');
const PARAMETER = external('inspect.Parameter');

const isEmpty = (value: Value | undefined) =>
  value === undefined || (isKind(value, 'external') && value.path === EMPTY.path);

/** A parameter as `inspect` tells of it. */
export interface ParameterObject {
  name: string;
  type: Value | undefined;
  stated: Value | undefined;
  form: 'plain' | 'args' | 'kwargs';
}

const KINDS = { plain: 'POSITIONAL_OR_KEYWORD', args: 'VAR_POSITIONAL', kwargs: 'VAR_KEYWORD' } as const;

function parameterObject(parameter: ParameterObject, site: Instance['site']): Instance {
  const attributes = new Map<string, Value>([
    ['name', parameter.name],
    ['annotation', parameter.type === undefined ? EMPTY : parameter.type],
    ['default', parameter.stated === undefined ? EMPTY : parameter.stated],
    ['kind', external(`inspect.Parameter.${KINDS[parameter.form]}`)],
  ]);
  return { kind: 'instance', of: PARAMETER, attributes, site };
}

function readObject(value: Value): ParameterObject[] {
  if (!isKind(value, 'instance')) return [];
  const { name, annotation, default: stated, kind } = Object.fromEntries(value.attributes);
  if (typeof name !== 'string') return [];
  const path = isKind(kind, 'external') ? kind.path : '';
  const form = path.endsWith('VAR_POSITIONAL') ? 'args' : path.endsWith('VAR_KEYWORD') ? 'kwargs' : 'plain';
  return [
    {
      name,
      type: isEmpty(annotation) ? undefined : annotation,
      stated: isEmpty(stated) ? undefined : stated,
      form,
    },
  ];
}

/** The signature that a program gave a function by hand (`__signature__`); undefined when it gave none. */
export function statedSignature(func: Func): ParameterObject[] | undefined {
  for (let at: Func | undefined = func; at !== undefined; at = at.wraps) {
    const stated = at.attributes.get('__signature__');
    const parameters = isKind(stated, 'instance') ? stated.attributes.get('parameters') : undefined;
    if (isKind(parameters, 'dict'))
      return [...parameters.entries.values()].flatMap(({ value }) => readObject(value));
  }
  return undefined;
}

/** The parameters that a function says it has, those that wrappers changed among them. */
export function signatureParameters(machine: Machine, given: Func): ParameterObject[] {
  const stated = statedSignature(given);
  if (stated !== undefined) return stated;
  const func = unwrapped(given);
  return parametersOf(func.node).map((parameter) => ({
    name: parameter.name,
    type: parameter.type === undefined ? undefined : machine.evaluate(parameter.type, func.scope),
    stated: func.defaults.get(parameter.name),
    form: parameter.form,
  }));
}

function signatureObject(parameters: readonly Value[], returns: Value, site: Instance['site']): Instance {
  const byName = parameters.flatMap((each) =>
    readObject(each).map((read): [Value, Value] => [read.name, each]),
  );
  const attributes = new Map<string, Value>([
    ['parameters', dict(byName)],
    ['return_annotation', returns],
  ]);
  return { kind: 'instance', of: SIGNATURE, attributes, site };
}

function signature(machine: Machine, call: NativeCall): Value {
  const [given] = call.args;
  const func = isKind(given, 'method') && given.callee.kind === 'function' ? given.callee : given;
  if (!isKind(func, 'function')) return UNKNOWN;
  const own = unwrapped(func);
  const returns = own.node.children.find((each) => each.label === 'return_type');
  const parameters = signatureParameters(machine, func).slice(isKind(given, 'method') ? 1 : 0);
  const objects = parameters.map((parameter) => parameterObject(parameter, call.site));
  return signatureObject(
    objects,
    returns === undefined ? EMPTY : machine.evaluate(returns, own.scope),
    call.site,
  );
}

function makeSignature({ args: [parameters], kwargs, site }: NativeCall): Value {
  const given = parameters ?? kwargs.get('parameters');
  return signatureObject(
    given === undefined ? [] : iterate(given).items,
    kwargs.get('return_annotation') ?? EMPTY,
    site,
  );
}

function replaceSignature(self: Instance, { kwargs, site }: NativeCall): Value {
  const before = self.attributes.get('parameters');
  const kept = isKind(before, 'dict') ? [...before.entries.values()].map(({ value }) => value) : [];
  const given = kwargs.get('parameters');
  return signatureObject(
    given === undefined ? kept : iterate(given).items,
    kwargs.get('return_annotation') ?? self.attributes.get('return_annotation') ?? EMPTY,
    site,
  );
}

function initParameter(self: Instance, { args: [name, kind], kwargs }: NativeCall): void {
  self.attributes.set('annotation', EMPTY).set('default', EMPTY);
  if (name !== undefined) self.attributes.set('name', name);
  if (kind !== undefined) self.attributes.set('kind', kind);
  for (const [key, value] of kwargs) self.attributes.set(key, value);
}

function replaceParameter(self: Instance, { kwargs }: NativeCall): Value {
  return { ...self, attributes: new Map([...self.attributes, ...kwargs]) };
}

/** `inspect`, as far as programs rewrite signatures with it. */
export function inspectModels(machine: Machine): [string, ExternalModel][] {
  const isAsync = ({ args: [given] }: NativeCall): Value =>
    isKind(given, 'function') ? textOf(unwrapped(given).node).startsWith('async') : UNKNOWN;
  const isRoutine = ({ args: [given] }: NativeCall): Value =>
    isKind(given, 'unknown')
      ? UNKNOWN
      : isKind(given, 'function') || isKind(given, 'method') || isKind(given, 'native');
  const isClass = ({ args: [given] }: NativeCall): Value =>
    isKind(given, 'unknown') || isKind(given, 'external') ? UNKNOWN : isKind(given, 'class');
  return [
    ['inspect.signature', { call: (call) => signature(machine, call) }],
    ['inspect.Signature', { call: makeSignature, methods: new Map([['replace', replaceSignature]]) }],
    ['inspect.Parameter', { init: initParameter, methods: new Map([['replace', replaceParameter]]) }],
    ['inspect.iscoroutinefunction', { call: isAsync }],
    ...['isfunction', 'isroutine', 'ismethod'].map((name): [string, ExternalModel] => [
      `inspect.${name}`,
      { call: isRoutine },
    ]),
    ['inspect.isclass', { call: isClass }],
    ['asyncio.iscoroutinefunction', { call: isAsync }],
  ];
}
