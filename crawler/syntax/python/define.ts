import { child, childOfType, type SyntaxNode, textOf } from '../node.ts';
import type { Machine } from './machine.ts';
import { newScope } from './names.ts';
import { type Class, type Func, type Instance, isKind, type Scope, UNKNOWN, type Value } from './value.ts';

/** One parameter as written. */
export interface Parameter {
  name: string;
  form: 'plain' | 'args' | 'kwargs';
  keywordOnly: boolean;
  type?: SyntaxNode;
  value?: SyntaxNode;
}

const SPLATS: ReadonlyMap<string, Parameter['form']> = new Map([
  ['list_splat_pattern', 'args'],
  ['dictionary_splat_pattern', 'kwargs'],
]);

function readParameter(node: SyntaxNode): Parameter | undefined {
  const splat = SPLATS.has(node.type) ? node : node.children.find((each) => SPLATS.has(each.type));
  const name =
    node.type === 'identifier' ? node : (child(node, 'name') ?? childOfType(splat ?? node, 'identifier'));
  if (name === undefined) return undefined;
  const [type, value] = [child(node, 'type'), child(node, 'value')];
  return {
    name: textOf(name),
    form: splat === undefined ? 'plain' : (SPLATS.get(splat.type) ?? 'plain'),
    keywordOnly: false,
    ...(type && { type }),
    ...(value && { value }),
  };
}

/** The parameters of a function or lambda, in order, `self` and its like among them. */
export function parametersOf(func: SyntaxNode): Parameter[] {
  const nodes = child(func, 'parameters')?.children ?? [];
  let keywordOnly = false;
  return nodes.flatMap((node) => {
    const parameter =
      node.type === 'keyword_separator' || node.type === 'positional_separator'
        ? undefined
        : readParameter(node);
    if (node.type === 'keyword_separator') keywordOnly = true;
    if (parameter === undefined) return [];
    const made = { ...parameter, keywordOnly: keywordOnly && parameter.form === 'plain' };
    if (parameter.form === 'args') keywordOnly = true;
    return [made];
  });
}

export function makeFunction(machine: Machine, node: SyntaxNode, scope: Scope, site = node): Func {
  const name = child(node, 'name');
  const defaults = new Map<string, Value>();
  for (const parameter of parametersOf(node)) {
    if (parameter.value !== undefined) defaults.set(parameter.name, machine.evaluate(parameter.value, scope));
  }
  // A class body's names are not seen from its methods.
  const enclosing = scope.kind === 'class' && scope.parent !== null ? scope.parent : scope;
  return {
    kind: 'function',
    name: name === undefined ? '<lambda>' : textOf(name),
    node,
    site,
    scope: enclosing,
    defaults,
    attributes: new Map(),
    role: 'plain',
  };
}

function makeClass(machine: Machine, node: SyntaxNode, scope: Scope): Class {
  const name = child(node, 'name');
  const heads = child(node, 'superclasses')?.children ?? [];
  const own = newScope('class', scope);
  const made: Class = {
    kind: 'class',
    name: name === undefined ? '' : textOf(name),
    node,
    bases: heads
      .filter((each) => each.type !== 'keyword_argument')
      .map((each) => machine.evaluate(each, scope)),
    scope: own,
    members: own.names,
    annotations: new Map(),
    attributes: new Map(),
    dataclass: false,
  };
  for (const head of heads.filter((each) => each.type === 'keyword_argument')) {
    const [label, value] = [child(head, 'name'), child(head, 'value')];
    if (label !== undefined && value !== undefined)
      made.attributes.set(textOf(label), machine.evaluate(value, scope));
  }
  const body = child(node, 'body');
  if (body !== undefined) {
    machine.run(body, own);
    readAnnotations(body, made);
  }
  for (const member of own.names.values())
    if (isKind(member, 'function') && member.owner === undefined) member.owner = made;
  if (isEnum(made)) nameMembers(machine, made);
  announceSubclass(machine, made);
  return made;
}

/** Lets the nearest class above know of the new one: https://docs.python.org/3/reference/datamodel.html#object.__init_subclass__ */
function announceSubclass(machine: Machine, made: Class): void {
  const above = lineage(made).slice(1);
  const hook = above
    .map((each) => (each.kind === 'class' ? each.members.get('__init_subclass__') : undefined))
    .find((member) => isKind(member, 'function'));
  if (!isKind(hook, 'function')) return;
  const kwargs = new Map([...made.attributes].filter(([name]) => name !== 'metaclass'));
  machine.call({ kind: 'method', self: made, callee: hook }, { args: [], kwargs, open: false }, made.node);
}

function readAnnotations(body: SyntaxNode, made: Class): void {
  for (const statement of body.children) {
    const assignment = statement.children[0];
    const [left, type] =
      assignment?.type === 'assignment' ? [child(assignment, 'left'), child(assignment, 'type')] : [];
    if (left !== undefined && type !== undefined) made.annotations.set(textOf(left), type);
  }
}

type Ancestor = Class | { kind: 'external'; path: string };

/** The class and what it extends, nearest first, each once: what several bases share comes after all of them, as in Python's own order. */
export function lineage(of: Value): Ancestor[] {
  const known = new Map<Value, Ancestor[]>();
  const orderOf = (value: Value): Ancestor[] => {
    const plain = isKind(value, 'applied') ? value.origin : value;
    if (isKind(plain, 'external')) return [plain];
    if (!isKind(plain, 'class')) return [];
    const before = known.get(plain);
    if (before !== undefined) return before;
    known.set(plain, []);
    const above = plain.bases.flatMap(orderOf);
    const order = [plain, ...above.filter((each, at) => above.lastIndexOf(each) === at)];
    known.set(plain, order);
    return order;
  };
  return orderOf(of);
}

export function isEnum(of: Class): boolean {
  return lineage(of).some(
    (each) => each.kind === 'external' && /(^|\.)(Str|Int)?(Enum|Flag)$/.test(each.path),
  );
}

const isStringEnum = (of: Class) =>
  lineage(of).some((each) => each.kind === 'external' && /(^|\.)StrEnum$/.test(each.path));

function nameMembers(machine: Machine, made: Class): void {
  for (const [name, value] of made.members) {
    if (name.startsWith('_') || isKind(value, 'function') || isKind(value, 'class')) continue;
    const automatic =
      isKind(value, 'instance') && isKind(value.of, 'external') && value.of.path === 'enum.auto';
    const held = automatic ? (isStringEnum(made) ? name.toLowerCase() : UNKNOWN) : value;
    const member: Instance = {
      kind: 'instance',
      of: made,
      attributes: new Map<string, Value>([
        ['name', name],
        ['value', held],
      ]),
      site: made.node,
    };
    made.members.set(name, member);
    initialiseMember(machine, member, held);
  }
}

/** An enum whose members are tuples may unpack them in `__init__` or in `__new__`. */
function initialiseMember(machine: Machine, member: Instance, held: Value): void {
  if (!isKind(member.of, 'class')) return;
  const init = member.of.members.get('__init__');
  if (!isKind(init, 'function')) return;
  const args = isKind(held, 'list') ? held.items : [held];
  machine.call(
    { kind: 'method', self: member, callee: init },
    { args, kwargs: new Map(), open: false },
    member.site,
  );
}

const ROLES: ReadonlyMap<string, Func['role']> = new Map([
  ['staticmethod', 'static'],
  ['classmethod', 'class'],
  ['property', 'property'],
  ['cached_property', 'property'],
  ['computed_field', 'property'],
]);

function decorate(machine: Machine, decorator: SyntaxNode, value: Value, scope: Scope): Value {
  const expression = decorator.children[0];
  if (expression === undefined) return value;
  const applied = machine.evaluate(expression, scope);
  const path = pathOf(applied);
  const role = path === undefined ? undefined : ROLES.get(path.split('.').at(-1) ?? '');
  if (role !== undefined && isKind(value, 'function')) {
    value.role = role;
    return value;
  }
  if (isKind(value, 'class') && path !== undefined && /(^|\.)(dataclass|define|attrs)$/.test(path)) {
    value.dataclass = true;
    return value;
  }
  const result = machine.call(applied, { args: [value], kwargs: new Map(), open: false }, decorator);
  return isKind(result, 'unknown') ||
    (isKind(result, 'instance') && isKind(result.of, 'external')) ||
    result === null
    ? value
    : result;
}

/** The dotted path of something from outside, or of what it is an instance of (`dataclass(frozen=True)`). */
function pathOf(value: Value): string | undefined {
  if (isKind(value, 'external')) return value.path;
  return isKind(value, 'instance') && isKind(value.of, 'external') ? value.of.path : undefined;
}

/** Runs a `def` or `class`, its decorators applied from the inside out. */
export function define(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const definition = node.type === 'decorated_definition' ? child(node, 'definition') : node;
  if (definition === undefined) return;
  const made =
    definition.type === 'class_definition'
      ? makeClass(machine, definition, scope)
      : makeFunction(machine, definition, scope, node);
  // Bound first, so that a decorator that calls back finds it.
  scope.names.set(made.name, made);
  const decorators =
    node === definition ? [] : node.children.filter((each) => each.type === 'decorator').reverse();
  scope.names.set(
    made.name,
    decorators.reduce<Value>((value, decorator) => decorate(machine, decorator, value, scope), made),
  );
}
