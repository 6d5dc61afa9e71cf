import type { Dialect } from '../program/dialect.ts';
import { javaMember } from './builtins/members.ts';
import { lowerJava, packageOf } from './lower.ts';

export const JAVA: Dialect = {
  language: 'java',
  grammar: 'java',
  files: /\.java$/,
  comments: 'drop',
  declares: /\b(?:class|interface|enum|record)\s+(\w+)/g,
  moduleOf: (_, text) => packageOf(text),
  lower: lowerJava,
  resolveModule: (path) => path,
  implicitSelf: true,
  looseNames: false,
  globals: new Map(),
  builtinMember: javaMember,
};
