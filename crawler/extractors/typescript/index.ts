import type { Extractor } from '../extractor.ts';

/** Reads servers written in TypeScript or JavaScript. See README.md. */
export const typescript: Extractor = {
  id: 'typescript',
  version: 8,
  languages: ['typescript', 'javascript'],
  files: /\.[cm]?[jt]sx?$|(^|\/)(package|tsconfig)\.json$/,
  read: async (tree) => (await import('./read.ts')).read(tree),
};
