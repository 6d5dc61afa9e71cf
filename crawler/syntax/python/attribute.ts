import { hintsOf, requiredKeys } from './annotations.ts';
import { DICT_METHODS, LIST_METHODS } from './containers.ts';
import { isEnum, lineage } from './define.ts';
import { docstring } from './doc.ts';
import { packagePath } from './folders.ts';
import { external, type Machine } from './machine.ts';
import { namesOfModule } from './members.ts';
import { moduleMember, resolveLazy } from './names.ts';
import { modelFields } from './pydantic.ts';
import { STRING_METHODS } from './strings.ts';
import { nameOfFunction } from './unwrap.ts';
import {
  type Class,
  dict,
  type Func,
  type Instance,
  isKind,
  lift,
  type Module,
  type Native,
  type NativeCall,
  orUnknown,
  UNKNOWN,
  type Unknown,
  type Value,
} from './value.ts';

export type NativeMethod<Self> = (self: Self, call: NativeCall, machine: Machine) => Value;

export function native(name: string, call: (call: NativeCall) => Value): Native {
  return { kind: 'native', name, call };
}

function bound<Self>(
  machine: Machine,
  methods: ReadonlyMap<string, NativeMethod<Self>>,
  self: Self,
  name: string,
): Value {
  const method = methods.get(name);
  return method === undefined ? UNKNOWN : native(name, (call) => method(self, call, machine));
}

function ofUnknown(machine: Machine, value: Unknown, name: string): Value {
  if (value.fallback === undefined) return { kind: 'unknown', flag: name };
  const found = machine.attribute(value.fallback, name);
  if (!isKind(found, 'native') && !isKind(found, 'method')) return lift(value, () => found);
  return native(name, (call) =>
    lift(value, (fallback) => machine.call(machine.attribute(fallback, name), call, call.site)),
  );
}

function ofFunction(machine: Machine, value: Func, name: string): Value {
  const set = value.attributes.get(name);
  if (set !== undefined) return set;
  if (name === '__name__' || name === '__qualname__') return nameOfFunction(value);
  if (name === '__doc__') return docstring(machine, value) ?? null;
  if (name === '__module__') return value.scope.module.name;
  if (name === '__annotations__') return hintsOf(machine, value);
  if (name === '__wrapped__') return value.wraps ?? UNKNOWN;
  return name === 'fn' || name === '__func__' ? value : UNKNOWN;
}

/** A member of a class or of what it extends, as it stands there; undefined when nothing we can see has it. */
export function classMember(machine: Machine, of: Value, name: string): Value | undefined {
  for (const each of lineage(of)) {
    if (each.kind === 'external') {
      const method = outsideMethod(machine, each.path, name);
      if (method !== undefined) return native(name, (call) => callUnbound(method, call));
      continue;
    }
    const member = each.members.get(name);
    if (member !== undefined) return isKind(member, 'lazy') ? resolveLazy(machine, member) : member;
  }
  return undefined;
}

function outsideMethod(machine: Machine, path: string, name: string) {
  const model = machine.externals(path);
  if (name !== '__init__') return model?.methods?.get(name);
  const init = model?.init;
  if (init === undefined) return undefined;
  return (self: Instance, call: NativeCall): Value => {
    init(self, call);
    return null;
  };
}

function callUnbound(method: (self: Instance, call: NativeCall) => Value, call: NativeCall): Value {
  const [self, ...args] = call.args;
  return isKind(self, 'instance') ? method(self, { ...call, args }) : UNKNOWN;
}

function ofClass(machine: Machine, value: Class, name: string): Value {
  if (name === '__name__' || name === '__qualname__') return value.name;
  if (name === '__doc__') return docstring(machine, value) ?? null;
  if (name === '__annotations__') return hintsOf(machine, value);
  if (name === '__required_keys__') return requiredKeys(machine, value);
  if (name === '__members__' || name === 'model_fields') return membersOf(machine, value, name);
  const set = value.attributes.get(name);
  if (set !== undefined) return set;
  const member = classMember(machine, value, name);
  if (isKind(member, 'function') && member.role === 'class')
    return { kind: 'method', self: value, callee: member };
  if (member !== undefined) return member;
  return staticOf(machine, value, name) ?? UNKNOWN;
}

function membersOf(machine: Machine, value: Class, name: string): Value {
  if (name === 'model_fields') return modelFields(machine, value);
  return isEnum(value) ? dict([...value.members].filter(([, each]) => isKind(each, 'instance'))) : UNKNOWN;
}

/** What the base outside gives the class itself, `Model.model_json_schema`; the class comes as its first argument. */
function staticOf(machine: Machine, value: Class, name: string): Value | undefined {
  for (const each of lineage(value)) {
    const found = each.kind === 'external' ? machine.externals(each.path)?.statics?.get(name) : undefined;
    if (found !== undefined) return native(name, (call) => found({ ...call, args: [value, ...call.args] }));
  }
  return undefined;
}

function ofInstance(machine: Machine, value: Instance, name: string): Value {
  const own = value.attributes.get(name);
  if (own !== undefined) return own;
  if (name === '__class__') return value.of;
  if (name === '__dict__') return dict(value.attributes);
  const member = classMember(machine, value.of, name);
  const receiver = value.receiver ?? value;
  if (isKind(member, 'function')) return bindMember(machine, receiver, member);
  if (isKind(member, 'native'))
    return native(name, (call) => member.call({ ...call, args: [receiver, ...call.args] }));
  if (member !== undefined) return softDefault(member, name);
  return isKind(value.of, 'class')
    ? (staticOf(machine, value.of, name) ?? { kind: 'unknown', flag: name })
    : { kind: 'unknown', flag: name };
}

function bindMember(machine: Machine, self: Instance, member: Func): Value {
  if (member.role === 'static') return member;
  const method: Value = { kind: 'method', self: member.role === 'class' ? self.of : self, callee: member };
  if (member.role !== 'property') return method;
  return machine.call(method, { args: [], kwargs: new Map(), open: false }, self.site);
}

/** A switch that a class declares is a setting somebody may turn: its default is only what it falls back to. */
function softDefault(member: Value, name: string): Value {
  return typeof member === 'boolean' ? { kind: 'unknown', flag: name, fallback: member } : member;
}

/** Names of one thing. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['inspect.Parameter.empty', 'inspect._empty'],
  ['inspect.Signature.empty', 'inspect._empty'],
]);

function ofExternal(machine: Machine, path: string, name: string): Value {
  const model = machine.externals(path)?.statics?.get(name);
  if (name === '__name__') return path.split('.').at(-1) ?? UNKNOWN;
  return model === undefined
    ? external(ALIASES.get(`${path}.${name}`) ?? `${path}.${name}`)
    : native(name, model);
}

function ofModule(machine: Machine, value: Module, name: string): Value {
  if (name === '__path__') return packagePath(value.path);
  if (name === '__dict__') return namesOfModule(machine, value);
  return orUnknown(moduleMember(machine, value, name));
}

/** `value.name` */
export function attributeOf(machine: Machine, value: Value, name: string): Value {
  if (typeof value === 'string') return bound(machine, STRING_METHODS, value, name);
  if (typeof value !== 'object' || value === null) return UNKNOWN;
  switch (value.kind) {
    case 'unknown':
      return ofUnknown(machine, value, name);
    case 'template':
      return bound(machine, STRING_METHODS, value, name);
    case 'list':
      return bound(machine, LIST_METHODS, value, name);
    case 'dict':
      return bound(machine, DICT_METHODS, value, name);
    case 'function':
      return ofFunction(machine, value, name);
    case 'method':
      return name === '__self__' ? value.self : machine.attribute(value.callee, name);
    case 'class':
      return ofClass(machine, value, name);
    case 'instance':
      return ofInstance(machine, value, name);
    case 'module':
      return ofModule(machine, value, name);
    case 'external':
      return ofExternal(machine, value.path, name);
    case 'applied':
      return machine.attribute(value.origin, name);
    case 'native':
      return name === '__name__' ? value.name : UNKNOWN;
    case 'lazy':
      return machine.attribute(resolveLazy(machine, value), name);
  }
}

/** `value.name = given` */
export function setAttribute(machine: Machine, value: Value, name: string, given: Value): void {
  if (isKind(value, 'module')) value.scope.names.set(name, given);
  if (isKind(value, 'method')) setAttribute(machine, value.callee, name, given);
  if (!isKind(value, 'instance') && !isKind(value, 'function') && !isKind(value, 'class')) return;
  const before = value.attributes.get(name);
  const vague = given === null || isKind(given, 'unknown');
  // Under an undecided test, what is known is not given up for nothing.
  if (machine.conditions.length > 0 && vague && before !== undefined && before !== null) return;
  if (value.kind === 'class') value.members.set(name, given);
  else value.attributes.set(name, given);
}
