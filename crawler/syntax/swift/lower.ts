import { type SyntaxNode, textOf } from '../node.ts';
import type { Unit } from '../program/ir.ts';
import { lowerDeclaration } from './declarations.ts';
import { lowerStatement } from './statements.ts';

/** The target a file belongs to, by the folder that Swift packages keep it in. */
export const targetOf = (path: string): string => /(?:^|\/)Sources\/([^/]+)\//.exec(path)?.[1] ?? '';

const DECLARATIONS =
  /^(class_declaration|protocol_declaration|function_declaration|typealias_declaration|property_declaration)$/;

/** A file of Swift in the common form; statements outside declarations run, in `main.swift` and scripts. */
export function lowerSwift(root: SyntaxNode): Unit {
  const imports = root.children.filter((each) => each.type === 'import_declaration');
  return {
    path: root.source.path,
    module: targetOf(root.source.path),
    imports: imports.map((each) => ({
      form: 'all',
      path: textOf(each.children.at(-1) ?? each).replace(/\s/g, ''),
      alias: '',
    })),
    declarations: root.children.flatMap(lowerDeclaration),
    body: root.children
      .filter((each) => !DECLARATIONS.test(each.type) && each.type !== 'import_declaration')
      .flatMap(lowerStatement),
  };
}
