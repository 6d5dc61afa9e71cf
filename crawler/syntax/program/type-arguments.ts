import type { TypeRef } from './ir.ts';
import type { Machine } from './machine.ts';
import { type Closure, type Given, isKind, type Scope, type Value } from './value.ts';

/** A type as it is meant where it is written, so that it can be carried away. */
export function carried(type: TypeRef, scope: Scope): TypeRef {
  const argument = scope.typeArgs.get(type.name);
  if (argument) return argument;
  return { ...type, home: type.home ?? scope, args: type.args.map((each) => carried(each, scope)) };
}

/** The parameters of a function, or what a named type takes, as one written type. */
function typeOfValue(value: Value): TypeRef | undefined {
  if (isKind(value, 'closure')) {
    const { scope, typeArgs } = value;
    const home = { ...scope, typeArgs: new Map([...scope.typeArgs, ...typeArgs]) };
    const args = value.fn.parameters.map((each) => carried(each.type ?? anything, home));
    return { name: '()', args, nullable: false };
  }
  if (!isKind(value, 'instance')) return undefined;
  if (isKind(value.of, 'type'))
    return { name: value.of.declaration.name, args: value.typeArgs, nullable: false, home: value.of.scope };
  return { name: value.of.path, args: value.typeArgs, nullable: false };
}

const anything: TypeRef = { name: 'any', args: [], nullable: false };

/** What type parameters must be for an argument to fit what is asked for. */
function unify(asked: TypeRef, got: TypeRef, names: ReadonlySet<string>, found: Map<string, TypeRef>): void {
  if (names.has(asked.name)) {
    if (!found.has(asked.name)) found.set(asked.name, got);
    return;
  }
  asked.args.forEach((each, index) => {
    const other = got.args[index];
    if (other) unify(each, other, names, found);
  });
}

/** A type that is a name for a function type, as that: of functions the parameters are compared. */
function unfold(machine: Machine, type: TypeRef, scope: Scope): TypeRef {
  const of = machine.resolveType(type, scope);
  if (isKind(of, 'external')) {
    const known = machine.models.alias?.(of.path);
    return known ? substitute(known.type, known.parameters, type.args) : type;
  }
  const [target] = isKind(of, 'type') && of.declaration.form === 'alias' ? of.declaration.bases : [];
  if (!isKind(of, 'type') || !target) return type;
  return unfold(machine, substitute(target, of.declaration.typeParameters, type.args), of.scope);
}

function substitute(type: TypeRef, parameters: readonly string[], args: readonly TypeRef[]): TypeRef {
  const own = args[parameters.indexOf(type.name)];
  return own ?? { ...type, args: type.args.map((each) => substitute(each, parameters, args)) };
}

/** The type parameters of a call: what it says, what its receiver is of, and as far as the arguments tell. */
export function typeArgumentsOf(
  machine: Machine,
  closure: Closure,
  given: Given,
): ReadonlyMap<string, TypeRef> {
  const { fn, scope } = closure;
  const found = receiverTypes(closure);
  for (const [index, name] of fn.typeParameters.entries()) {
    const said = given.typeArgs[index];
    if (said) found.set(name, said);
  }
  const names = new Set(fn.typeParameters);
  if (names.size === 0) return found;
  for (const [index, parameter] of fn.parameters.entries()) {
    const value = given.named.get(parameter.name) ?? given.args[index];
    const got = value === undefined ? undefined : typeOfValue(value);
    if (got && parameter.type) unify(unfold(machine, parameter.type, scope), got, names, found);
  }
  return found;
}

function receiverTypes({ fn, self, owner }: Closure): Map<string, TypeRef> {
  const names = fn.receiver?.type.args.map((each) => each.name) ?? owner?.declaration.typeParameters ?? [];
  const types = isKind(self, 'instance') ? self.typeArgs : [];
  return new Map(names.flatMap((name, index) => (types[index] ? [[name, types[index]]] : [])));
}
