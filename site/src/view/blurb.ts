import { excerpt } from '../text/excerpt.ts';
import { languageOf } from '../text/language.ts';

/** What a list shows of a description: empty where the author gives none. */
export interface Blurb {
  excerpt: string;
  lang: string | undefined;
}

export function blurbOf(description: string | null | undefined): Blurb {
  if (description === null || description === undefined) return { excerpt: '', lang: undefined };
  const line = excerpt(description, 110);
  return { excerpt: line, lang: languageOf(line)?.lang };
}
