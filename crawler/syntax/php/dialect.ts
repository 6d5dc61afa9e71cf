import type { Dialect } from '../program/dialect.ts';
import { builtinMember, GLOBALS } from './builtins.ts';
import { lowerFile } from './lower.ts';

const NAMESPACE = /^\s*namespace\s+([\w\\]+)\s*[;{]/m;

/** PHP. Class names are written out in full when a file is lowered, as the compiler does it. */
export const php: Dialect = {
  language: 'php',
  grammar: 'php',
  files: /\.php$|(^|\/)(artisan|bin\/[\w-]+)$/,
  comments: 'keep',
  declares:
    /^[ \t]*(?:(?:abstract|final|readonly)[ \t]+)*(?:class|interface|trait|enum|function)[ \t]+&?(\w+)|^[ \t]*const[ \t]+(\w+)|\bdefine\(\s*['"](\w+)/gm,
  moduleOf: (_, text) => NAMESPACE.exec(text)?.[1] ?? '',
  lower: lowerFile,
  resolveModule: (path) => path,
  implicitSelf: false,
  looseNames: false,
  globals: GLOBALS,
  builtinMember,
};
