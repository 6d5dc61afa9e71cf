import type { JsonFragment } from '../json-schema/fragment.ts';
import type { Scope } from './scope.ts';
import type { Syntax } from './syntax.ts';

/** What an expression is known to be. Anything that cannot be known is `unknown` with a reason, and absorbs what is done to it. */
export type Value =
  | PrimitiveValue
  | ObjectValue
  | ArrayValue
  | CollectionValue
  | FunctionValue
  | ClassValue
  | NativeValue
  | AccessorValue
  | PatternValue
  | ExternalValue
  | SchemaValue
  | ChoiceValue
  | UnknownValue;

export interface PrimitiveValue {
  kind: 'primitive';
  value: string | number | boolean | bigint | null | undefined;
  /** The literal it began as, where it is one. */
  origin: Syntax | null;
}

export interface ObjectValue {
  kind: 'object';
  /** A Map, so that a key such as `__proto__` is a key like any other. */
  properties: Map<string, Value>;
  prototype: ClassValue | null;
  /** There may be members that are not known. */
  open: boolean;
  origin: Syntax | null;
  /** How many undecided conditions surrounded its making; a change under more of them is only possible. */
  level: number;
}

export interface ArrayValue {
  kind: 'array';
  elements: Value[];
  /** There may be elements that are not known. */
  partial: boolean;
  origin: Syntax | null;
  level: number;
}

/** A Map or a Set. */
export interface CollectionValue {
  kind: 'collection';
  type: 'Map' | 'Set';
  entries: { key: Value; value: Value }[];
  partial: boolean;
  level: number;
}

export interface FunctionValue {
  kind: 'function';
  node: Syntax;
  scope: Scope;
  /** `this` of an arrow function or a method that was taken from its object; null: whatever it is called on. */
  self: Value | null;
  /** The class whose parent is `super`. */
  home: ClassValue | null;
  properties: Map<string, Value>;
}

export interface ClassValue {
  kind: 'class';
  name: string;
  node: Syntax;
  scope: Scope;
  parent: Value | null;
  methods: Map<string, Value>;
  statics: Map<string, Value>;
}

export interface NativeValue {
  kind: 'native';
  name: string;
  call: (args: readonly Value[]) => Value;
  properties: Map<string, Value>;
}

/** A property that is computed when it is read. */
export interface AccessorValue {
  kind: 'accessor';
  get: Value;
}

export interface PatternValue {
  kind: 'pattern';
  source: string;
  flags: string;
}

/** Something of a module that is not in the tree: `path` leads from its exports to it. With `args` it is an instance of that. */
export interface ExternalValue {
  kind: 'external';
  module: string;
  path: readonly string[];
  args: readonly Value[] | null;
  properties: Map<string, Value>;
}

/** A declared schema (zod, TypeBox, …), already in the words of JSON Schema. */
export interface SchemaValue {
  kind: 'schema';
  schema: JsonFragment;
}

/** One of several, the likeliest first. One option alone: that, or nothing. */
export interface ChoiceValue {
  kind: 'choice';
  options: readonly Value[];
  /** The flag or environment variable that decides, where it is known. */
  flag: string | null;
}

export interface UnknownValue {
  kind: 'unknown';
  reason: string;
  flag: string | null;
  /** What it would be if nothing was configured. */
  guess: Value | null;
  /** Text that is known in part, with `…` for the rest. */
  sketch?: string;
}

export const primitive = (value: PrimitiveValue['value'], origin: Syntax | null = null): PrimitiveValue => ({
  kind: 'primitive',
  value,
  origin,
});

export const UNDEFINED: PrimitiveValue = primitive(undefined);

export const unknown = (
  reason: string,
  flag: string | null = null,
  guess: Value | null = null,
): UnknownValue => ({
  kind: 'unknown',
  reason,
  flag,
  guess,
});

export const native = (name: string, call: NativeValue['call']): NativeValue => ({
  kind: 'native',
  name,
  call,
  properties: new Map(),
});

export const external = (module: string, path: readonly string[] = []): ExternalValue => ({
  kind: 'external',
  module,
  path,
  args: null,
  properties: new Map(),
});

export const arrayOf = (elements: Value[], partial = false): ArrayValue => ({
  kind: 'array',
  elements,
  partial,
  origin: null,
  level: 0,
});

export const objectOf = (entries: Iterable<readonly [string, Value]>): ObjectValue => ({
  kind: 'object',
  properties: new Map(entries),
  prototype: null,
  open: false,
  origin: null,
  level: 0,
});

export const asString = (value: Value | undefined): string | undefined =>
  value?.kind === 'primitive' && typeof value.value === 'string' ? value.value : undefined;
