import type { Location } from '#data/schema/location.ts';
import { type SyntaxNode, textOf } from '../node.ts';
import type {
  Argument,
  Call,
  Expression,
  Field,
  FunctionNode,
  Statement,
  TypeDeclaration,
  TypeRef,
} from './ir.ts';

export const locate = (node: SyntaxNode): Location => ({
  path: node.source.path,
  startLine: node.startLine,
  endLine: node.endLine,
});

export const literal = (value: string | number | boolean | null, at: Location): Expression => ({
  kind: 'literal',
  value,
  at,
});

/** What is not followed, by its first words. */
export const opaque = (node: SyntaxNode): Expression => ({
  kind: 'opaque',
  text: textOf(node).replace(/\s+/g, ' ').slice(0, 60),
  at: locate(node),
});

export const nameOf = (name: string, at: Location): Expression => ({ kind: 'name', name, at });

export const memberOf = (of: Expression, name: string, at: Location): Expression => ({
  kind: 'member',
  of,
  name,
  at,
});

export const positional = (value: Expression): Argument => ({ name: '', value, spread: false });

export const callOf = (callee: Expression, args: readonly Argument[], at: Location): Call => ({
  kind: 'call',
  callee,
  args,
  typeArgs: [],
  at,
});

export const statementOf = (value: Expression): Statement => ({ kind: 'expression', value, at: value.at });

export const typeRef = (name: string, args: readonly TypeRef[] = [], nullable = false): TypeRef => ({
  name,
  args,
  nullable,
});

/** A function of which only the given parts are said. */
export const functionOf = (at: Location, parts: Partial<FunctionNode>): FunctionNode => ({
  kind: 'function',
  name: '',
  receiver: null,
  parameters: [],
  typeParameters: [],
  returns: null,
  body: [],
  yieldsLast: false,
  getter: false,
  modifiers: [],
  attributes: [],
  doc: '',
  at,
  ...parts,
});

/** A field of which only the given parts are said. */
export const fieldNamed = (name: string, at: Location, parts: Partial<Field> = {}): Field => ({
  name,
  type: null,
  initial: null,
  modifiers: [],
  attributes: [],
  tag: '',
  embedded: false,
  doc: '',
  at,
  ...parts,
});

/** A type of which only the given parts are said. */
export const typeOf = (at: Location, parts: Partial<TypeDeclaration>): TypeDeclaration => ({
  kind: 'type',
  form: 'class',
  name: '',
  typeParameters: [],
  bases: [],
  baseArgs: [],
  fields: [],
  methods: [],
  types: [],
  cases: [],
  body: [],
  modifiers: [],
  attributes: [],
  doc: '',
  at,
  ...parts,
});
