import type { SyntaxNode } from '../node.ts';

/** What a Python expression was found to be. None is null; int and float are numbers. */
export type Value =
  | string
  | number
  | boolean
  | null
  | Unknown
  | Template
  | List
  | Dict
  | Func
  | Method
  | Native
  | Class
  | Instance
  | Module
  | External
  | Applied
  | Lazy;

/** Something only a run would tell. */
export interface Unknown {
  kind: 'unknown';
  /** The environment variable, setting or parameter it comes from. */
  flag?: string;
  /** What it is when nobody sets it. */
  fallback?: Value;
  /** What a parameter is said to be. */
  annotation?: Value;
}

/** Text with holes, written `{expression}`, that only a run would fill. */
export interface Template {
  kind: 'template';
  text: string;
}

export interface List {
  kind: 'list';
  form: 'list' | 'tuple' | 'set';
  items: Value[];
  /** There may be more than could be read. */
  open: boolean;
}

export interface Dict {
  kind: 'dict';
  /** By `keyOf(key)`. */
  entries: Map<string, { key: Value; value: Value }>;
  open: boolean;
  site?: SyntaxNode;
}

export interface Func {
  kind: 'function';
  name: string;
  /** `function_definition` or `lambda`. */
  node: SyntaxNode;
  /** With its decorators, where it has some. */
  site: SyntaxNode;
  scope: Scope;
  /** Default values by parameter, evaluated where the function was defined. */
  defaults: Map<string, Value>;
  attributes: Map<string, Value>;
  role: 'plain' | 'static' | 'class' | 'property';
  /** The function whose name, docstring and signature it took over (functools.wraps). */
  wraps?: Func;
  owner?: Class;
}

export interface Method {
  kind: 'method';
  self: Value;
  callee: Func | Native;
}

export interface Native {
  kind: 'native';
  name: string;
  call: (call: NativeCall) => Value;
}

export interface Class {
  kind: 'class';
  name: string;
  node: SyntaxNode;
  bases: Value[];
  scope: Scope;
  members: Map<string, Value>;
  /** Annotation nodes of its body, in order. */
  annotations: Map<string, SyntaxNode>;
  attributes: Map<string, Value>;
  dataclass: boolean;
}

export interface Instance {
  kind: 'instance';
  of: Class | External;
  attributes: Map<string, Value>;
  /** Where it was made. */
  site: SyntaxNode;
  /** Whom its methods are bound to, when it only stands for another (`super()`). */
  receiver?: Instance;
}

export interface Module {
  kind: 'module';
  path: string;
  name: string;
  readonly scope: Scope;
  state: 'fresh' | 'running' | 'done';
  /** What it runs only when it is started as a program. */
  mainBlocks: SyntaxNode[];
}

/** A name that a package outside the tree defines, `mcp.types.Tool`. */
export interface External {
  kind: 'external';
  path: string;
}

/** A type with arguments, `Optional[int]`, `list[str]`, `A | B`. */
export interface Applied {
  kind: 'applied';
  origin: Value;
  arguments: Value[];
}

/** An imported name whose module is read when the name is used. */
export interface Lazy {
  kind: 'lazy';
  module: Module;
  name: string;
}

export interface Arguments {
  args: Value[];
  kwargs: Map<string, Value>;
  /** A splat that could not be read was among them. */
  open: boolean;
}

export interface NativeCall extends Arguments {
  site: SyntaxNode;
}

export interface Scope {
  kind: 'module' | 'function' | 'class' | 'block';
  names: Map<string, Value>;
  parent: Scope | null;
  module: Module;
  frame: Frame | null;
  globals: Set<string>;
}

/** One running call. */
export interface Frame {
  func: Func;
  /** What it was called with, the receiver not among it. */
  given: Arguments;
  returns: Returned[];
  self?: Value;
}

export interface Returned {
  value: Value;
  /** False where an unknown test whose default is false guards it. */
  usual: boolean;
}

/** Longer texts and lists than any person writes are given up: a loop can double them past all memory. */
export const MAX_TEXT = 1_000_000;
export const MAX_ITEMS = 5_000;

/** Where an instance that is a tuple too keeps its items. */
export const TUPLE = '<tuple>';

export const UNKNOWN: Unknown = Object.freeze({ kind: 'unknown' });

type Kind = Exclude<Value, string | number | boolean | null>['kind'];

export function isKind<K extends Kind>(
  value: Value | undefined,
  kind: K,
): value is Extract<Value, { kind: K }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

export function list(items: Value[], form: List['form'] = 'list', open = false): List {
  return { kind: 'list', form, items, open };
}

export function dict(pairs: Iterable<[Value, Value]> = []): Dict {
  const made: Dict = { kind: 'dict', entries: new Map(), open: false };
  for (const [key, value] of pairs) setItem(made, key, value);
  return made;
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** A key of a Map for a key of a dict: equal for what Python holds equal. */
export function keyOf(key: Value): string {
  if (typeof key !== 'object' || key === null) return `${typeof key}:${String(key)}`;
  if (key.kind === 'list') return `tuple:${key.items.map(keyOf).join(',')}`;
  if (key.kind === 'external') return `external:${key.path}`;
  const text = enumText(key);
  if (text !== undefined) return `string:${text}`;
  const identity = identities.get(key) ?? ++lastIdentity;
  identities.set(key, identity);
  return `object:${identity}`;
}

function enumText(value: Value): string | undefined {
  if (!isKind(value, 'instance') || !isKind(value.of, 'class')) return undefined;
  const isText = value.of.bases.some(
    (base) => isKind(base, 'external') && /(^|\.)(str|StrEnum)$/.test(base.path),
  );
  const held = value.attributes.get('value');
  return isText && typeof held === 'string' ? held : undefined;
}

/** A value, or unknown where there is none. None is a value. */
export function orUnknown(value: Value | undefined): Value {
  return value === undefined ? UNKNOWN : value;
}

export function setItem(target: Dict, key: Value, value: Value): void {
  target.entries.set(keyOf(key), { key, value });
}

export function getItem(target: Dict, key: Value): Value | undefined {
  return target.entries.get(keyOf(key))?.value;
}

/** The characters of a string, of a template, of a member of a str Enum, or of what an unset variable falls back to. */
export function asText(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value;
  if (isKind(value, 'template')) return value.text;
  if (isKind(value, 'unknown') && value.fallback !== undefined) return asText(value.fallback);
  return enumText(value);
}

/** True, false, or undefined where only a run would tell. */
export function truthOf(value: Value): boolean | undefined {
  if (value === null) return false;
  if (typeof value !== 'object') return Boolean(value);
  if (value.kind === 'unknown' || value.kind === 'lazy') return undefined;
  if (value.kind === 'list') return value.items.length > 0 || (value.open ? undefined : false);
  if (value.kind === 'dict') return value.entries.size > 0 || (value.open ? undefined : false);
  if (value.kind === 'applied' || value.kind === 'instance' || value.kind === 'external') return true;
  return true;
}

/** The unknown that an operation on an unknown gives: same flag, the operation done on what it falls back to. */
export function lift(value: Unknown, operate: (fallback: Value) => Value): Unknown {
  const lifted: Unknown = { kind: 'unknown' };
  if (value.flag !== undefined) lifted.flag = value.flag;
  if (value.fallback === undefined) return lifted;
  const result = operate(value.fallback);
  return isKind(result, 'unknown')
    ? { ...lifted, ...result, ...(value.flag && { flag: value.flag }) }
    : { ...lifted, fallback: result };
}
