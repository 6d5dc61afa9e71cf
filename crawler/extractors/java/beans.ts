import type { Attribute, FunctionNode, TypeRef } from '../../syntax/program/ir.ts';
import { type Machine, under } from '../../syntax/program/machine.ts';
import { findMethods, lineage, typeScope } from '../../syntax/program/members.ts';
import {
  asText,
  isKind,
  lastName,
  list,
  type Scope,
  type TypeValue,
  unknown,
  type Value,
  withArgs,
} from '../../syntax/program/value.ts';
import { typesIn } from '../declared.ts';
import { elementOf } from './annotations.ts';

const COMPONENT =
  /(^|\.)(Component|Service|Repository|Controller|RestController|Configuration|AutoConfiguration|SpringBootApplication|SpringBootConfiguration|Singleton|ApplicationScoped|McpTools?|Named)$/;
const MANY = /^(List|Set|Collection|ObjectProvider|MutableList|Iterable)$/;

/** The container of a program that has its objects made for it: one object a type, made when it is asked for. */
export interface Beans {
  /** An object of a type of the tree; unknown, named after the parameter, for types from outside. */
  ofType(type: TypeRef | null, scope: Scope, name: string): Value;
  of(type: TypeValue): Value;
  /** What each of a function's parameters is given. */
  forParameters(fn: FunctionNode, scope: Scope): Value[];
}

export const isComponent = ({ declaration }: TypeValue): boolean =>
  declaration.attributes.some((each) => COMPONENT.test(each.name));

export function createBeans(machine: Machine): Beans {
  const made = new Map<TypeValue['declaration'], Value>();
  let all: TypeValue[] | undefined;

  const implementations = (of: TypeValue): TypeValue[] => {
    all ??= typesIn(machine, machine.program.paths).filter(isComponent);
    return all.filter((each) =>
      lineage(machine, each).some((base) => base.kind === 'type' && base.declaration === of.declaration),
    );
  };

  const isMade = ({ declaration }: TypeValue) =>
    declaration.form !== 'interface' && !declaration.modifiers.includes('abstract');

  function of(type: TypeValue): Value {
    const known = made.get(type.declaration);
    if (known !== undefined) return known;
    made.set(type.declaration, unknown(type.declaration.name));
    const [other] = isMade(type) ? [type] : implementations(type);
    if (!other) return unknown(type.declaration.name);
    const value = other === type ? build(type) : of(other);
    made.set(type.declaration, value);
    return value;
  }

  function build(type: TypeValue): Value {
    const [maker] = findMethods(machine, type, 'constructor');
    const args = maker ? forParameters(maker.fn, maker.scope) : [];
    const value = machine.call(type, withArgs(args), type.declaration.at);
    if (!isKind(value, 'instance')) return value;
    for (const field of type.declaration.fields) {
      if (value.fields.has(field.name) || field.modifiers.includes('static')) continue;
      value.fields.set(field.name, ofType(field.type, typeScope(type), field.name));
    }
    return value;
  }

  function ofType(type: TypeRef | null, scope: Scope, name: string): Value {
    if (!type) return unknown(name);
    const [element] = type.args;
    if (MANY.test(lastName(type.name)) && element) return everyOf(element, scope, name);
    const found = machine.resolveType(type, scope);
    return isKind(found, 'type') ? of(found) : unknown(name);
  }

  function everyOf(element: TypeRef, scope: Scope, name: string): Value {
    const found = machine.resolveType(element, scope);
    return isKind(found, 'type') ? list(implementations(found).map(of)) : unknown(name);
  }

  const forParameters = (fn: FunctionNode, scope: Scope): Value[] =>
    fn.parameters.map((each) => ofType(each.type, scope, each.name));

  return { of, ofType, forParameters };
}

/** The property or profile that something hangs on; empty for none. */
export function conditionOf(machine: Machine, owner: TypeValue, attributes: readonly Attribute[]): string {
  const attribute = attributes.find((each) => /(^|\.)(ConditionalOnProperty|Profile)$/.test(each.name));
  if (!attribute) return '';
  const say = (name: string) => elementOf(machine, { attribute, owner }, name);
  if (say('matchIfMissing') === true) return '';
  const names = [say('name'), say('value')].find((each) => each !== undefined);
  const name = asText(isKind(names, 'list') ? names.items[0] : names);
  const prefix = asText(say('prefix'));
  return [prefix, name].filter((each) => each !== undefined).join('.');
}

/** Runs something under a flag, where there is one. */
export const underCondition = <T>(machine: Machine, flag: string, run: () => T): T =>
  flag === '' ? run() : under(machine, flag, run);
