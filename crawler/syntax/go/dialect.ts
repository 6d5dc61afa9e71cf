import type { FileTree } from '../../snapshot.ts';
import type { Dialect } from '../program/dialect.ts';
import { goGlobals } from './builtins.ts';
import { lowerFile } from './lower.ts';
import { createModuleResolver, moduleOf } from './modules.ts';

/** Names at the beginning of lines that may declare them. */
const DECLARES =
  /(?<=^(?:func[ \t]+(?:\([^)\n]{0,200}\)[ \t]*)?|type[ \t]+|(?:var|const)[ \t]+(?:\w+,[ \t]*)?|[ \t]+(?:\w+,[ \t]*)?))\b(\w+)/gm;

/** Go, with the modules and embedded files of a tree. */
export function goDialect(tree: FileTree): Dialect {
  const manifests = tree
    .listFiles()
    .filter((path) => /(^|\/)go\.mod$/.test(path))
    .map((path) => ({ path, text: tree.readFile(path) ?? '' }));
  const resolve = createModuleResolver(manifests);
  return {
    language: 'go',
    grammar: 'go',
    files: /\.go$/,
    comments: 'drop',
    declares: DECLARES,
    moduleOf,
    lower: lowerFile,
    resolveModule: resolve,
    implicitSelf: false,
    looseNames: false,
    overloads: false,
    globals: goGlobals(tree),
    builtinMember: () => undefined,
  };
}
