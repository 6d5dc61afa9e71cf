import { child, type SyntaxNode, textOf } from '../node.ts';
import { locate, opaque, positional } from '../program/build.ts';
import type { Argument, Expression, TypeRef } from '../program/ir.ts';
import { lowerExpression } from './expressions.ts';
import { partsOf } from './nodes.ts';
import { elementOf, lowerType } from './types.ts';

/** `T{…}` */
export function lowerComposite(node: SyntaxNode): Expression {
  const type = child(node, 'type');
  const body = child(node, 'body');
  return type && body ? literalValue(body, lowerType(type), node) : opaque(node);
}

/** The braces of a composite literal of a type; `site` is what it is said to stand at. */
function literalValue(body: SyntaxNode, type: TypeRef, site: SyntaxNode): Expression {
  const at = locate(site);
  const elements = partsOf(body);
  if (type.name === '[]')
    return { kind: 'list', items: elements.map((each) => positional(listItem(each, type))), at };
  if (type.name === '{}' || elements.some(isTextKeyed))
    return { kind: 'map', type, entries: elements.map((each) => mapEntry(each, type)), at };
  return {
    kind: 'construct',
    type,
    args: [],
    fields: elements.map((each) => structField(each, type)),
    at,
  };
}

/** A key that is a text is no field: the type is a name of a map. */
const isTextKeyed = (element: SyntaxNode): boolean =>
  element.type === 'keyed_element' &&
  element.children[0]?.children[0]?.type.endsWith('string_literal') === true;

function listItem(element: SyntaxNode, type: TypeRef): Expression {
  return elementValue(element.type === 'keyed_element' ? child(element, 'value') : element, type);
}

function mapEntry(element: SyntaxNode, type: TypeRef): { key: Expression; value: Expression } {
  const key = child(element, 'key');
  return {
    key: key ? keyValue(key, type) : opaque(element),
    value: elementValue(child(element, 'value') ?? element, type),
  };
}

function keyValue(key: SyntaxNode, type: TypeRef): Expression {
  const [inner] = partsOf(key);
  const keyType = type.args[0];
  if (inner?.type === 'literal_value' && keyType) return literalValue(inner, keyType, inner);
  return lowerExpression(key);
}

function structField(element: SyntaxNode, type: TypeRef): Argument {
  if (element.type !== 'keyed_element') return positional(elementValue(element, type));
  const key = child(element, 'key');
  const value = elementValue(child(element, 'value') ?? element, type);
  return { name: key ? textOf(key) : '', value, spread: false };
}

function elementValue(element: SyntaxNode | undefined, type: TypeRef): Expression {
  const [inner] = element ? partsOf(element) : [];
  if (element && inner?.type === 'literal_value') return literalValue(inner, elementOf(type), inner);
  if (!element) return { kind: 'opaque', text: '', at: { path: '', startLine: 1, endLine: 1 } };
  return lowerExpression(element);
}
