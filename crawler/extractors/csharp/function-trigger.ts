// https://learn.microsoft.com/azure/azure-functions/functions-bindings-mcp-tool-trigger

import type { JsonSchema } from '#data/schema/tool.ts';
import { fragment, type JsonFragment } from '../../syntax/json-schema/fragment.ts';
import type { Attribute, FunctionNode, Parameter } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { typeScope } from '../../syntax/program/members.ts';
import { objectOf, typeToSchema } from '../../syntax/program/type-schema.ts';
import { asText, isKind, type TypeValue, type Value } from '../../syntax/program/value.ts';
import { typesIn } from '../declared.ts';
import type { Idiom, World } from '../idiom.ts';
import { attributeNamed, schemaRules } from './schema-rules.ts';

/** The host of Azure Functions finds tools by their attributes: every function of the tree is offered. */
function findFunctions(machine: Machine, world: World): void {
  for (const path of machine.program.paths) {
    if (!/\[\s*(?:\w+\.)*McpToolTrigger\b/.test(machine.program.readFile(path))) continue;
    const functions = typesIn(machine, [path]).flatMap((type) =>
      type.declaration.methods.filter((fn) => fn.at.path === path).map((fn) => ({ type, fn })),
    );
    for (const each of functions) readFunction(machine, world, each);
  }
}

interface Triggered {
  type: TypeValue;
  fn: FunctionNode;
}

function readFunction(machine: Machine, world: World, { type, fn }: Triggered): void {
  const trigger = fn.parameters.find((each) => attributeNamed(each.attributes, 'McpToolTrigger'));
  const attribute = trigger && attributeNamed(trigger.attributes, 'McpToolTrigger');
  if (!trigger || !attribute || !attributeNamed(fn.attributes, 'Function', 'FunctionName')) return;
  const [name, description] = valuesOf(machine, attribute, type);
  world.recorded.registrations.push({
    idiom: 'function-trigger',
    name: name ?? null,
    ...(description !== undefined && { description }),
    inputSchema: inputOf(machine, { type, fn }, trigger),
    at: fn.at,
    flag: '',
  });
}

const valuesOf = (machine: Machine, { args }: Attribute, type: TypeValue): Value[] =>
  args.map((each) => machine.evaluate(each.value, typeScope(type)));

/** Properties are parameters with an attribute, else what the type of the trigger's own parameter has. */
function inputOf(machine: Machine, { type, fn }: Triggered, trigger: Parameter): JsonFragment {
  const properties = fn.parameters.flatMap((each) => {
    const attribute = attributeNamed(each.attributes, 'McpToolProperty');
    return attribute ? [propertyOf(machine, type, each, attribute)] : [];
  });
  const own = trigger.type && machine.resolveType(trigger.type, typeScope(type));
  if (properties.length === 0 && trigger.type && isKind(own ?? undefined, 'type'))
    return typeToSchema(machine, trigger.type, typeScope(type), schemaRules(machine));
  return objectOf(new Map(properties));
}

const TYPE_NAMES: ReadonlySet<string> = new Set([
  'string',
  'number',
  'integer',
  'boolean',
  'object',
  'array',
]);

/** `(name, description, isRequired)`, and before it `(name, type, description, isRequired)`. */
function propertyOf(
  machine: Machine,
  type: TypeValue,
  parameter: Parameter,
  attribute: Attribute,
): [string, JsonFragment] {
  const values = valuesOf(machine, attribute, type);
  const texts = values.flatMap((each) => asText(each) ?? []);
  const [name = parameter.name, ...rest] = texts;
  const [stated] = rest;
  const isTyped = stated !== undefined && TYPE_NAMES.has(stated) && rest.length > 1;
  const description = isTyped ? rest[1] : stated;
  const read = parameter.type
    ? typeToSchema(machine, { ...parameter.type, nullable: false }, typeScope(type), schemaRules(machine))
    : fragment({});
  const json: JsonSchema = {
    ...(isTyped ? { type: stated } : read.json),
    ...(description !== undefined && { description }),
  };
  return [name, { ...read, json, optional: !values.includes(true) }];
}

export const functionTrigger: Idiom = { id: 'function-trigger', find: findFunctions };
