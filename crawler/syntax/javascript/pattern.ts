import { callOutside } from './call.ts';
import { choose, mapChoice, perhaps } from './choice.ts';
import { toKey } from './convert.ts';
import { evaluate } from './evaluate.ts';
import { getMember } from './members.ts';
import { currentFlag, type Frame } from './realm.ts';
import { declare, findBinding, readBinding } from './scope.ts';
import { childrenOf, findField, type Syntax, textOf } from './syntax.ts';
import { arrayOf, type ObjectValue, objectOf, unknown, type Value } from './value.ts';

/** What a name is given, where the giving itself may not happen. */
function joinUncertain(before: Value, after: Value, frame: Frame): Value {
  return choose([before, after], currentFlag(frame.realm));
}

/** `name = value`: where undecided conditions stand between the declaration and here, it is one of both. */
export function assignName(name: string, value: Value, frame: Frame): void {
  const binding = findBinding(frame.scope, name);
  const { length: level } = frame.realm.conditions;
  if (!binding) declare(frame.functionScope, name, value, level);
  else if (level <= binding.level) binding.value = value;
  else binding.value = joinUncertain(readBinding(binding), value, frame);
}

function setOnObject(target: ObjectValue, key: string, value: Value, frame: Frame): void {
  const before = target.properties.get(key);
  const certain = frame.realm.conditions.length <= target.level;
  if (certain) target.properties.set(key, value);
  else if (before === undefined) target.properties.set(key, perhaps(value, currentFlag(frame.realm)));
  else target.properties.set(key, joinUncertain(before, value, frame));
}

/** `target.key = value`. */
export function assignMember(target: Value, key: string | undefined, value: Value, frame: Frame): void {
  if (target.kind === 'choice') {
    mapChoice(target, (option) => {
      assignMember(option, key, value, frame);
      return option;
    });
  } else if (target.kind === 'object') {
    if (key === undefined) target.open = true;
    else setOnObject(target, key, value, frame);
  } else if (target.kind === 'array') {
    if (key !== undefined && /^\d{1,4}$/.test(key)) target.elements[Number(key)] = value;
    else target.partial ||= key === undefined;
  } else if (target.kind === 'class' && key !== undefined) {
    target.statics.set(key, value);
  } else if (
    (target.kind === 'function' || target.kind === 'native' || target.kind === 'external') &&
    key !== undefined
  ) {
    target.properties.set(key, value);
    if (target.kind === 'external') callOutside(frame.realm, [value], value);
  }
}

/** How a name in a pattern gets its value: declared anew, or assigned. */
type Give = (name: string, value: Value) => void;

function withDefault(value: Value, fallback: Syntax | undefined, frame: Frame): Value {
  if (!fallback) return value;
  if (value.kind === 'primitive') return value.value === undefined ? evaluate(fallback, frame) : value;
  return value.kind === 'unknown' ? { ...value, guess: evaluate(fallback, frame) } : value;
}

/** The part of a pattern that names something, with the default that it may carry. */
function unwrapPattern(pattern: Syntax): { target: Syntax | undefined; fallback: Syntax | undefined } {
  const [first] = childrenOf(pattern);
  switch (pattern.type) {
    case 'assignment_pattern':
    case 'object_assignment_pattern':
      return { target: findField(pattern, 'left'), fallback: findField(pattern, 'right') };
    case 'required_parameter':
    case 'optional_parameter':
      return { target: findField(pattern, 'pattern'), fallback: findField(pattern, 'value') };
    case 'rest_pattern':
    case 'parenthesized_expression':
    case 'non_null_expression':
    case 'as_expression':
      return { target: first, fallback: undefined };
    default:
      return { target: undefined, fallback: undefined };
  }
}

function givePattern(pattern: Syntax, value: Value, frame: Frame, give: Give): void {
  switch (pattern.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
      give(textOf(pattern), value);
      break;
    case 'object_pattern':
      giveObject(pattern, value, frame, give);
      break;
    case 'array_pattern':
      giveArray(pattern, value, frame, give);
      break;
    case 'member_expression':
    case 'subscript_expression':
      giveMember(pattern, value, frame);
      break;
    default: {
      const { target, fallback } = unwrapPattern(pattern);
      if (target) givePattern(target, withDefault(value, fallback, frame), frame, give);
    }
  }
}

function giveMember(pattern: Syntax, value: Value, frame: Frame): void {
  const object = findField(pattern, 'object');
  const property = findField(pattern, 'property');
  const index = findField(pattern, 'index');
  if (!object) return;
  const key = property ? textOf(property) : index && toKey(evaluate(index, frame));
  assignMember(evaluate(object, frame), key, value, frame);
}

function giveObject(pattern: Syntax, value: Value, frame: Frame, give: Give): void {
  const taken = new Set<string>();
  const read = (key: string | undefined): Value => {
    if (key === undefined) return unknown('computed member');
    taken.add(key);
    return getMember(frame.realm, value, key);
  };
  for (const child of childrenOf(pattern)) {
    const left = findField(child, 'left') ?? child;
    const key = findField(child, 'key');
    const target = findField(child, 'value');
    if (child.type === 'rest_pattern') givePattern(child, withoutKeys(value, taken), frame, give);
    else if (key && target) givePattern(target, read(readKey(key, frame)), frame, give);
    else givePattern(child, read(textOf(left)), frame, give);
  }
}

function readKey(key: Syntax, frame: Frame): string | undefined {
  if (key.type === 'property_identifier') return textOf(key);
  const [computed] = childrenOf(key);
  return toKey(evaluate(key.type === 'computed_property_name' && computed ? computed : key, frame));
}

function withoutKeys(value: Value, taken: ReadonlySet<string>): Value {
  if (value.kind !== 'object') return value.kind === 'primitive' ? objectOf([]) : unknown('rest of unknown');
  const rest = [...value.properties].filter(([key]) => !taken.has(key));
  return { ...value, properties: new Map(rest), prototype: null };
}

function giveArray(pattern: Syntax, value: Value, frame: Frame, give: Give): void {
  let index = 0;
  for (const child of childrenOf(pattern)) {
    const skipped = countHoles(pattern, child, index);
    index = skipped;
    if (child.type === 'rest_pattern') {
      const rest =
        value.kind === 'array' ? arrayOf(value.elements.slice(index), value.partial) : unknown('rest');
      givePattern(child, rest, frame, give);
    } else {
      givePattern(child, getMember(frame.realm, value, String(index)), frame, give);
    }
    index++;
  }
}

/** The position of an element: the commas before it, since holes leave no node. */
function countHoles(pattern: Syntax, child: Syntax, index: number): number {
  const before = pattern.source.text.slice(pattern.start + 1, child.start);
  return /^[\s,]*$/.test(before) ? before.split(',').length - 1 : index;
}

/** Declares the names of a pattern in the frame's scope. */
export function bindPattern(pattern: Syntax, value: Value, frame: Frame): void {
  const { length: level } = frame.realm.conditions;
  givePattern(pattern, value, frame, (name, given) => declare(frame.scope, name, given, level));
}

/** Assigns to what a pattern names. */
export function assignPattern(pattern: Syntax, value: Value, frame: Frame): void {
  givePattern(pattern, value, frame, (name, given) => assignName(name, given, frame));
}
