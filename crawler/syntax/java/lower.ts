import { type SyntaxNode, textOf } from '../node.ts';
import type { Import, Unit } from '../program/ir.ts';
import { isTypeDeclaration, lowerTypeDeclaration } from './declarations.ts';

/** The package that a file says it is in; empty for none. */
export const packageOf = (text: string): string => /^[ \t]*package\s+([\w.]+)/m.exec(text)?.[1] ?? '';

/** `import a.b.C`, `import a.b.*`, and both with `static`. */
function lowerImport(node: SyntaxNode): Import {
  const path = textOf(node)
    .replace(/^import\s+(static\s+)?/, '')
    .replace(/[\s;]+/g, '');
  if (path.endsWith('.*')) return { form: 'all', path: path.slice(0, -2), alias: '' };
  return { form: 'name', path, alias: path.slice(path.lastIndexOf('.') + 1) };
}

/** A file of Java in the common form. */
export function lowerJava(root: SyntaxNode): Unit {
  return {
    path: root.source.path,
    module: packageOf(root.source.text),
    imports: root.children.filter((each) => each.type === 'import_declaration').map(lowerImport),
    declarations: root.children.filter(isTypeDeclaration).map(lowerTypeDeclaration),
    body: [],
  };
}
