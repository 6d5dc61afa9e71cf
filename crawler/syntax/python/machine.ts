import type { SyntaxNode } from '../node.ts';
import type {
  Arguments,
  Dict,
  External,
  Frame,
  Func,
  Instance,
  Module,
  NativeCall,
  Scope,
  Value,
} from './value.ts';

/** How a statement ends. */
export type Flow = 'next' | 'return' | 'break' | 'continue' | 'raise';

/** What is known of a name that a package outside the tree defines. */
export interface ExternalModel {
  /** What calling it gives. Without it a new instance is made and `init` runs. */
  call?: (call: NativeCall) => Value;
  init?: (self: Instance, call: NativeCall) => void;
  /** Methods of its instances, and of those of classes that extend it. */
  methods?: ReadonlyMap<string, (self: Instance, call: NativeCall) => Value>;
  /** Names below it that can be called as they are, `Tool.from_function`. */
  statics?: ReadonlyMap<string, (call: NativeCall) => Value>;
}

/** Looks a model up by dotted path. */
export type ExternalModels = (path: string) => ExternalModel | undefined;

/** Callbacks into whoever wants to see what a program makes. */
export interface Observer {
  /** Every dict display, once evaluated. */
  dict?: (value: Dict) => void;
  /** Every value put under a key of a dict, by a display or by an assignment. */
  entry?: (key: Value, value: Value) => void;
  /** Every call of one of the tree's own functions. */
  called?: (func: Func) => void;
  /** Every instance of one of the tree's own classes, when its constructor has run. */
  made?: (instance: Instance) => void;
}

/**
 * A partial evaluator of Python: runs what is written, answers "unknown" where only a run would tell, and takes both sides of a test it
 * cannot decide. It touches nothing: every effect is on values of its own.
 */
export interface Machine {
  readonly externals: ExternalModels;
  readonly observer: Observer;
  /** Flags of the undecided tests that guard what is running now, outermost first. */
  readonly conditions: string[];
  /** The flag under which a value joined the list that holds it. */
  readonly flagOf: WeakMap<object, string>;
  /** The calls that are running, outermost first. */
  readonly frames: Frame[];
  /** How deep calls are nested, and what is left to spend. */
  depth: number;
  steps: number;
  /** Begins a phase on a file with at most so many steps, out of what a whole program may spend. */
  refill(limit: number, path: string): void;
  /** Files whose phase ran out of steps. */
  readonly exhausted: Set<string>;
  evaluate(node: SyntaxNode, scope: Scope): Value;
  run(block: SyntaxNode, scope: Scope): Flow;
  assign(target: SyntaxNode, value: Value, scope: Scope): void;
  call(callee: Value, given: Arguments, site: SyntaxNode): Value;
  attribute(value: Value, name: string): Value;
  /** Defines a function or class node, decorated or not. */
  define(node: SyntaxNode, scope: Scope): void;
  /** Runs a module's body unless that was done. */
  load(module: Module): Module;
  /** The module of a file of the tree. */
  moduleAt(path: string): Module | undefined;
  /** The module that a dotted name means, seen from a file; undefined outside the tree. */
  findModule(name: string, from: string): Module | undefined;
  /** Runs a module, and the packages above it, now when it may register something; else when a name of it is used. */
  touch(name: string, from: string): void;
  /** A quoted expression. */
  parse(text: string): SyntaxNode | undefined;
  /** The paths of the files and folders of a folder, sorted; undefined when the tree has no such folder. The root is empty. */
  listFolder(folder: string): readonly string[] | undefined;
  /** The text of any file of the tree. */
  readFile(path: string): string | undefined;
}

export function external(path: string): External {
  return { kind: 'external', path };
}
