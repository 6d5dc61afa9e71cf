import { type Extractor, programExtractor } from '../extractor.ts';

/** Reads servers written in Rust: what attributes declare, and lists made by hand. See README.md. */
export const rust: Extractor = programExtractor(
  { id: 'rust', version: 2, languages: ['rust'], files: /\.rs$|(^|\/)Cargo\.toml$/ },
  () => import('./reader.ts'),
);
