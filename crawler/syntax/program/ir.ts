import type { Location } from '#data/schema/location.ts';
import type { Scope } from './value.ts';

/**
 * What is common to programs of many languages. Every language is lowered to this and run by one partial evaluator; what a language
 * has beyond it is lowered to the nearest thing here, or to `opaque`, which only a run would tell.
 */
export type Expression =
  | { kind: 'literal'; value: string | number | boolean | null; at: Location }
  /** Text with values in it: `"a ${b}"`. */
  | { kind: 'template'; parts: readonly (string | Expression)[]; at: Location }
  | { kind: 'name'; name: string; at: Location }
  /** `self`, `this`, `@field`'s owner: the receiver of the running method. */
  | { kind: 'self'; at: Location }
  | { kind: 'super'; at: Location }
  | { kind: 'member'; of: Expression; name: string; at: Location }
  | { kind: 'index'; of: Expression; key: Expression; at: Location }
  | { kind: 'list'; items: readonly Argument[]; at: Location }
  /** A dictionary. `type` is what the program calls it, where it matters what its values are made into. */
  | { kind: 'map'; entries: readonly { key: Expression; value: Expression }[]; type?: TypeRef; at: Location }
  /** `T{…}`, `new T(…)`, `T { a: 1 }`: arguments go to a constructor, fields are set after it. */
  | {
      kind: 'construct';
      type: TypeRef;
      args: readonly Argument[];
      fields: readonly Argument[];
      at: Location;
    }
  | Call
  | { kind: 'lambda'; fn: FunctionNode; at: Location }
  | { kind: 'binary'; operator: string; left: Expression; right: Expression; at: Location }
  | { kind: 'not'; of: Expression; at: Location }
  | { kind: 'conditional'; test: Expression; then: Expression; otherwise: Expression; at: Location }
  /** Its value is what is assigned. `operator` of `+=` is `+`; `?` assigns only where nothing is yet; `&` hands out the address, and whoever has it may assign. */
  | { kind: 'assign'; target: Expression; operator: string; value: Expression; at: Location }
  /** Statements whose value is that of the last. */
  | { kind: 'block'; body: readonly Statement[]; at: Location }
  /** A type as a value: `Foo.class`, `typeof(Foo)`, `Foo::class`. */
  | { kind: 'type'; type: TypeRef; at: Location }
  /** Not followed. `text` is what it says in the source, cut short; it names the flag where something hangs on it. */
  | { kind: 'opaque'; text: string; at: Location };

export interface Call {
  kind: 'call';
  callee: Expression;
  args: readonly Argument[];
  typeArgs: readonly TypeRef[];
  at: Location;
}

/** `name` is empty for a positional one; a block handed to a call is an argument named `&`. */
export interface Argument {
  name: string;
  value: Expression;
  spread: boolean;
}

export type Statement =
  | { kind: 'expression'; value: Expression; at: Location }
  /** Declares names. Several names take a tuple, list or record apart; `_` drops its part. */
  | { kind: 'let'; names: readonly string[]; type?: TypeRef; value: Expression | null; at: Location }
  | {
      kind: 'if';
      test: Expression;
      then: readonly Statement[];
      otherwise: readonly Statement[];
      at: Location;
    }
  /** Runs for every item. Two names take key (or index) and value. */
  | { kind: 'each'; names: readonly string[]; over: Expression; body: readonly Statement[]; at: Location }
  /** Runs while a test holds: followed once. */
  | { kind: 'while'; body: readonly Statement[]; at: Location }
  | { kind: 'return'; values: readonly Expression[]; at: Location }
  | { kind: 'leave'; at: Location }
  /** `throw`, `panic`: nothing after it runs, and nothing hangs on it. */
  | { kind: 'fail'; at: Location }
  | { kind: 'declare'; declaration: Declaration; at: Location };

export type Declaration = FunctionNode | TypeDeclaration | ValueDeclaration;

/** A type as written. Lists are `[]` with one argument, dictionaries `{}` with two, functions `()`, tuples `,`; pointers and references are dropped. */
export interface TypeRef {
  name: string;
  args: readonly TypeRef[];
  /** Said to be possibly absent: `T?`, `Option<T>` stays a name with an argument. */
  nullable: boolean;
  /** Where its names mean something, once a value carries it away from where it is written. */
  home?: Scope;
  /** The members of a type without a name. */
  members?: readonly Field[];
}

/** An attribute, annotation or decorator. Several of one list are several. */
export interface Attribute {
  name: string;
  args: readonly Argument[];
  at: Location;
}

export interface Parameter {
  name: string;
  type: TypeRef | null;
  initial: Expression | null;
  variadic: boolean;
  attributes: readonly Attribute[];
  /** `out`, `vararg`, `inout`, `nonisolated`: words before the name that the language has. */
  modifiers: readonly string[];
}

export interface FunctionNode {
  kind: 'function';
  /** Empty for a lambda. `constructor` for every language's constructors and initialisers. */
  name: string;
  /** The type a method declared outside its type belongs to: Go methods, Kotlin and C# extensions. */
  receiver: { name: string; type: TypeRef } | null;
  parameters: readonly Parameter[];
  typeParameters: readonly string[];
  returns: TypeRef | null;
  body: readonly Statement[];
  /** The value of the last statement is what it returns: Rust, Kotlin, Ruby, Elixir, expression bodies. */
  yieldsLast: boolean;
  /** Runs without being called when it is read: a property's getter. */
  getter: boolean;
  modifiers: readonly string[];
  attributes: readonly Attribute[];
  /** Its documentation comment as written, without comment marks; empty for none. */
  doc: string;
  at: Location;
}

export interface Field {
  name: string;
  type: TypeRef | null;
  initial: Expression | null;
  modifiers: readonly string[];
  attributes: readonly Attribute[];
  /** A Go struct tag as written; empty elsewhere. */
  tag: string;
  /** Part of the type by being of it: Go's embedded structs. */
  embedded: boolean;
  doc: string;
  at: Location;
}

/** A member of an enum. */
export interface EnumCase {
  name: string;
  /** What stands for it; null for none. */
  value: Expression | null;
  /** What its enum's constructor is given, where it has one. */
  args?: readonly Argument[];
  attributes: readonly Attribute[];
  doc: string;
}

export interface TypeDeclaration {
  kind: 'type';
  form: 'class' | 'struct' | 'interface' | 'enum' | 'object' | 'alias';
  name: string;
  typeParameters: readonly string[];
  /** Superclass first, then interfaces, traits, mixins. Of an alias: what it stands for. */
  bases: readonly TypeRef[];
  /** What is handed to the superclass's constructor where the header says it. */
  baseArgs: readonly Argument[];
  fields: readonly Field[];
  /** `constructor` among them. */
  methods: readonly FunctionNode[];
  types: readonly TypeDeclaration[];
  cases: readonly EnumCase[];
  /** Statements of its body that run when it is defined: Ruby, Elixir, static blocks. */
  body: readonly Statement[];
  modifiers: readonly string[];
  attributes: readonly Attribute[];
  doc: string;
  at: Location;
}

export interface ValueDeclaration {
  kind: 'value';
  names: readonly string[];
  type: TypeRef | null;
  initial: Expression | null;
  modifiers: readonly string[];
  attributes: readonly Attribute[];
  at: Location;
}

/** `name`: one declaration under an alias. `module`: a namespace under an alias. `all`: everything of a namespace. */
export interface Import {
  form: 'name' | 'module' | 'all';
  path: string;
  alias: string;
}

/** One file. */
export interface Unit {
  path: string;
  /** The namespace its declarations are in: package, folder, module; empty for none. */
  module: string;
  imports: readonly Import[];
  declarations: readonly Declaration[];
  /** Statements that run when the file does, declarations left out. */
  body: readonly Statement[];
}
