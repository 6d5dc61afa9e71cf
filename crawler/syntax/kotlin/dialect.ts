import { packageOf } from '../java/lower.ts';
import type { Dialect } from '../program/dialect.ts';
import { kotlinMember } from './builtins/members.ts';
import { lowerKotlin } from './lower.ts';
import { withoutReturns } from './repair.ts';

export const KOTLIN: Dialect = {
  language: 'kotlin',
  grammar: 'kotlin',
  files: /\.kts?$/,
  comments: 'drop',
  declares:
    /\b(?:class|interface|object|typealias|fun|va[lr])\s+(?:<[^>\n]*>\s*)?(?:[\w.]+(?:<[^>\n]*>)?\??\.)?`?(\w+)/g,
  moduleOf: (_, text) => packageOf(text),
  lower: lowerKotlin,
  repair: withoutReturns,
  resolveModule: (path) => path,
  implicitSelf: true,
  looseNames: false,
  globals: new Map(),
  builtinMember: kotlinMember,
};
