import { type Extractor, programExtractor } from '../extractor.ts';

/** Reads servers written in Elixir from what their modules declare and their set-up registers. See README.md. */
export const elixir: Extractor = programExtractor(
  { id: 'elixir', version: 2, languages: ['elixir'], files: /\.exs?$/ },
  () => import('./reader.ts'),
);
