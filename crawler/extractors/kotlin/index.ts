import { type Extractor, programExtractor } from '../extractor.ts';

/** Reads servers written in Kotlin. See README.md. */
export const kotlin: Extractor = programExtractor(
  { id: 'kotlin', version: 2, languages: ['kotlin'], files: /(\.kts?|pom\.xml|\.gradle)$/ },
  () => import('./reader.ts'),
);
