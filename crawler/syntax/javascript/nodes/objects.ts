import { alternatives, choose, likeliest, perhaps } from '../choice.ts';
import { toKey } from '../convert.ts';
import { evaluate } from '../evaluate.ts';
import { getMember } from '../members.ts';
import type { Evaluator, Frame } from '../realm.ts';
import { overridable } from '../settings.ts';
import { childrenOf, findField, hasKeyword, type Syntax, textOf } from '../syntax.ts';
import { type ArrayValue, type ObjectValue, UNDEFINED, unknown, type Value } from '../value.ts';
import { createFunction } from './functions.ts';

/** Larger literals are data, not code: the rest is left out and the value marked. */
const MAX_MEMBERS = 20_000;

const isAbsent = (value: Value) => value.kind === 'primitive' && value.value == null;

/** The key that a property's name stands for; undefined where it is computed and not known. */
export function readPropertyName(node: Syntax, frame: Frame): string | undefined {
  if (node.type === 'property_identifier' || node.type === 'private_property_identifier') return textOf(node);
  if (node.type === 'computed_property_name') {
    const [expression] = childrenOf(node);
    const value = expression && evaluate(expression, frame);
    return value?.kind === 'unknown' && isAbsent(likeliest(value)) ? undefined : value && toKey(value);
  }
  return toKey(evaluate(node, frame));
}

function setProperty(object: ObjectValue, key: string | undefined, value: Value): void {
  if (key === undefined) object.open = true;
  else object.properties.set(key, value);
}

function spreadInto(object: ObjectValue, value: Value, frame: Frame): void {
  const options = alternatives(value);
  const certain = value.kind !== 'choice';
  for (const { value: option, flag } of options) {
    if (option.kind !== 'object') {
      if (option.kind === 'unknown' || option.kind === 'external')
        object.properties = overridable(object).properties;
      object.open ||= option.kind !== 'primitive';
      continue;
    }
    object.open ||= option.open;
    for (const [key, member] of option.properties) {
      const read = member.kind === 'accessor' ? getMember(frame.realm, option, key) : member;
      const before = object.properties.get(key);
      if (certain) object.properties.set(key, read);
      else if (!before)
        object.properties.set(
          key,
          option === value.options[0] ? perhaps(read, flag) : choose([UNDEFINED, read], flag),
        );
    }
  }
}

function addMethod(object: ObjectValue, node: Syntax, frame: Frame): void {
  const name = findField(node, 'name');
  if (!name) return;
  const method = createFunction(node, frame);
  const value: Value = hasKeyword(node, 'get') ? { kind: 'accessor', get: method } : method;
  if (!hasKeyword(node, 'set')) setProperty(object, readPropertyName(name, frame), value);
}

function addMember(object: ObjectValue, node: Syntax, frame: Frame): void {
  const [first] = childrenOf(node);
  if (node.type === 'pair') {
    const key = findField(node, 'key');
    const value = findField(node, 'value');
    if (key && value) setProperty(object, readPropertyName(key, frame), evaluate(value, frame));
  } else if (node.type === 'shorthand_property_identifier') {
    setProperty(object, textOf(node), evaluate(node, frame));
  } else if (node.type === 'spread_element' && first) {
    spreadInto(object, evaluate(first, frame), frame);
  } else if (node.type === 'method_definition') {
    addMethod(object, node, frame);
  }
}

const object: Evaluator = (node, frame) => {
  const { length: level } = frame.realm.conditions;
  const made: ObjectValue = {
    kind: 'object',
    properties: new Map(),
    prototype: null,
    open: false,
    origin: node,
    level,
  };
  const members = childrenOf(node);
  made.open = members.length > MAX_MEMBERS;
  for (const member of members.slice(0, MAX_MEMBERS)) addMember(made, member, frame);
  frame.realm.noteObject(made);
  return made;
};

/** Lays the elements of a value out; answers how many were looked at. */
function spreadElements(array: ArrayValue, value: Value): number {
  const certain = value.kind !== 'choice';
  const known = new Set(certain ? [] : array.elements);
  let looked = 0;
  for (const { value: option, flag } of alternatives(value)) {
    const elements = listElements(likeliest(option));
    array.partial ||= elements === undefined || (option.kind === 'array' && option.partial);
    looked += elements?.length ?? 0;
    for (const element of elements ?? []) {
      if (array.elements.length > MAX_MEMBERS) array.partial = true;
      else if (!known.has(element)) array.elements.push(certain ? element : perhaps(element, flag));
    }
  }
  return looked;
}

/** What iterating over a value yields; undefined where that is not known. */
export function listElements(value: Value): readonly Value[] | undefined {
  if (value.kind === 'array') return value.elements;
  if (value.kind === 'primitive') {
    if (typeof value.value !== 'string') return [];
    return [...value.value].map((character) => ({ kind: 'primitive', value: character, origin: null }));
  }
  if (value.kind !== 'collection') return undefined;
  return value.entries.map((entry) =>
    value.type === 'Set'
      ? entry.value
      : { kind: 'array', elements: [entry.key, entry.value], partial: false, origin: null, level: 0 },
  );
}

/** Elements that are copied for the price of a step. */
const COPIED_PER_STEP = 8;

/** The values of an argument or element list, spreads laid out. */
export function evaluateList(nodes: readonly Syntax[], frame: Frame): ArrayValue {
  const { length: level } = frame.realm.conditions;
  const list: ArrayValue = { kind: 'array', elements: [], partial: false, origin: null, level };
  list.partial = nodes.length > MAX_MEMBERS;
  for (const node of nodes.slice(0, MAX_MEMBERS)) {
    const [first] = childrenOf(node);
    if (node.type === 'spread_element' && first)
      frame.realm.steps -= Math.ceil(spreadElements(list, evaluate(first, frame)) / COPIED_PER_STEP);
    else list.elements.push(evaluate(node, frame));
  }
  return list;
}

const array: Evaluator = (node, frame) => ({ ...evaluateList(childrenOf(node), frame), origin: node });

const member: Evaluator = (node, frame) => {
  const target = findField(node, 'object');
  const property = findField(node, 'property');
  if (!target || !property) return unknown('broken member');
  return getMember(frame.realm, memberBase(target, frame), textOf(property));
};

const subscript: Evaluator = (node, frame) => {
  const target = findField(node, 'object');
  const index = findField(node, 'index');
  if (!target || !index) return unknown('broken index');
  const base = memberBase(target, frame);
  const key = toKey(evaluate(index, frame));
  return key === undefined ? unknown('computed member') : getMember(frame.realm, base, key);
};

/** The object of a member expression. `super` stands for the parent's methods on this very object. */
function memberBase(node: Syntax, frame: Frame): Value {
  if (node.type !== 'super') return evaluate(node, frame);
  const parent = frame.home?.parent;
  if (parent?.kind !== 'class' || frame.self.kind !== 'object') return unknown('super of nothing');
  return { ...frame.self, properties: new Map(), prototype: parent };
}

export const objects: Record<string, Evaluator> = {
  object,
  array,
  member_expression: member,
  subscript_expression: subscript,
};
