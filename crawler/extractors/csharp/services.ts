// https://learn.microsoft.com/dotnet/core/extensions/dependency-injection

import { typeOfObject } from '../../syntax/csharp/builtins/reflection.ts';
import type { TypeRef } from '../../syntax/program/ir.ts';
import { currentFlag, type Machine } from '../../syntax/program/machine.ts';
import { findMethods, lineage } from '../../syntax/program/members.ts';
import {
  isKind,
  lastName,
  list,
  type NativeCall,
  type Scope,
  type TypeValue,
  unknown,
  type Value,
  withArgs,
} from '../../syntax/program/value.ts';

/** One thing that was put into the container, made when it is asked for. */
export interface Service {
  /** What it is, where that is known before it is made. */
  type: TypeValue | undefined;
  make(): Value;
  flag: string;
}

/** What a program put into its container, by the name of the type that it is asked for by. */
export interface Container {
  services: Map<string, Service[]>;
  /** Types that are being made, so that two which need each other end. */
  making: Set<TypeValue['declaration']>;
}

export const newContainer = (): Container => ({ services: new Map(), making: new Set() });

const MAX_MAKING = 24;

export const nameOfType = (value: Value): string | undefined => {
  if (isKind(value, 'type')) return value.declaration.name;
  if (isKind(value, 'external')) return lastName(value.path);
  return isKind(value, 'instance') ? nameOfType(value.of) : undefined;
};

/** What a type is asked for by: types of one name in two namespaces are two. */
function keyOfType(value: Value): string | undefined {
  if (isKind(value, 'instance')) return keyOfType(value.of);
  const name = nameOfType(value);
  if (name === undefined || !isKind(value, 'type')) return name;
  const { at } = value.declaration;
  return `${name} ${at.path}:${at.startLine}`;
}

function remember(container: Container, names: readonly string[], service: Service): void {
  let made: Value | undefined;
  const once = {
    ...service,
    make: () => {
      made ??= service.make();
      return made;
    },
  };
  for (const name of names) container.services.set(name, [...(container.services.get(name) ?? []), once]);
}

/** `AddSingleton<I, T>()`, `(instance)`, `<T>(factory)`, `(typeof(I), typeof(T))`. Answers the instance, where one was given. */
export function addService(machine: Machine, container: Container, call: NativeCall): Value | undefined {
  const { args, typeArgs, scope } = call;
  const types = [
    ...typeArgs.map((type) => machine.resolveType(type, scope)),
    ...args.flatMap((each) => typeOfObject(each) ?? []),
  ];
  const given = args.find(
    (each) => (isKind(each, 'instance') && !typeOfObject(each)) || isKind(each, 'closure'),
  );
  const target = types.at(-1) ?? (isKind(given, 'instance') ? given : undefined);
  const name = nameOfType(types[0] ?? given ?? null);
  const flag = currentFlag(machine);
  const type = typeIn(target);
  const make = (): Value => {
    if (isKind(given, 'closure')) return machine.call(given, withArgs([unknown('services')]), call.at);
    return given ?? (isKind(target, 'type') ? makeType(machine, container, target) : unknown(name ?? ''));
  };
  if (name !== undefined)
    remember(container, keysOf(machine, types[0] ?? given ?? null), { type, make, flag });
  else if (isKind(given, 'closure')) {
    const made = make();
    remember(container, keysOf(machine, made), { type: typeIn(made), make: () => made, flag });
    return made;
  }
  return isKind(given, 'instance') ? given : undefined;
}

const typeIn = (value: Value | undefined): TypeValue | undefined => {
  if (isKind(value, 'type')) return value;
  return isKind(value, 'instance') && isKind(value.of, 'type') ? value.of : undefined;
};

/** What something can be asked for by: the type that is said, or of an object all that it descends from. */
function keysOf(machine: Machine, value: Value): string[] {
  const types = isKind(value, 'instance') ? lineage(machine, value.of) : [value];
  return types.flatMap((each) => keyOfType(each) ?? []);
}

/** An object of a type, its constructor given what the container has. */
export function makeType(
  machine: Machine,
  container: Container,
  type: TypeValue,
  given: Value[] = [],
): Value {
  const { declaration, scope } = type;
  const isAbstract = declaration.form === 'interface' || declaration.modifiers.includes('abstract');
  if (isAbstract || container.making.has(declaration) || container.making.size > MAX_MAKING)
    return unknown(declaration.name);
  container.making.add(declaration);
  const makers = findMethods(machine, type, 'constructor').filter(
    (each) => each.owner?.declaration === declaration,
  );
  const longest = makers.reduce<(typeof makers)[number] | undefined>(
    (held, each) => (held && held.fn.parameters.length >= each.fn.parameters.length ? held : each),
    undefined,
  );
  const args = longest?.fn.parameters.map((parameter, index) => {
    const passed = given[index];
    if (passed !== undefined) return passed;
    const held = parameter.type && injected(machine, container, parameter.type, scope);
    return held ?? unknown(parameter.name);
  });
  const made = machine.call(type, withArgs(args ?? given), declaration.at);
  container.making.delete(declaration);
  return made;
}

const MANY = /^(IEnumerable|IReadOnlyList|IReadOnlyCollection|ICollection|IList|List|\[\])$/;

/** What the container has for a constructor's parameter; undefined for nothing. */
function injected(machine: Machine, container: Container, type: TypeRef, scope: Scope): Value | undefined {
  const [item] = type.args;
  if (MANY.test(lastName(type.name)) && item)
    return listOf(container, machine.resolveType(item, scope), machine);
  return getService(machine, container, machine.resolveType(type, scope));
}

/** Everything of a type that was put into the container. */
export function listOf(container: Container, type: Value, machine: Machine): Value {
  const services = container.services.get(keyOfType(type) ?? '') ?? [];
  const made = services.map(({ make, flag }) => {
    const value = make();
    if (flag !== '' && typeof value === 'object' && value !== null && !machine.flags.has(value))
      machine.flags.set(value, flag);
    return value;
  });
  return made.length === 0 ? unknown(nameOfType(type) ?? '') : list(made);
}

/** What was put into the container last for a type; undefined for none. */
export function getService(machine: Machine, container: Container, type: Value): Value | undefined {
  const service = container.services.get(keyOfType(type) ?? '')?.at(-1);
  if (service) return service.make();
  return isKind(type, 'type') && isConcrete(type) ? makeType(machine, container, type) : undefined;
}

const isConcrete = ({ declaration }: TypeValue): boolean =>
  declaration.form === 'class' && !declaration.modifiers.includes('abstract');
