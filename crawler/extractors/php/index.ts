import { type Extractor, programExtractor } from '../extractor.ts';

/** Reads servers written in PHP: attributes, builders and tool classes of their SDKs. See README.md. */
export const php: Extractor = programExtractor(
  {
    id: 'php',
    version: 2,
    languages: ['php'],
    files: /\.php$|(^|\/)composer\.(json|lock)$|(^|\/)(artisan|bin\/[\w-]+)$/,
  },
  () => import('./reader.ts'),
);
