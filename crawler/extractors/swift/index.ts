import { type Extractor, programExtractor } from '../extractor.ts';

/** Reads servers written in Swift. See README.md. */
export const swift: Extractor = programExtractor(
  { id: 'swift', version: 2, languages: ['swift'], files: /\.swift$/ },
  () => import('./reader.ts'),
);
