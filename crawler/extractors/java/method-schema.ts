import type { JsonFragment } from '../../syntax/json-schema/fragment.ts';
import type { FunctionNode, Parameter } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { typeScope } from '../../syntax/program/members.ts';
import { objectOf, typeToSchema } from '../../syntax/program/type-schema.ts';
import { asText, lastName, type TypeValue } from '../../syntax/program/value.ts';
import { elementOf } from './annotations.ts';
import { describe, isOptional, requirementOf, rulesFor, type Said } from './schema-rules.ts';

/** How one SDK reads the parameters of a tool's method. */
export interface ParameterRules {
  /** Types that the SDK fills in itself. */
  context: RegExp;
  /** Annotations of parameters that the SDK fills in itself. */
  contextAnnotation?: RegExp;
  /** A parameter may have another name on the wire. */
  naming?: RegExp;
  /** A default value makes a parameter optional. */
  defaults: boolean;
}

const OPTIONAL = /^Optional(Int|Long|Double)?$/;

/** The input schema that a method's parameters make. */
export function methodSchema(
  machine: Machine,
  { method, owner }: { method: FunctionNode; owner: TypeValue },
  rules: ParameterRules,
): JsonFragment {
  const shape = new Map<string, JsonFragment>();
  for (const parameter of method.parameters) {
    const said: Said = { machine, owner, attributes: parameter.attributes };
    if (isContext(parameter, rules)) continue;
    const read = parameter.type
      ? typeToSchema(machine, parameter.type, typeScope(owner), rulesFor(machine))
      : undefined;
    const description = describe(said);
    shape.set(nameOf(said, parameter, rules), {
      json: { ...read?.json, ...(description !== undefined && { description }) },
      optional: isLeftOut(said, parameter, rules),
      complete: read?.complete ?? false,
      shape: read?.shape ?? null,
      inner: read?.inner ?? null,
    });
  }
  return objectOf(shape);
}

function isContext({ type, attributes }: Parameter, rules: ParameterRules): boolean {
  const byAnnotation = rules.contextAnnotation;
  if (byAnnotation && attributes.some((each) => byAnnotation.test(each.name))) return true;
  return type !== null && rules.context.test(lastName(type.name));
}

function nameOf(said: Said, parameter: Parameter, { naming }: ParameterRules): string {
  const attribute = naming && said.attributes.find((each) => naming.test(each.name));
  return asText(elementOf(said.machine, { attribute, owner: said.owner }, 'name')) || parameter.name;
}

/** An explicit word wins; then null-ability, a wrapper that may be empty, or a default value. */
function isLeftOut(said: Said, { type, initial }: Parameter, { defaults }: ParameterRules): boolean {
  const required = requirementOf(said);
  if (required !== undefined) return !required;
  if (type !== null && (type.nullable || OPTIONAL.test(lastName(type.name)))) return true;
  const hasDefault = said.attributes.some(
    (attribute) => elementOf(said.machine, { attribute, owner: said.owner }, 'defaultValue') !== undefined,
  );
  return isOptional(said) || (defaults && (hasDefault || initial !== null));
}
