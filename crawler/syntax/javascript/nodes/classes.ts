import { evaluate, execute } from '../evaluate.ts';
import type { Evaluator, Frame } from '../realm.ts';
import { createScope, declare } from '../scope.ts';
import { childrenOf, findField, hasKeyword, type Syntax, textOf } from '../syntax.ts';
import { type ClassValue, UNDEFINED, type Value } from '../value.ts';
import { createFunction } from './functions.ts';
import { readPropertyName } from './objects.ts';

function findParent(node: Syntax): Syntax | undefined {
  const heritage = childrenOf(node).find((child) => child.type === 'class_heritage');
  if (!heritage) return undefined;
  const [first] = childrenOf(heritage).filter((child) => child.type !== 'extends');
  return first?.type === 'extends_clause' ? findField(first, 'value') : first;
}

function addMethod(made: ClassValue, member: Syntax, frame: Frame): void {
  const name = findField(member, 'name');
  const key = name && readPropertyName(name, frame);
  if (key === undefined || hasKeyword(member, 'set')) return;
  const method = createFunction(member, frame, made);
  const value: Value = hasKeyword(member, 'get') ? { kind: 'accessor', get: method } : method;
  const place = hasKeyword(member, 'static') ? made.statics : made.methods;
  place.set(key, value);
}

/** The name of a field: the JavaScript grammar calls it `property`, the TypeScript one `name`. */
export const fieldName = (member: Syntax): Syntax | undefined =>
  findField(member, 'name') ?? findField(member, 'property');

function addStatic(made: ClassValue, member: Syntax, frame: Frame): void {
  const name = fieldName(member);
  const value = findField(member, 'value');
  const key = name && readPropertyName(name, frame);
  if (key !== undefined) made.statics.set(key, value ? evaluate(value, frame) : UNDEFINED);
}

/** Decorators run with what they decorate, so that observers see them. */
function runDecorators(node: Syntax, frame: Frame): void {
  for (const child of childrenOf(node)) {
    const [expression] = child.type === 'decorator' ? childrenOf(child) : [];
    if (expression) evaluate(expression, frame);
  }
}

const classDefinition: Evaluator = (node, frame) => {
  const name = findField(node, 'name');
  const body = findField(node, 'body');
  const parent = findParent(node);
  const scope = createScope(frame.scope);
  const made: ClassValue = {
    kind: 'class',
    name: name ? textOf(name) : '',
    node,
    scope,
    parent: parent ? evaluate(parent, frame) : null,
    methods: new Map(),
    statics: new Map(),
  };
  const inner: Frame = { ...frame, scope, self: made, home: made };
  if (name) declare(scope, textOf(name), made, frame.realm.conditions.length);
  const members = body ? childrenOf(body) : [];
  for (const member of members) if (member.type === 'method_definition') addMethod(made, member, inner);
  for (const member of members) {
    if (isField(member) && hasKeyword(member, 'static')) addStatic(made, member, inner);
    const block = member.type === 'class_static_block' ? findField(member, 'body') : undefined;
    if (block) execute(block, inner);
  }
  for (const each of body ? [node, body, ...members] : [node]) runDecorators(each, inner);
  return made;
};

export const isField = (member: Syntax) =>
  member.type === 'public_field_definition' || member.type === 'field_definition';

export const classes: Record<string, Evaluator> = { class: classDefinition };
export const evaluateClass = classDefinition;
