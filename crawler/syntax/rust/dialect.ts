import type { Dialect } from '../program/dialect.ts';
import { builtinMember, GLOBALS } from './builtins.ts';
import { lowerFile } from './lower.ts';
import { moduleOf, resolveModule } from './modules.ts';

/** Rust. A file is a module; modules inside a file are read as part of it, those for tests not at all. */
export const rust: Dialect = {
  language: 'rust',
  grammar: 'rust',
  files: /\.rs$/,
  comments: 'keep',
  declares:
    /^[ \t]*(?:pub(?:\([^)]*\))?[ \t]+)?(?:(?:const|static)[ \t]+(?:mut[ \t]+)?(\w+)[ \t]*:|(?:struct|enum|type|trait|union)[ \t]+(\w+)|(?:default[ \t]+)?(?:const[ \t]+)?(?:async[ \t]+)?(?:unsafe[ \t]+)?fn[ \t]+(\w+))/gm,
  moduleOf,
  lower: lowerFile,
  resolveModule: (path, from) => resolveModule(path, from.module),
  implicitSelf: false,
  looseNames: true,
  globals: GLOBALS,
  builtinMember,
};
