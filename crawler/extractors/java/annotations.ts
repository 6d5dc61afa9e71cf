import type { Attribute, FunctionNode, Unit } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { typeScope } from '../../syntax/program/members.ts';
import type { TypeValue, Value } from '../../syntax/program/value.ts';

/** All names an annotation may have: packages that are imported whole leave it open which is meant. */
export function pathsOf(unit: Unit, name: string): string[] {
  const [first = '', ...rest] = name.split('.');
  const named = unit.imports.find((each) => each.form === 'name' && each.alias === first);
  if (named) return [[named.path, ...rest].join('.')];
  const opened = unit.imports.filter((each) => each.form === 'all').map((each) => `${each.path}.${name}`);
  return [name, `${unit.module}.${name}`, ...opened];
}

/** The annotation of a declaration whose whole name fits. */
export function findAnnotation(
  unit: Unit,
  attributes: readonly Attribute[],
  path: RegExp,
): Attribute | undefined {
  return attributes.find((each) => pathsOf(unit, each.name).some((whole) => path.test(whole)));
}

/** What an annotation says under a name; what stands without one is its `value`. */
export function elementOf(
  machine: Machine,
  { attribute, owner }: { attribute: Attribute | undefined; owner: TypeValue },
  name: string,
): Value | undefined {
  const found = attribute?.args.find((each) => each.name === name || (each.name === '' && name === 'value'));
  return found && machine.evaluate(found.value, typeScope(owner));
}

export interface Annotated {
  method: FunctionNode;
  owner: TypeValue;
  attribute: Attribute;
}

/** Methods of a type that carry an annotation. */
export function annotatedMethods(owner: TypeValue, path: RegExp): Annotated[] {
  const { unit } = owner.scope;
  return owner.declaration.methods.flatMap((method) => {
    const attribute = findAnnotation(unit, method.attributes, path);
    return attribute ? [{ method, owner, attribute }] : [];
  });
}
