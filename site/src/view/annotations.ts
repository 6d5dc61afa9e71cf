import type { Classification } from '#data/schema/classification.ts';
import type { Annotations } from '#data/schema/tool.ts';
import { withArticle } from '../text/english.ts';

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

function conflictOf(hint: Hint, stated: boolean, { category, facets }: Classification): string | null {
  const label = `its words make it ${withArticle(category)} tool`;
  if (hint === 'readOnlyHint' && stated && category !== 'Read')
    return `The author marks it as read-only, but ${label}.`;
  if (hint === 'readOnlyHint' && !stated && category === 'Read')
    return `The author says that it may change something, but ${label}. The hint may be out of caution.`;
  if (hint === 'destructiveHint' && !stated && category === 'Destructive')
    return `The author says that it destroys nothing, but ${label}.`;
  if (hint === 'destructiveHint' && stated && category === 'Read')
    return `The author says that it may destroy something, but ${label}.`;
  const outward = facets.find((facet) => OUTWARD.includes(facet));
  if (hint === 'openWorldHint' && !stated && outward !== undefined)
    return 'The author says that it stays inside a closed system, but its words reach beyond it.';
  return null;
}

/** The author's behaviour hints, each with its meaning and whether our verdict agrees. Hints that are not stated are left out. */
export function compareHints(annotations: Annotations, verdict: Classification): HintRow[] {
  return HINTS.flatMap((hint) => {
    const stated = annotations[hint];
    if (typeof stated !== 'boolean') return [];
    const meaning = MEANING[hint][stated ? 'true' : 'false'];
    return [{ hint, stated, meaning, conflict: conflictOf(hint, stated, verdict) }];
  });
}
