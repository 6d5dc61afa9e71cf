// A function's parameters as a JSON Schema, after https://docs.pydantic.dev/latest/concepts/validation_decorator/
import { parametersOf } from './define.ts';
import { signatureParameters } from './inspect.ts';
import type { Machine } from './machine.ts';
import { type Field, fieldDefault, fieldSchema } from './models.ts';
import { type Making, type Schema, unquote } from './types.ts';
import { unwrapped } from './unwrap.ts';
import type { Func } from './value.ts';

/** How an SDK turns parameters into properties. */
export interface SignatureRules {
  /** Whether a parameter is filled by the SDK and never shown. */
  isInjected: (field: Field) => boolean;
  /** Hides only the first injected parameter. */
  hidesOnlyFirst: boolean;
  /** The property of a parameter without a type. */
  untyped: (name: string, hasDefault: boolean) => Schema;
  /** `*args` and `**kwargs` become parameters of that name. */
  splatsAreParameters: boolean;
}

export interface Signature {
  properties: Record<string, Schema>;
  required: string[];
  definitions: Map<string, Schema>;
}

/** What a caller may pass; `drop` names parameters that are bound already. */
export function readSignature(
  machine: Machine,
  given: Func,
  rules: SignatureRules,
  drop: ReadonlySet<string>,
): Signature {
  const func = unwrapped(given);
  const making: Making = { machine, definitions: new Map(), scope: func.scope, depth: 0 };
  const fields = signatureParameters(machine, given)
    .filter((each) => !drop.has(each.name) && (each.form === 'plain' || rules.splatsAreParameters))
    .map(
      (each): Field => ({ ...each, type: each.type === undefined ? undefined : unquote(each.type, making) }),
    );
  const injected = fields.filter(rules.isInjected);
  const hidden = new Set<Field>(rules.hidesOnlyFirst ? injected.slice(0, 1) : injected);
  const shown = fields.filter((field) => !hidden.has(field));
  const properties = shown.map((field) => [field.name, propertyOf(field, rules, making)] as const);
  return {
    properties: Object.fromEntries(properties),
    required: shown.filter((field) => fieldDefault(field, making) === undefined).map((field) => field.name),
    definitions: making.definitions,
  };
}

function propertyOf(field: Field, rules: SignatureRules, making: Making): Schema {
  const made = fieldSchema(field, making);
  if (field.type !== undefined) return made;
  const { title: _title, ...rest } = made;
  return { ...rules.untyped(field.name, field.stated !== undefined), ...rest };
}

/** The first parameter of a method, which its object fills. */
export function receiverOf(func: Func): string | undefined {
  return parametersOf(unwrapped(func).node)[0]?.name;
}
