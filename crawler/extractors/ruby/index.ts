import { type Extractor, programExtractor } from '../extractor.ts';

/** Reads servers written in Ruby by running their registration code on unknown input. See README.md. */
export const ruby: Extractor = programExtractor(
  {
    id: 'ruby',
    version: 2,
    languages: ['ruby'],
    files: /\.(rb|ru|rake|gemspec)$|(^|\/)(Gemfile|Gemfile\.lock)$|(^|\/)(exe|bin)\/[\w-]+$/,
  },
  () => import('./reader.ts'),
);
