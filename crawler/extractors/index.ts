import type { Extractor } from './extractor.ts';
import { python } from './python/index.ts';
import { typescript } from './typescript/index.ts';

/** One line an extractor. */
export const EXTRACTORS: readonly Extractor[] = [python, typescript];
