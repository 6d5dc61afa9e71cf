import { evaluate, execute } from '../evaluate.ts';
import { getMember } from '../members.ts';
import { evaluateClass } from '../nodes/classes.ts';
import { createFunction } from '../nodes/functions.ts';
import { readPropertyName } from '../nodes/objects.ts';
import { assignMember } from '../pattern.ts';
import type { Executor, Frame } from '../realm.ts';
import { createScope, declare, findBinding, readBinding } from '../scope.ts';
import { childrenOf, findField, hasKeyword, isFunctionNode, type Syntax, textOf } from '../syntax.ts';
import { asString, native, type ObjectValue, primitive, UNDEFINED, unknown, type Value } from '../value.ts';
import { executeAll } from './blocks.ts';

/** The name under which a module's scope keeps the object of its exports: no identifier can be called so. */
export const EXPORTS = '%exports';

function readExports(frame: Frame): ObjectValue | undefined {
  const binding = findBinding(frame.scope, EXPORTS);
  const value = binding && readBinding(binding);
  return value?.kind === 'object' ? value : undefined;
}

const specifierOf = (node: Syntax, frame: Frame): string | undefined => {
  const source = findField(node, 'source');
  return source && asString(evaluate(source, frame));
};

/** What an import of `name` gives. A CommonJS module is its own default. */
function readExport(frame: Frame, namespace: Value, name: string): Value {
  const isDefault = name === 'default' && namespace.kind === 'object' && !namespace.properties.has('default');
  if (isDefault || (name === 'default' && namespace.kind !== 'object' && namespace.kind !== 'external'))
    return namespace;
  if (name === 'default' && namespace.kind === 'external') return namespace;
  return getMember(frame.realm, namespace, name);
}

const nameText = (node: Syntax, frame: Frame): string =>
  node.type === 'string' ? (asString(evaluate(node, frame)) ?? textOf(node)) : textOf(node);

const findName = (node: Syntax): Syntax | undefined =>
  childrenOf(node).find((child) => child.type === 'identifier' || child.type === 'string');

function declareImport(clause: Syntax, load: () => Value, frame: Frame): void {
  for (const child of childrenOf(clause)) {
    if (child.type === 'identifier') {
      declare(frame.scope, textOf(child), () => readExport(frame, load(), 'default'), 0);
    } else if (child.type === 'namespace_import') {
      const name = findName(child);
      if (name) declare(frame.scope, textOf(name), load, 0);
    } else if (child.type === 'named_imports') {
      for (const specifier of childrenOf(child)) declareNamed(specifier, load, frame);
    }
  }
}

function declareNamed(specifier: Syntax, load: () => Value, frame: Frame): void {
  const name = findField(specifier, 'name');
  const local = findField(specifier, 'alias') ?? name;
  if (!name || !local || hasKeyword(specifier, 'type')) return;
  declare(frame.scope, textOf(local), () => readExport(frame, load(), nameText(name, frame)), 0);
}

const importStatement: Executor = (node, frame) => {
  if (hasKeyword(node, 'type')) return undefined;
  const clause = childrenOf(node).find((child) => child.type === 'import_clause');
  const required = childrenOf(node).find((child) => child.type === 'import_require_clause');
  const specifier = specifierOf(required ?? node, frame);
  if (specifier === undefined) return undefined;
  const load = () => frame.realm.importModule(specifier, node);
  const [alias] = required ? childrenOf(required) : [];
  if (alias) declare(frame.scope, textOf(alias), load, 0);
  else if (clause) declareImport(clause, load, frame);
  else load();
  return undefined;
};

/** Exports are read through the scope whenever somebody asks, as the bindings of ECMAScript modules are live. */
function exportLive(frame: Frame, exported: string, read: () => Value): void {
  readExports(frame)?.properties.set(exported, { kind: 'accessor', get: native(exported, read) });
}

function exportLocal(frame: Frame, exported: string, local: string): void {
  exportLive(frame, exported, () => {
    const binding = findBinding(frame.scope, local);
    return binding ? readBinding(binding) : unknown(`export of ${local}`);
  });
}

function exportStar(node: Syntax, specifier: string, frame: Frame): void {
  const as = childrenOf(node).find((child) => child.type === 'namespace_export');
  const name = as && findName(as);
  const load = () => frame.realm.importModule(specifier, node);
  if (name) exportLive(frame, nameText(name, frame), load);
  else copyExports(load(), frame);
}

function copyExports(namespace: Value, frame: Frame): void {
  const target = readExports(frame);
  if (!target) return;
  target.open ||= namespace.kind !== 'object';
  for (const [key, value] of namespace.kind === 'object' ? namespace.properties : []) {
    if (key !== 'default' && !target.properties.has(key)) target.properties.set(key, value);
  }
}

function exportClause(clause: Syntax, specifier: string | undefined, frame: Frame): void {
  for (const each of childrenOf(clause)) {
    const name = findField(each, 'name');
    if (!name) continue;
    const local = nameText(name, frame);
    const exported = nameText(findField(each, 'alias') ?? name, frame);
    if (specifier === undefined) exportLocal(frame, exported, local);
    else
      exportLive(frame, exported, () =>
        readExport(frame, frame.realm.importModule(specifier, clause), local),
      );
  }
}

function declaredNames(node: Syntax): string[] {
  if (node.type === 'identifier' || node.type === 'shorthand_property_identifier_pattern')
    return [textOf(node)];
  const name = findField(node, 'name');
  if (name) return declaredNames(name).concat(name.type === 'type_identifier' ? textOf(name) : []);
  const parts = childrenOf(node).filter((child) => child.field !== 'key' && child.field !== 'right');
  return isFunctionNode(node) ? [] : parts.flatMap(declaredNames);
}

function exportDefault(node: Syntax, frame: Frame): void {
  const declaration = findField(node, 'declaration');
  const value = findField(node, 'value') ?? childrenOf(node).at(-1);
  const name = declaration && findField(declaration, 'name');
  let result: Value = UNDEFINED;
  if (declaration && isFunctionNode(declaration)) result = createFunction(declaration, frame);
  else if (declaration) result = evaluateClass(declaration, frame);
  else if (value) result = evaluate(value, frame);
  if (name) declare(frame.scope, textOf(name), result, frame.realm.conditions.length);
  readExports(frame)?.properties.set('default', result);
}

const exportStatement: Executor = (node, frame) => {
  if (hasKeyword(node, 'type')) return undefined;
  const declaration = findField(node, 'declaration');
  const clause = childrenOf(node).find((child) => child.type === 'export_clause');
  const specifier = specifierOf(node, frame);
  if (hasKeyword(node, 'default')) exportDefault(node, frame);
  else if (clause) exportClause(clause, specifier, frame);
  else if (specifier !== undefined) exportStar(node, specifier, frame);
  else if (declaration) {
    for (const name of declaredNames(declaration)) exportLocal(frame, name, name);
    execute(declaration, frame);
  } else assignWhole(node, frame);
  return undefined;
};

/** `export = value`. An exported type leaves nothing but the keyword. */
function assignWhole(node: Syntax, frame: Frame): void {
  const expression = childrenOf(node).at(-1);
  if (!expression || expression.type === 'export') return;
  const value = evaluate(expression, frame);
  const module = findBinding(frame.scope, 'module');
  if (module) assignMember(readBinding(module), 'exports', value, frame);
}

const enumDeclaration: Executor = (node, frame) => {
  const name = findField(node, 'name');
  const body = findField(node, 'body');
  const scope = createScope(frame.scope);
  const properties = new Map<string, Value>();
  let next = 0;
  for (const member of body ? childrenOf(body) : []) {
    const key = readPropertyName(findField(member, 'name') ?? member, frame);
    const initial = findField(member, 'value');
    const value = initial ? evaluate(initial, { ...frame, scope }) : primitive(next);
    if (value.kind === 'primitive' && typeof value.value === 'number') next = value.value + 1;
    if (key === undefined) continue;
    properties.set(key, value);
    declare(scope, key, value, 0);
  }
  const made: ObjectValue = {
    kind: 'object',
    properties,
    prototype: null,
    open: false,
    origin: node,
    level: 0,
  };
  if (name) declare(frame.scope, textOf(name), made, frame.realm.conditions.length);
  return undefined;
};

/** `namespace N { export … }`: an object of what it exports. */
const namespaceDeclaration: Executor = (node, frame) => {
  const name = findField(node, 'name');
  const body = findField(node, 'body');
  const level = frame.realm.conditions.length;
  const made: ObjectValue = {
    kind: 'object',
    properties: new Map(),
    prototype: null,
    open: false,
    origin: node,
    level,
  };
  const scope = createScope(frame.scope);
  declare(scope, EXPORTS, made, level);
  if (name) declare(frame.scope, textOf(name), made, level);
  return body && executeAll(childrenOf(body), { ...frame, scope });
};

export const modules: Record<string, Executor> = {
  import_statement: importStatement,
  export_statement: exportStatement,
  enum_declaration: enumDeclaration,
  internal_module: namespaceDeclaration,
  module: namespaceDeclaration,
};
