import type { Classification } from '#data/schema/classification.ts';
import type { Annotations } from '#data/schema/tool.ts';
import { compareAnnotations } from '#data/taxonomy/annotations.ts';

const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;
type Hint = (typeof HINTS)[number];

/** One of the author's hints beside what the definition's words say. `conflict` says how they differ; null where they do not. */
export interface HintRow {
  hint: Hint;
  stated: boolean;
  meaning: string;
  conflict: string | null;
}

/** What each value says, after the MCP specification's ToolAnnotations. */
const MEANING: Record<Hint, { true: string; false: string }> = {
  readOnlyHint: { true: 'changes nothing', false: 'may change something' },
  destructiveHint: { true: 'may destroy something', false: 'only adds, destroys nothing' },
  idempotentHint: { true: 'a repeated call changes nothing more', false: 'every call counts' },
  openWorldHint: { true: 'deals with the world outside', false: 'stays inside a closed system' },
};

/** Facets that reach beyond the server's own system (data/taxonomy/facets.yml). */
const OUTWARD = [
  'external_comm',
  'arbitrary_url',
  'public_exposure',
  'untrusted_content_in',
  'outsiders',
  'everyone',
];

function conflictOf(
  hint: Hint,
  annotations: Annotations,
  { category, facets }: Classification,
): string | null {
  if (hint === 'openWorldHint') {
    const isOutward = facets.some((facet) => OUTWARD.includes(facet));
    return annotations.openWorldHint === false && isOutward
      ? 'The author says that it stays inside a closed system, but its words reach beyond it.'
      : null;
  }
  const compared = compareAnnotations(category, annotations).find((one) => one.hint === hint);
  return compared?.agreement === 'contradict' ? compared.sentence : null;
}

/** The author's behaviour hints, each with its meaning and whether our verdict agrees. Hints that are not stated are left out. */
export function compareHints(annotations: Annotations, verdict: Classification): HintRow[] {
  return HINTS.flatMap((hint) => {
    const stated = annotations[hint];
    if (typeof stated !== 'boolean') return [];
    const meaning = MEANING[hint][stated ? 'true' : 'false'];
    return [{ hint, stated, meaning, conflict: conflictOf(hint, annotations, verdict) }];
  });
}
