import { type Extractor, programExtractor } from '../extractor.ts';

/** Reads servers written in Java. See README.md. */
export const java: Extractor = programExtractor(
  { id: 'java', version: 2, languages: ['java'], files: /(\.java|pom\.xml|\.gradle(\.kts)?)$/ },
  () => import('./reader.ts'),
);
