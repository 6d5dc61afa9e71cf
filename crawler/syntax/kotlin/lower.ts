import { packageOf } from '../java/lower.ts';
import { childOfType, type SyntaxNode, textOf } from '../node.ts';
import type { Import, Unit } from '../program/ir.ts';
import { lowerDeclaration } from './declarations.ts';
import { lowerStatement } from './statements.ts';

function lowerImport(node: SyntaxNode): Import[] {
  const path = childOfType(node, 'identifier')?.children.map(textOf).join('.');
  if (path === undefined) return [];
  if (childOfType(node, 'wildcard_import')) return [{ form: 'all', path, alias: '' }];
  const alias = childOfType(node, 'import_alias')?.children[0];
  return [{ form: 'name', path, alias: alias ? textOf(alias) : path.slice(path.lastIndexOf('.') + 1) }];
}

const HEADS = /^(package_header|import_list|file_annotation|shebang_line)$/;

/** A file of Kotlin in the common form; what stands in a script outside declarations is its body. */
export function lowerKotlin(root: SyntaxNode): Unit {
  const declared = root.children.map((node) => ({ node, declarations: lowerDeclaration(node) }));
  const isScript = root.source.path.endsWith('.kts');
  const loose = declared.filter(
    ({ node, declarations }) => declarations.length === 0 && !HEADS.test(node.type),
  );
  return {
    path: root.source.path,
    module: packageOf(root.source.text),
    imports: root.children
      .filter((each) => each.type === 'import_list')
      .flatMap((each) => each.children.flatMap(lowerImport)),
    declarations: declared.flatMap(({ declarations }) => declarations),
    body: isScript ? loose.flatMap(({ node }) => lowerStatement(node)) : [],
  };
}
