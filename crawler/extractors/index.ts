import { csharp } from './csharp/index.ts';
import { elixir } from './elixir/index.ts';
import type { Extractor } from './extractor.ts';
import { go } from './go/index.ts';
import { java } from './java/index.ts';
import { kotlin } from './kotlin/index.ts';
import { php } from './php/index.ts';
import { python } from './python/index.ts';
import { ruby } from './ruby/index.ts';
import { rust } from './rust/index.ts';
import { swift } from './swift/index.ts';
import { typescript } from './typescript/index.ts';

/** One line an extractor. */
export const EXTRACTORS: readonly Extractor[] = [
  csharp,
  elixir,
  go,
  java,
  kotlin,
  php,
  python,
  ruby,
  rust,
  swift,
  typescript,
];

/** Ids and versions of all of them: what another set has read may have to be read again. */
export const READERS = EXTRACTORS.map(({ id, version }) => `${id}@${version}`).join(' ');
