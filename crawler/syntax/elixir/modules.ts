import { child, childOfType, childrenIn, type SyntaxNode, textOf } from '../node.ts';
import { fieldNamed, functionOf, locate, typeOf } from '../program/build.ts';
import type { Field, FunctionNode, Parameter, TypeDeclaration } from '../program/ir.ts';
import { callName, doBlock, givenTo, keywordsOf, valueOfKeyword } from './calls.ts';
import { type Lowering, newLowering } from './lower.ts';

/** Modules of a body, nested ones beside what holds them, and the nodes that are left. */
export function lowerModules(lowering: Lowering, nodes: readonly SyntaxNode[]) {
  const types: TypeDeclaration[] = [];
  const rest: SyntaxNode[] = [];
  for (const node of nodes) {
    if (callName(node) === 'defmodule') types.push(...lowerModule(lowering, node));
    else rest.push(node);
  }
  return { types, rest };
}

function lowerModule(around: Lowering, node: SyntaxNode): TypeDeclaration[] {
  const written = textOf(givenTo(node)[0] ?? node);
  const name = around.module === '' ? written : `${around.module}.${written}`;
  const lowering = newLowering(name, around.aliases);
  const body = childrenIn(doBlock(node));
  for (const each of body) noteAlias(lowering, each);
  const { types, rest } = lowerModules(lowering, body);
  const functions = rest.filter((each) => DEFINING.has(callName(each)));
  const own = typeOf(locate(node), {
    form: 'object',
    name,
    fields: rest.flatMap((each) => attributeOf(lowering, each)),
    methods: functions.map((each) => lowerFunction(lowering, each)),
    body: lowering.statements(rest.filter((each) => !functions.includes(each) && each.type === 'call')),
  });
  return [own, ...types];
}

const DEFINING: ReadonlySet<string> = new Set(['def', 'defp', 'defmacro', 'defmacrop']);

/** `alias A.B`, `alias A.B, as: C`, `alias A.{B, C}` */
function noteAlias(lowering: Lowering, node: SyntaxNode): void {
  if (callName(node) !== 'alias') return;
  const [target] = givenTo(node);
  if (!target) return;
  const renamed = valueOfKeyword(keywordsOf(node), 'as');
  const group = target.type === 'dot' ? child(target, 'right') : undefined;
  if (group?.type === 'tuple') {
    const base = textOf(child(target, 'left') ?? target);
    for (const each of group.children) remember(lowering, `${base}.${textOf(each)}`);
  } else remember(lowering, textOf(target), renamed && textOf(renamed));
}

function remember(lowering: Lowering, path: string, as?: string): void {
  const whole = fullName(lowering, path);
  lowering.aliases.set(as ?? whole.split('.').at(-1) ?? whole, whole);
}

/** A module's name written out: by its alias, `__MODULE__` included. */
export function fullName(lowering: Lowering, written: string): string {
  const [first = '', ...rest] = written.split('.');
  const whole = first === '__MODULE__' ? lowering.module : (lowering.aliases.get(first) ?? first);
  return [whole, ...rest].join('.');
}

/** `@name value` is a constant of the module, named with its sign. */
function attributeOf(lowering: Lowering, node: SyntaxNode): Field[] {
  const operand = node.type === 'unary_operator' ? child(node, 'operand') : undefined;
  const [value] = operand ? givenTo(operand) : [];
  if (!operand || !value || !textOf(node).startsWith('@')) return [];
  return [
    fieldNamed(`@${callName(operand)}`, locate(node), {
      initial: lowering.expression(value),
      modifiers: ['static'],
    }),
  ];
}

/** `def name(a, b \\ 1) when … do … end`, `def name, do: …` */
function lowerFunction(lowering: Lowering, node: SyntaxNode): FunctionNode {
  const [given] = givenTo(node);
  const head = given?.type === 'binary_operator' ? (child(given, 'left') ?? given) : given;
  const inline = valueOfKeyword(keywordsOf(node), 'do');
  const body = inline ? [inline] : childrenIn(doBlock(node));
  return functionOf(locate(node), {
    name: head ? callName(head) || textOf(head) : '',
    parameters: head ? givenTo(head).map((each) => lowerParameter(lowering, each)) : [],
    body: lowering.statements(body.filter((each) => !/_block$/.test(each.type))),
    yieldsLast: true,
    modifiers: ['static'],
  });
}

/** A name, a name with a default, or a pattern, which is not taken apart. */
export function lowerParameter(lowering: Lowering, node: SyntaxNode): Parameter {
  const isDefault = node.type === 'binary_operator' && textOf(child(node, 'operator') ?? node) === '\\\\';
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  const name = isDefault && left ? left : node;
  return {
    name:
      name.type === 'identifier'
        ? textOf(name)
        : textOf(childOfType(name, 'identifier') ?? name).slice(0, 40),
    type: null,
    initial: isDefault && right ? lowering.expression(right) : null,
    variadic: false,
    attributes: [],
    modifiers: [],
  };
}
