// https://docs.pydantic.dev/latest/concepts/json_schema/ : models, dataclasses, typed dicts and named tuples.

import { constrain, describeField } from './constraints.ts';
import { lineage } from './define.ts';
import { docstring } from './doc.ts';
import { defaultOf, isEllipsis, isFieldInfo } from './fields.ts';
import { toJson } from './json.ts';
import { cleanDoc } from './text.ts';
import { type Making, type Schema, typeSchema, unquote } from './types.ts';
import { asText, type Class, isKind, type Value } from './value.ts';

/** One field of a model, or one parameter of a function. */
export interface Field {
  name: string;
  type: Value | undefined;
  /** What is assigned to it: a default, or a `Field(...)`; undefined for nothing. */
  stated: Value | undefined;
}

export function titleOf(name: string): string {
  return name
    .split('_')
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join(' ');
}

/** The `Field(...)`s that speak about a field: in `Annotated`, then assigned. */
function infosOf(field: Field, making: Making) {
  const type = field.type === undefined ? undefined : unquote(field.type, making);
  const marks =
    isKind(type, 'applied') && isKind(type.origin, 'external') && /Annotated$/.test(type.origin.path)
      ? type.arguments.slice(1)
      : [];
  return [...marks, ...(field.stated === undefined ? [] : [field.stated])].filter(isFieldInfo);
}

/** The default of a field; undefined when it has to be given. */
export function fieldDefault(field: Field, making: Making): Value | undefined {
  const stated = field.stated;
  if (stated !== undefined && !isFieldInfo(stated)) return stated;
  return infosOf(field, making)
    .reverse()
    .map((info) => defaultOf(making.machine, info))
    .find((value) => value !== undefined);
}

/** The property that a field becomes. */
export function fieldSchema(field: Field, making: Making): Schema {
  const declared = field.type === undefined ? {} : typeSchema(field.type, making);
  const stated = isFieldInfo(field.stated) ? field.stated : undefined;
  const limited =
    stated === undefined ? declared : { ...constrain(declared, stated), ...describeField(stated) };
  const fallback = shownDefault(field, making);
  const json = fallback === undefined ? undefined : toJson(fallback);
  const titled =
    '$ref' in limited || limited.title !== undefined
      ? {}
      : { title: titleOf(aliasOf(field, making) ?? field.name) };
  return { ...limited, ...(json !== undefined && { default: json }), ...titled };
}

/** The default that a schema shows: what a factory makes is not shown. */
function shownDefault(field: Field, making: Making): Value | undefined {
  const stated = field.stated;
  if (stated !== undefined && !isFieldInfo(stated)) return stated;
  return infosOf(field, making)
    .reverse()
    .map((info) => info.attributes.get('default'))
    .find((value) => value !== undefined && !isEllipsis(value));
}

function aliasOf(field: Field, making: Making): string | undefined {
  return infosOf(field, making)
    .reverse()
    .map(({ attributes }) => asText(attributes.get('validation_alias')) ?? asText(attributes.get('alias')))
    .find((alias) => alias !== undefined);
}

const isClassVar = (type: Value | undefined) =>
  isKind(type, 'applied') && isKind(type.origin, 'external') && /(^|\.)ClassVar$/.test(type.origin.path);

const wrapper = (type: Value | undefined) =>
  isKind(type, 'applied') && isKind(type.origin, 'external') ? type.origin.path.split('.').at(-1) : undefined;

/** The fields of a class and of what it extends, in the order that pydantic lists them. */
export function fieldsOf(of: Class, making: Making): Field[] {
  const fields = new Map<string, Field>();
  const classes = lineage(of)
    .filter((each) => each.kind === 'class')
    .reverse();
  for (const each of classes) {
    for (const [name, node] of each.annotations) {
      const type = making.machine.evaluate(node, each.scope);
      if (name.startsWith('_') || name === 'model_config' || isClassVar(type)) continue;
      fields.set(name, { name, type, stated: each.members.get(name) });
    }
  }
  return [...fields.values()];
}

function isTotal(of: Class): boolean {
  return of.attributes.get('total') !== false;
}

function isRequired(field: Field, of: Class, making: Making): boolean {
  if (wrapper(field.type) === 'NotRequired') return false;
  if (wrapper(field.type) === 'Required') return true;
  return fieldDefault(field, making) === undefined && isTotal(of);
}

/** The names that a class demands of what is made of it, as `TypedDict.__required_keys__` says. */
export function requiredNames(of: Class, making: Making): string[] {
  return fieldsOf(of, making)
    .filter((field) => isRequired(field, of, making))
    .map(({ name }) => name);
}

function forbidsExtra(of: Class): boolean {
  const configs = lineage(of).flatMap((each) =>
    each.kind === 'class' ? [each.members.get('model_config')] : [],
  );
  return configs.some((config) => {
    if (isKind(config, 'dict')) return config.entries.get('string:extra')?.value === 'forbid';
    return isKind(config, 'instance') && config.attributes.get('extra') === 'forbid';
  });
}

/** The schema of a model, its sub-models in `making.definitions`. */
export function modelSchema(of: Class, making: Making): Schema {
  const inside = { ...making, scope: of.scope };
  const fields = fieldsOf(of, inside);
  const properties = fields.map(
    (field) => [aliasOf(field, inside) ?? field.name, fieldSchema(field, inside)] as const,
  );
  const required = fields
    .filter((field) => isRequired(field, of, inside))
    .map((field) => aliasOf(field, inside) ?? field.name);
  const doc = docstring(making.machine, of);
  return {
    ...(doc !== undefined && { description: cleanDoc(doc) }),
    ...(forbidsExtra(of) && { additionalProperties: false }),
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
    title: of.name,
    type: 'object',
  };
}
