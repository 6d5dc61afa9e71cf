import type { Dialect } from '../program/dialect.ts';
import type { Import } from '../program/ir.ts';
import { builtinMember, GLOBALS } from './builtins/builtin-member.ts';
import { lowerUnit, namespaceOf } from './unit.ts';

/** Types, and the methods that extend others. */
const DECLARES =
  /\b((?<=\b(?:class|struct|interface|enum|record)\s{1,20})\w+|\w+(?=\s{0,20}(?:<[^<>()\n]{0,200}>)?\s{0,20}\(\s{0,80}this\s))/g;

/** What a project says of its files. */
export interface Surroundings {
  /** The namespaces that it opens to all of them. */
  implied(path: string): readonly Import[];
  /** The namespace of what stands in none: each project has its own. */
  rootOf(path: string): string;
}

/** C#, as its projects surround it. */
export const createCsharp = ({ implied, rootOf }: Surroundings): Dialect => ({
  language: 'csharp',
  grammar: 'csharp',
  files: /\.cs$/,
  comments: 'drop',
  declares: DECLARES,
  moduleOf: (path, text) => namespaceOf(text) || rootOf(path),
  lower(root) {
    const { path } = root.source;
    return lowerUnit(root, { implied: implied(path), outermost: rootOf(path) });
  },
  resolveModule: (path) => path,
  implicitSelf: true,
  looseNames: true,
  globals: GLOBALS,
  builtinMember,
});
