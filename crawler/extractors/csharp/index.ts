import { type Extractor, programExtractor } from '../extractor.ts';

/** Reads servers written in C#. See README.md. */
export const csharp: Extractor = programExtractor(
  { id: 'csharp', version: 2, languages: ['csharp'], files: /\.(cs|csproj|props|targets)$/ },
  () => import('./reader.ts'),
);
