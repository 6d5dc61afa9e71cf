// https://docs.pydantic.dev/latest/concepts/fields/ and https://docs.python.org/3/library/dataclasses.html#dataclasses.field
import { lineage } from './define.ts';
import type { Machine } from './machine.ts';
import { type Class, type Instance, isKind, type Value } from './value.ts';

/** Whether a value is what `Field(...)`, `field(...)` and their like give. */
export function isFieldInfo(value: Value | undefined): value is Instance {
  return isKind(value, 'instance') && isKind(value.of, 'external') && FIELD.test(value.of.path);
}

const FIELD = /(^|\.)(Field|FieldInfo|field|Query|Body|Path|Header)$/;

/** The default that a `Field(...)` states; undefined when it states none. */
export function defaultOf(machine: Machine, info: Instance): Value | undefined {
  const stated = info.attributes.get('default');
  if (stated !== undefined) return isEllipsis(stated) ? undefined : stated;
  const factory = info.attributes.get('default_factory');
  if (factory === undefined) return undefined;
  return machine.call(factory, { args: [], kwargs: new Map(), open: false }, info.site);
}

export function isEllipsis(value: Value | undefined): boolean {
  return isKind(value, 'external') && value.path === 'builtins.Ellipsis';
}

/** What a field of a class holds when nobody passes it; undefined when it has to be passed. */
export function readField(machine: Machine, of: Class, name: string): Value | undefined {
  const stated = of.members.get(name);
  const value = isFieldInfo(stated) ? defaultOf(machine, stated) : stated;
  const isSetting = typeof value === 'boolean' || (value !== undefined && isSettings(of));
  return isSetting ? { kind: 'unknown', flag: name, fallback: value } : value;
}

/** Whether the environment fills a class (https://docs.pydantic.dev/latest/concepts/pydantic_settings/). */
function isSettings(of: Class): boolean {
  return lineage(of).some((each) => each.kind === 'external' && each.path.endsWith('.BaseSettings'));
}
