import type { Location } from '#data/schema/location.ts';
import type { FunctionNode, TypeDeclaration, TypeRef, Unit } from './ir.ts';

/** What an expression was found to be. Null is every language's nothing. */
export type Value =
  | string
  | number
  | boolean
  | null
  | Unknown
  | Template
  | List
  | Dict
  | Closure
  | Native
  | TypeValue
  | Instance
  | Module
  | External;

/** Something only a run would tell. */
export interface Unknown {
  kind: 'unknown';
  /** The environment variable, setting or parameter it comes from; empty where nothing names it. */
  flag: string;
  /** It is one of these. */
  among?: readonly Value[];
}

/** Text with holes, written `{expression}`, that only a run would fill. */
export interface Template {
  kind: 'template';
  text: string;
}

export interface List {
  kind: 'list';
  form: 'list' | 'tuple';
  items: Value[];
  /** There may be more than could be read. */
  open: boolean;
  /** Some of its items are there only on one side of an undecided test. */
  unsure?: boolean;
}

export interface Dict {
  kind: 'dict';
  /** By text; other keys by `keyOf`. */
  entries: Map<string, Value>;
  open: boolean;
  at: Location | null;
}

/** A function with what surrounds it, and with its receiver where it is a method. */
export interface Closure {
  kind: 'closure';
  fn: FunctionNode;
  scope: Scope;
  self: Value | null;
  /** The type that declares it; null outside types. */
  owner: TypeValue | null;
  /** What its type parameters are, as far as known. */
  typeArgs: ReadonlyMap<string, TypeRef>;
}

export interface Native {
  kind: 'native';
  name: string;
  call: (call: NativeCall) => Value;
}

/** A type of the tree. */
export interface TypeValue {
  kind: 'type';
  declaration: TypeDeclaration;
  scope: Scope;
  /** Static members, once evaluated. */
  statics: Map<string, Value>;
}

export interface Instance {
  kind: 'instance';
  of: TypeValue | External;
  typeArgs: readonly TypeRef[];
  fields: Map<string, Value>;
  at: Location;
}

/** A namespace of the tree. */
export interface Module {
  kind: 'module';
  path: string;
}

/** A name that code outside the tree defines, `github.com/mark3labs/mcp-go/mcp.NewTool`. */
export interface External {
  kind: 'external';
  path: string;
}

/** Arguments as values. A block is named `&`. */
export interface Given {
  args: Value[];
  named: Map<string, Value>;
  typeArgs: readonly TypeRef[];
}

export interface NativeCall extends Given {
  /** What it was called on; null for a plain function. */
  self: Value | null;
  at: Location;
  scope: Scope;
}

export interface Scope {
  names: Map<string, Value>;
  parent: Scope | null;
  unit: Unit;
  /** The receivers whose members are in reach without being named, innermost in the innermost scope. */
  self: Value | null;
  owner: TypeValue | null;
  frame: Frame | null;
  /** How many undecided tests guarded its making. */
  conditions: number;
  typeArgs: ReadonlyMap<string, TypeRef>;
}

/** One running call. */
export interface Frame {
  fn: FunctionNode;
  /** The call that runs it. */
  at: Location;
  returns: Returned[];
}

export interface Returned {
  value: Value;
  /** The undecided test that guards it; empty for none. */
  flag: string;
}

/** Longer texts and lists than any person writes are given up: a loop can double them past all memory. */
export const MAX_TEXT = 1_000_000;
export const MAX_ITEMS = 5_000;

export const UNKNOWN: Unknown = Object.freeze({ kind: 'unknown', flag: '' });

export const unknown = (flag: string): Unknown => (flag === '' ? UNKNOWN : { kind: 'unknown', flag });

type Kind = Exclude<Value, string | number | boolean | null>['kind'];

export function isKind<K extends Kind>(
  value: Value | undefined,
  kind: K,
): value is Extract<Value, { kind: K }> {
  return typeof value === 'object' && value !== null && value.kind === kind;
}

export function list(items: Value[], form: List['form'] = 'list', open = false): List {
  return { kind: 'list', form, items: items.slice(0, MAX_ITEMS), open: open || items.length > MAX_ITEMS };
}

export function dict(entries: Iterable<[string, Value]> = [], at: Location | null = null): Dict {
  return { kind: 'dict', entries: new Map(entries), open: false, at };
}

export const native = (name: string, call: Native['call']): Native => ({ kind: 'native', name, call });

const NO_TYPE_ARGUMENTS: ReadonlyMap<string, TypeRef> = new Map();

/** A function in its scope, bound to a receiver, a type and type arguments where it has them. */
export function closureOf(
  fn: FunctionNode,
  scope: Scope,
  { self = null, owner = null, typeArgs = NO_TYPE_ARGUMENTS }: Partial<Closure> = {},
): Closure {
  return { kind: 'closure', fn, scope, self, owner, typeArgs };
}

/** An instance, made at `at`, of which only the given fields are known. */
export function instanceOf(
  of: Instance['of'],
  at: Location,
  fields: Iterable<readonly [string, Value]> = [],
): Instance {
  return { kind: 'instance', of, typeArgs: [], fields: new Map(fields), at };
}

/** An instance of a type of code outside the tree. */
export const externalInstance = (
  path: string,
  at: Location,
  fields: Iterable<readonly [string, Value]> = [],
): Instance => instanceOf(external(path), at, fields);

/** Plain arguments, by position. */
export const withArgs = (args: Value[] = []): Given => ({ args, named: new Map(), typeArgs: [] });

/** Arguments that only a caller would tell, called as the parameters they are for. */
export const withUnknowns = (fn: FunctionNode): Given =>
  withArgs(fn.parameters.map((parameter) => unknown(parameter.name)));

export const external = (path: string): External => ({ kind: 'external', path });

/** The last part of a dotted, slashed or `::` path. */
export const lastName = (path: string): string => path.split(/[./\\:]/).at(-1) ?? path;

/** A key of a Map for a key of a dictionary. Undefined for what only a run would tell. */
export function keyOf(key: Value): string | undefined {
  if (key === null || typeof key === 'number' || typeof key === 'boolean') return String(key);
  return asText(key);
}

/** The characters of a text, holes written out, or of an enum member that stands for one. */
export function asText(value: Value | undefined): string | undefined {
  if (typeof value === 'string') return value;
  if (isKind(value, 'template')) return value.text;
  if (isKind(value, 'instance') && value.fields.has('$value')) return asText(value.fields.get('$value'));
  return undefined;
}

/** What a value is called where text is wanted of it: its characters, or a hole. */
export function inText(value: Value): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = asText(value);
  if (text !== undefined) return text;
  if (isKind(value, 'unknown') && value.flag !== '') return `{${value.flag}}`;
  return '{…}';
}

/** Text out of pieces: a string where all are known, else a template. */
export function joinText(pieces: readonly Value[]): Value {
  const whole = pieces.reduce<string>((text, piece) => text + inText(piece), '');
  const text = whole.length > MAX_TEXT ? whole.slice(0, MAX_TEXT) : whole;
  const known = pieces.every((piece) => typeof piece !== 'object' || piece === null);
  return known ? text : { kind: 'template', text };
}

/** True, false, or undefined where only a run would tell. */
export function truthOf(value: Value): boolean | undefined {
  if (value === null) return false;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'object')
    return value.kind === 'unknown' || value.kind === 'template' ? undefined : true;
  return true;
}

/** Two answers of which an undecided test picks one, where one of them is yes or no, or both are numbers: which it is stays undecided. */
export const areAtOdds = (one: Value, other: Value): boolean =>
  one !== other &&
  one !== null &&
  other !== null &&
  ([one, other].some((each) => typeof each === 'boolean') ||
    [one, other].every((each) => typeof each === 'number'));

export const flagOf = (value: Value): string => (isKind(value, 'unknown') ? value.flag : '');
