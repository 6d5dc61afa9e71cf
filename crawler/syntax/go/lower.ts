import { child, type SyntaxNode, textOf } from '../node.ts';
import type { Declaration, Import, Unit } from '../program/ir.ts';
import { lowerConstants, lowerDeclaredFunction, lowerTypes, lowerVariables } from './declarations.ts';
import { stringOf } from './literals.ts';
import { moduleOf } from './modules.ts';

/** One file. */
export function lowerFile(root: SyntaxNode): Unit {
  const { path } = root.source;
  return {
    path,
    module: moduleOf(path),
    imports: root.children.filter((each) => each.type === 'import_declaration').flatMap(importsOf),
    declarations: root.children.flatMap(lowerTopLevel),
    body: [],
  };
}

function importsOf(node: SyntaxNode): Import[] {
  return node.children.flatMap((each) =>
    each.type === 'import_spec_list' ? importsOf(each) : each.type === 'import_spec' ? lowerImport(each) : [],
  );
}

function lowerImport(spec: SyntaxNode): Import[] {
  const path = child(spec, 'path');
  const name = child(spec, 'name');
  if (!path) return [];
  const target = stringOf(path);
  if (name?.type === 'dot') return [{ form: 'all', path: target, alias: '' }];
  const aliases = name ? [textOf(name)] : packageNames(target);
  return aliases.map((alias) => ({ form: 'module', path: target, alias }));
}

/** What a package may be called that is imported without a name: the last part of its path, without version, without `go-`. */
function packageNames(path: string): string[] {
  const parts = path.split('/').filter((part) => !/^v\d+$/.test(part));
  const last = (parts.at(-1) ?? path).replace(/\.v\d+$/, '');
  const short = last.replace(/^go-|-go$|\.go$/g, '');
  return [...new Set([last, short].map((each) => each.replaceAll('-', '_')))];
}

function lowerTopLevel(node: SyntaxNode): Declaration[] {
  switch (node.type) {
    case 'function_declaration':
    case 'method_declaration':
      return [lowerDeclaredFunction(node)];
    case 'type_declaration':
      return lowerTypes(node);
    case 'var_declaration':
      return lowerVariables(node);
    case 'const_declaration':
      return lowerConstants(node);
    default:
      return [];
  }
}
