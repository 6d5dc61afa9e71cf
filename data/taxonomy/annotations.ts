import type { Category } from '../schema/classification.ts';

/** What an author's hint says beside the verdict. `default`: not stated, and the specification's default says it. */
type Agreement = 'agree' | 'missing' | 'default' | 'contradict';

export interface Comparison {
  hint: 'readOnlyHint' | 'destructiveHint';
  stated: boolean | null;
  agreement: Agreement;
  sentence: string;
}

const withArticle = (category: Category) => `${category === 'Execute' ? 'an' : 'a'} ${category}`;

type Hints = Record<string, unknown> | null | undefined;

const stated = (hints: Hints, name: string): boolean | null => {
  const value = hints?.[name];
  return typeof value === 'boolean' ? value : null;
};

function compareReadOnly(category: Category, hint: boolean | null): Comparison {
  const reads = category === 'Read';
  const about = { hint: 'readOnlyHint' as const, stated: hint };
  if (hint === null && reads) {
    return {
      ...about,
      agreement: 'missing',
      sentence: 'The author does not say that the tool only reads; by our reading it does.',
    };
  }
  if (hint === null) {
    return {
      ...about,
      agreement: 'default',
      sentence: 'The author says nothing of reading; a client must assume that the tool writes, and it does.',
    };
  }
  if (hint === reads) {
    return {
      ...about,
      agreement: 'agree',
      sentence: `The author says that the tool ${reads ? 'only reads' : 'does more than read'}; so do we.`,
    };
  }
  const sentence = reads
    ? 'The author says that it may change something, but its words name nothing that it changes. The hint may be out of caution.'
    : `The author marks it as read-only, but its words make it ${withArticle(category)} tool.`;
  return { ...about, agreement: 'contradict', sentence };
}

/**
 * In the specification "destructive" means "may change or delete", wider than our Destructive: a true hint only contradicts
 * Read, a false one only contradicts Destructive. It means nothing for a tool that only reads.
 */
function compareDestructive(category: Category, hint: boolean | null): Comparison {
  const about = { hint: 'destructiveHint' as const, stated: hint };
  const destroys = category === 'Destructive';
  if (hint === null) {
    return destroys
      ? {
          ...about,
          agreement: 'missing',
          sentence: 'The author does not warn that the tool destroys; by our reading it does.',
        }
      : {
          ...about,
          agreement: 'default',
          sentence: 'The author says nothing of destruction; the specification then lets a client assume it.',
        };
  }
  if (hint && category === 'Read') {
    return {
      ...about,
      agreement: 'contradict',
      sentence: 'The author says that it may destroy something, but its words name nothing that it changes.',
    };
  }
  if (!hint && destroys) {
    return {
      ...about,
      agreement: 'contradict',
      sentence: 'The author says that it destroys nothing, but its words make it a Destructive tool.',
    };
  }
  return {
    ...about,
    agreement: 'agree',
    sentence: `The author ${hint ? 'warns of destructive changes' : 'says that nothing is destroyed'}; our label does not speak against it.`,
  };
}

/** The author's hints beside our category, each with a sentence for the page. `destructiveHint` is left out where the author says "read-only". */
export function compareAnnotations(category: Category, hints: Hints): Comparison[] {
  const readOnly = stated(hints, 'readOnlyHint');
  const comparisons = [compareReadOnly(category, readOnly)];
  return readOnly === true
    ? comparisons
    : [...comparisons, compareDestructive(category, stated(hints, 'destructiveHint'))];
}
