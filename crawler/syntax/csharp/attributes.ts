import { child, childOfType, type SyntaxNode, textOf } from '../node.ts';
import { locate } from '../program/build.ts';
import type { Argument, Attribute } from '../program/ir.ts';
import { lowerExpression } from './expressions.ts';
import { dotted } from './types.ts';

const LISTS: ReadonlySet<string> = new Set(['attribute_list', 'preproc_if_in_attribute_list']);

/** The attributes of a declaration, named without their namespace and `Attribute`; of what it returns, `return:Name`. */
export function attributesOf(node: SyntaxNode): Attribute[] {
  return node.children.filter((each) => LISTS.has(each.type)).flatMap(listOf);
}

function listOf(list: SyntaxNode): Attribute[] {
  const target = childOfType(list, 'attribute_target_specifier');
  const of = target ? textOf(target) : '';
  if (/^(assembly|module|field)\b/.test(of)) return [];
  const prefix = of.startsWith('return') ? 'return:' : '';
  return list.children.flatMap((each) => {
    if (LISTS.has(each.type)) return listOf(each);
    return each.type === 'attribute' ? [attributeOf(each, prefix)] : [];
  });
}

function attributeOf(node: SyntaxNode, prefix: string): Attribute {
  const name = child(node, 'name');
  const list = childOfType(node, 'attribute_argument_list');
  return {
    name: name ? `${prefix}${shortName(dotted(name))}` : '',
    args: list ? list.children.flatMap(argumentOf) : [],
    at: locate(node),
  };
}

const shortName = (name: string): string => (name.split('.').at(-1) ?? name).replace(/(?<=.)Attribute$/, '');

/** `value`, `Property = value` or `parameter: value`. */
function argumentOf(node: SyntaxNode): Argument[] {
  const [first, second] = node.children;
  if (!first) return [];
  const [left, right] = [child(first, 'left'), child(first, 'right')];
  if (first.type === 'assignment_expression' && left && right)
    return [{ name: textOf(left), value: lowerExpression(right), spread: false }];
  if (second) return [{ name: textOf(first), value: lowerExpression(second), spread: false }];
  return [{ name: '', value: lowerExpression(first), spread: false }];
}
