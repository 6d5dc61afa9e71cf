import { evaluate } from './evaluate.ts';
import { callFunction } from './invoke.ts';
import { assignMember } from './pattern.ts';
import { type Frame, noteBirth, type Realm } from './realm.ts';
import { createScope } from './scope.ts';
import { childrenOf, findField, hasKeyword, type Syntax, textOf } from './syntax.ts';
import { type ClassValue, type ObjectValue, unknown, type Value } from './value.ts';

/** The longest chain of parents that is constructed. */
const MAX_ANCESTORS = 32;

const FIELD = /^(public_)?field_definition$/;

function initialiseFields(realm: Realm, cls: ClassValue, self: ObjectValue): void {
  const body = findField(cls.node, 'body');
  const scope = createScope(cls.scope);
  const level = realm.conditions.length;
  const frame: Frame = { realm, scope, functionScope: scope, self, home: cls, returns: [], level };
  for (const member of body ? childrenOf(body) : []) {
    const name = findField(member, 'name') ?? findField(member, 'property');
    const value = findField(member, 'value');
    if (!FIELD.test(member.type) || hasKeyword(member, 'static') || !name) continue;
    if (value) assignMember(self, textOf(name).replace(/^['"]|['"]$/g, ''), evaluate(value, frame), frame);
  }
}

/** `constructor(private readonly name: T)` declares a field and fills it. */
function assignParameterProperties(method: Syntax, args: readonly Value[], self: ObjectValue): void {
  const list = findField(method, 'parameters');
  for (const [index, parameter] of (list ? childrenOf(list) : []).entries()) {
    const declared = childrenOf(parameter).some((child) =>
      /^(accessibility_modifier|readonly)$/.test(child.type),
    );
    const pattern = findField(parameter, 'pattern');
    if (declared && pattern) self.properties.set(textOf(pattern), args[index] ?? unknown('argument'));
  }
}

/** Runs what the parent of a class does when an instance is made: what `super(…)` means. */
export function constructParent(
  realm: Realm,
  cls: ClassValue,
  args: readonly Value[],
  self: ObjectValue,
): void {
  if (cls.parent?.kind === 'class') construct(realm, cls.parent, args, self);
  else if (cls.parent) self.open = true;
  initialiseFields(realm, cls, self);
}

function construct(realm: Realm, cls: ClassValue, args: readonly Value[], self: ObjectValue): void {
  const running = realm.active.get(cls.node) ?? 0;
  if (running >= MAX_ANCESTORS) return;
  realm.active.set(cls.node, running + 1);
  const own = cls.methods.get('constructor');
  if (own?.kind !== 'function') {
    constructParent(realm, cls, args, self);
  } else {
    if (!cls.parent) initialiseFields(realm, cls, self);
    assignParameterProperties(own.node, args, self);
    callFunction(realm, own, self, args);
  }
  realm.active.set(cls.node, running);
}

/** An instance of a class of the tree. */
export function constructClass(realm: Realm, cls: ClassValue, args: readonly Value[]): ObjectValue {
  const self: ObjectValue = {
    kind: 'object',
    properties: new Map(),
    prototype: cls,
    open: false,
    origin: cls.node,
    level: realm.conditions.length,
  };
  noteBirth(realm, self);
  construct(realm, cls, args, self);
  return self;
}
