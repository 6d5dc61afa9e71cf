// https://docs.python.org/3/reference/simple_stmts.html#the-import-statement

import { child, childOfType, childrenOf, type SyntaxNode, textOf } from '../node.ts';
import { iterate } from './displays.ts';
import { external, type Machine } from './machine.ts';
import { bind, moduleMember } from './names.ts';
import { isKind, type Module, type Scope, type Value } from './value.ts';

const dotted = (node: SyntaxNode) => textOf(node).replace(/\s+/g, '');

/** `import a.b`, `import a.b as c` */
export function importNames(machine: Machine, node: SyntaxNode, scope: Scope): void {
  for (const each of childrenOf(node, 'name')) {
    const alias = child(each, 'alias');
    const name = dotted(child(each, 'name') ?? each);
    const bound = alias === undefined ? (name.split('.')[0] ?? name) : name;
    machine.touch(name, scope.module.path);
    bind(
      alias === undefined ? bound : textOf(alias),
      machine.findModule(bound, scope.module.path) ?? external(bound),
      scope,
    );
  }
}

/** The absolute name that a `from` clause means in a module: dots climb packages. */
function targetOf(clause: SyntaxNode, module: Module): string {
  if (clause.type !== 'relative_import') return dotted(clause);
  const prefix = childOfType(clause, 'import_prefix');
  const climbs = prefix === undefined ? 1 : dotted(prefix).length;
  const isPackage = /(^|\/)__init__\.py$/.test(module.path);
  const parts = module.name === '' ? [] : module.name.split('.');
  const base = parts.slice(0, Math.max(0, parts.length - climbs + (isPackage ? 1 : 0)));
  const rest = childOfType(clause, 'dotted_name');
  return [...base, ...(rest === undefined ? [] : [dotted(rest)])].join('.');
}

/** `from a.b import c as d`, `from . import x`, `from a import *` */
export function importFrom(machine: Machine, node: SyntaxNode, scope: Scope): void {
  const clause = child(node, 'module_name');
  if (clause === undefined) return;
  const name = targetOf(clause, scope.module);
  const module = machine.findModule(name, scope.module.path);
  if (module !== undefined) machine.touch(name, scope.module.path);
  if (childOfType(node, 'wildcard_import') !== undefined) {
    if (module !== undefined) importAll(machine, module, scope);
    return;
  }
  for (const each of childrenOf(node, 'name')) {
    const imported = dotted(child(each, 'name') ?? each);
    const alias = child(each, 'alias');
    const value: Value =
      module === undefined ? external(`${name}.${imported}`) : { kind: 'lazy', module, name: imported };
    if (module !== undefined) machine.touch(`${name}.${imported}`, scope.module.path);
    bind(alias === undefined ? imported : textOf(alias), value, scope);
  }
}

function importAll(machine: Machine, module: Module, scope: Scope): void {
  machine.load(module);
  const stated = module.scope.names.get('__all__');
  const { items, open } = isKind(stated, 'list') ? iterate(stated) : { items: [], open: true };
  const exported = [...module.scope.names.keys()].filter((name) => !name.startsWith('_'));
  const names = new Set(open ? [...items, ...exported] : items);
  for (const name of names) {
    const value = typeof name === 'string' ? moduleMember(machine, module, name) : undefined;
    if (typeof name === 'string' && value !== undefined) bind(name, value, scope);
  }
}
