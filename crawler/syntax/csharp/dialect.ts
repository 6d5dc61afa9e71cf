import type { Dialect } from '../program/dialect.ts';
import type { Import } from '../program/ir.ts';
import { builtinMember, GLOBALS } from './builtins/builtin-member.ts';
import { lowerUnit, namespaceOf } from './unit.ts';

/** Types, and the methods that extend others. */
const DECLARES =
  /\b((?<=\b(?:class|struct|interface|enum|record)\s{1,20})\w+|\w+(?=\s{0,20}(?:<[^<>()\n]{0,200}>)?\s{0,20}\(\s{0,80}this\s))/g;

/** C#. `implied` are the namespaces that a project opens to all of its files. */
export const createCsharp = (implied: (path: string) => readonly Import[]): Dialect => ({
  language: 'csharp',
  grammar: 'csharp',
  files: /\.cs$/,
  comments: 'drop',
  declares: DECLARES,
  moduleOf: (_path, text) => namespaceOf(text),
  lower: (root) => lowerUnit(root, implied(root.source.path)),
  resolveModule: (path) => path,
  implicitSelf: true,
  looseNames: true,
  globals: GLOBALS,
  builtinMember,
});
