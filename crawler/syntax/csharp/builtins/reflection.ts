import { evaluateArguments } from '../../program/construct.ts';
import type { Attribute } from '../../program/ir.ts';
import type { Machine } from '../../program/machine.ts';
import { lineage } from '../../program/members.ts';
import {
  asText,
  type Closure,
  closureOf,
  type External,
  externalInstance,
  type Instance,
  isKind,
  lastName,
  list,
  type NativeCall,
  native,
  type Scope,
  type TypeValue,
  unknown,
  type Value,
} from '../../program/value.ts';

const typeObjects = new WeakMap<TypeValue['declaration'], Instance>();

/** A type as an object: what `typeof` and `GetType` answer. */
export function typeObject(of: TypeValue | External): Instance {
  const known = isKind(of, 'type') ? typeObjects.get(of.declaration) : undefined;
  if (known) return known;
  const at = isKind(of, 'type') ? of.declaration.at : NOWHERE;
  const made: Instance = externalInstance('Type', at, [['$type', of]]);
  if (isKind(of, 'type')) typeObjects.set(of.declaration, made);
  return made;
}

const NOWHERE = { path: '', startLine: 1, endLine: 1 };

/** The type that an object of `typeof` stands for; undefined for any other value. */
export function typeOfObject(value: Value | undefined): TypeValue | External | undefined {
  const held = isKind(value, 'instance') ? value.fields.get('$type') : undefined;
  return isKind(held, 'type') || isKind(held, 'external') ? held : undefined;
}

/** What `System.Reflection` tells of a type or a method. */
export function reflected(of: TypeValue | Closure, name: string, machine: Machine): Value | undefined {
  const said = isKind(of, 'type') ? ofDeclaration(of, name) : name === 'Name' ? of.fn.name : undefined;
  if (said !== undefined) return said;
  switch (name) {
    case 'GetCustomAttribute':
      return native(name, (call) => attributeOf(of, call, machine));
    case 'GetCustomAttributes':
      return native(name, (call) => {
        const found = attributeOf(of, call, machine);
        return list(found === null ? [] : [found]);
      });
    case 'Assembly':
      return isKind(of, 'type') ? assemblyAt(of.declaration.at.path) : undefined;
    case 'IsDefined':
      return native(name, (call) => attributeOf(of, call, machine) !== null);
    case 'GetMethods':
      return isKind(of, 'type') ? native(name, () => list(methodsOf(of, machine))) : undefined;
    case 'GetMethod':
      return isKind(of, 'type')
        ? native(name, ({ args: [wanted] }) => methodNamed(of, asText(wanted), machine))
        : undefined;
    default:
      return undefined;
  }
}

function ofDeclaration({ declaration, scope }: TypeValue, name: string): Value | undefined {
  const { form, modifiers } = declaration;
  const { module } = scope.unit;
  switch (name) {
    case 'Name':
      return declaration.name;
    case 'Namespace':
      return module === '' ? null : module;
    case 'FullName':
      return module === '' ? declaration.name : `${module}.${declaration.name}`;
    case 'IsAbstract':
      return form === 'interface' || modifiers.includes('abstract') || modifiers.includes('static');
    case 'IsInterface':
      return form === 'interface';
    case 'IsEnum':
      return form === 'enum';
    case 'IsClass':
      return form === 'class';
    case 'IsPublic':
      return modifiers.includes('public');
    default:
      return undefined;
  }
}

/** An assembly as a value: the project that a file belongs to. */
export const assemblyAt = (path: string): Instance =>
  externalInstance('Assembly', { path, startLine: 1, endLine: 1 }, [['$path', path]]);

const withoutSuffix = (name: string): string => name.replace(/(?<=.)Attribute$/, '');

/** The attribute of the type that is asked for, made as it is written; null for none. */
function attributeOf(of: TypeValue | Closure, { typeArgs, args }: NativeCall, machine: Machine): Value {
  const [wanted] = args;
  const type = typeOfObject(wanted);
  const asked = typeArgs[0]?.name ?? (isKind(type, 'type') ? type.declaration.name : type?.path);
  if (asked === undefined) return unknown('');
  const name = withoutSuffix(lastName(asked));
  const held = isKind(of, 'type')
    ? attributesOf(of, machine)
    : [{ attributes: of.fn.attributes, scope: of.scope }];
  for (const { attributes, scope } of held) {
    const found = attributes.find((each) => each.name === name);
    if (found) return madeFrom(found, scope, machine);
  }
  return null;
}

const attributesOf = (of: TypeValue, machine: Machine) =>
  lineage(machine, of).flatMap((each) =>
    each.kind === 'type' ? [{ attributes: each.declaration.attributes, scope: each.scope }] : [],
  );

/** Named arguments are parameters or properties, whichever there are. */
export function madeFrom(attribute: Attribute, scope: Scope, machine: Machine): Value {
  const given = evaluateArguments(
    machine,
    attribute.args.filter((each) => each.name === ''),
    scope,
  );
  const type = { name: `${attribute.name}Attribute`, args: [], nullable: false };
  const made = machine.construct(type, given, { at: attribute.at, scope });
  if (isKind(made, 'instance'))
    for (const { name, value } of attribute.args)
      if (name !== '') made.fields.set(name, machine.evaluate(value, scope));
  return made;
}

const methodsOf = (of: TypeValue, machine: Machine): Closure[] =>
  lineage(machine, of).flatMap((each) =>
    each.kind === 'type'
      ? each.declaration.methods
          .filter((fn) => fn.name !== 'constructor' && !fn.getter)
          .map((fn): Closure => closureOf(fn, each.scope, { owner: each }))
      : [],
  );

const methodNamed = (of: TypeValue, name: string | undefined, machine: Machine): Value =>
  methodsOf(of, machine).find((method) => method.fn.name === name) ??
  (name === undefined ? unknown('') : null);
