import type { Language } from '#data/schema/extraction.ts';
import type { Comments, SyntaxNode } from '../node.ts';
import type { Grammar } from '../parse.ts';
import type { Unit } from './ir.ts';
import type { Machine } from './machine.ts';
import type { Value } from './value.ts';

/** What one language adds to the common evaluator. */
export interface Dialect {
  language: Language;
  grammar: Grammar;
  /** Paths of its files. */
  files: RegExp;
  comments: Comments;
  /** Global. Its first group that took part is a name that a text declares at the outside of any function: types, functions, methods, constants. Too much is harmless. */
  declares: RegExp;
  /** The namespace of a file, as its `Unit.module` will be, read without parsing. */
  moduleOf(path: string, text: string): string;
  lower(root: SyntaxNode): Unit;
  /** A text whose grammar stumbled, with what it stumbles over written another way: as long, line by line. It is parsed in the text's place. */
  repair?(text: string): string;
  /** The namespace in the tree that an import path means; the path itself where they are the same. */
  resolveModule(path: string, from: Unit): string;
  /** A method's receiver and its type's members are in reach without `this.`. */
  implicitSelf: boolean;
  /** A name that nothing in reach declares means the one declaration of that name anywhere in the tree. */
  looseNames: boolean;
  /** False where functions of one name never differ by what they take; absent where they may. */
  overloads?: false;
  /** Functions and constants that are always there, by name. */
  globals: ReadonlyMap<string, Value>;
  /** Members that texts, numbers, lists, dictionaries and the standard library's names have (`constructor` makes its types); undefined for none. */
  builtinMember(value: Value, name: string, machine: Machine): Value | undefined;
}
