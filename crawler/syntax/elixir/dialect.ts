import type { Dialect } from '../program/dialect.ts';
import { builtinMember, GLOBALS } from './builtins.ts';
import { lowerFile } from './lower.ts';

/** Elixir. Every module is a type by its whole name; aliases are written out when a file is lowered, as the compiler does it. */
export const elixir: Dialect = {
  language: 'elixir',
  grammar: 'elixir',
  files: /\.exs?$/,
  comments: 'drop',
  declares: /^[ \t]*defmodule[ \t]+([\w.]+)/gm,
  moduleOf: () => '',
  lower: lowerFile,
  resolveModule: (path) => path,
  implicitSelf: true,
  looseNames: false,
  globals: GLOBALS,
  builtinMember,
};
