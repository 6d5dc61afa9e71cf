import { type Extractor, programExtractor } from '../extractor.ts';

/** Reads servers written in Go by running their registration code on unknown input. See README.md. */
export const go: Extractor = programExtractor(
  {
    id: 'go',
    version: 3,
    languages: ['go'],
    files: /\.go$|(^|\/)go\.(mod|work)$|\.(md|txt|tmpl|json|ya?ml)$/,
  },
  () => import('./reader.ts'),
);
