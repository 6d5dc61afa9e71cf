import { child, type SyntaxNode, textOf } from '../node.ts';
import type { Declaration, Import, Unit } from '../program/ir.ts';
import { extensionsOf, lowerTypeDeclaration, openConditions } from './declarations.ts';
import { hoisted, lowerStatement } from './statements.ts';
import { dotted } from './types.ts';

const NAMESPACES = /^(file_scoped_)?namespace_declaration$/;

/** The namespace of a file: the first it declares, empty for none. */
export const namespaceOf = (text: string): string =>
  /^[ \t\uFEFF]*namespace\s+([\w.]+)/m.exec(text)?.[1] ?? '';

interface Around {
  implied: readonly Import[];
  /** The namespace of what stands in none. */
  outermost: string;
}

export function lowerUnit(root: SyntaxNode, { implied, outermost }: Around): Unit {
  const parts = openNamespaces(root);
  const own = namespaceOf(root.source.text);
  const declarations = parts.flatMap((part): Declaration[] => {
    const type = lowerTypeDeclaration(part);
    return type ? [type, ...extensionsOf(type)] : [];
  });
  const written = parts.filter((part) => part.type === 'using_directive').flatMap(importOf);
  return {
    path: root.source.path,
    module: own || outermost,
    imports: [...written, ...enclosing(own), opened(outermost), ...implied],
    declarations,
    body: hoisted(
      parts.filter((part) => /^(global_statement|.*_statement)$/.test(part.type)).flatMap(lowerStatement),
    ),
  };
}

/** What stands in a file, namespaces and conditions opened. */
function openNamespaces(node: SyntaxNode): SyntaxNode[] {
  return openConditions(node).flatMap((each) => {
    if (!NAMESPACES.test(each.type)) return [each];
    const body = child(each, 'body');
    return body ? openNamespaces(body) : openNamespaces(each);
  });
}

/** Names of the namespaces around are in reach. */
function enclosing(module: string): Import[] {
  const parts = module === '' ? [] : module.split('.');
  return parts.slice(1).map((_, index) => opened(parts.slice(0, parts.length - index - 1).join('.')));
}

const opened = (path: string): Import => ({ form: 'all', path, alias: '' });

/** `using A.B;`, `using static A.B.C;`, `using X = A.B;` */
function importOf(node: SyntaxNode): Import[] {
  const alias = child(node, 'name');
  const target = node.children.find((each) => each.label !== 'name');
  if (!target) return [];
  const path = dotted(target);
  return alias ? [{ form: 'name', path, alias: textOf(alias) }] : [opened(path)];
}

/** `global using A.B;` of one file opens a namespace to all of its project. */
export function globalUsings(text: string): Import[] {
  const lines = text.matchAll(/^\s*global\s+using\s+(?:static\s+)?([\w.]+)\s*;/gm);
  return [...lines].map(([, path = '']) => opened(path));
}
