import type { Dialect } from '../program/dialect.ts';
import { builtinMember, GLOBALS } from './builtins.ts';
import { lowerFile } from './lower.ts';

/** Constants, classes and modules; methods are found through what declares them. */
const DECLARES = /^\s*(?:class|module)\s+([A-Z]\w*)|^\s*(?:def\s+)(\w+[?!]?)|^([A-Z]\w*)\s*=/gm;

/** Ruby. Every file is in one namespace: modules are types that many files reopen. */
export const ruby: Dialect = {
  language: 'ruby',
  grammar: 'ruby',
  files: /\.(rb|ru|rake|gemspec)$|(^|\/)(exe|bin)\/[\w-]+$/,
  comments: 'drop',
  declares: DECLARES,
  moduleOf: () => '',
  lower: lowerFile,
  resolveModule: (path) => path,
  implicitSelf: true,
  looseNames: false,
  globals: GLOBALS,
  builtinMember,
};
