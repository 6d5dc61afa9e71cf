import type { Dialect } from '../program/dialect.ts';
import { swiftMember } from './builtins.ts';
import { lowerSwift, targetOf } from './lower.ts';

export const SWIFT: Dialect = {
  language: 'swift',
  grammar: 'swift',
  files: /\.swift$/,
  comments: 'drop',
  declares:
    /(?:\b(?:class|struct|enum|protocol|actor|typealias|func|let|var)\s+`?|(?=\bextension ))(extension \w+|\w+)/g,
  moduleOf: (path) => targetOf(path),
  lower: lowerSwift,
  resolveModule: (path) => path,
  implicitSelf: true,
  looseNames: false,
  globals: new Map(),
  builtinMember: swiftMember,
};
