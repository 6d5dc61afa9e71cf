import type { Extractor } from '../extractor.ts';

const VERSION = 5;

/** Reads servers written in Python by running their registration code on unknown input. See README.md. */
export const python: Extractor = {
  id: 'python',
  version: VERSION,
  languages: ['python'],
  files: /\.(py|toml|lock|cfg|txt|md|json)$/,
  read: async (tree) => (await import('./read.ts')).read(tree, VERSION),
};
