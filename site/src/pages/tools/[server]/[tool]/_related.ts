import type { Category, RiskLevel } from '#data/schema/classification.ts';
import { pageAt, toolPath } from '../../../../address.ts';
import type { Entry, Shelf } from '../../../../catalogue.ts';
import { spellUnseen } from '../../../../text/unseen.ts';
import { type Blurb, blurbOf } from '../../../../view/blurb.ts';
import { CATEGORIES, compareLevels, compareSeverity } from '../../../../view/severity.ts';

export interface RelatedTool extends Blurb {
  name: string;
  href: string;
  category: Category;
  level: RiskLevel;
}

const MAX_RELATED = 10;

function toRelated({ tool, verdict }: Entry, serverSlug: string): RelatedTool {
  const { name, description } = tool.definition;
  return {
    name: spellUnseen(name),
    href: pageAt(toolPath(serverSlug, tool.slug)),
    category: verdict.category,
    level: verdict.risk.plain,
    ...blurbOf(description),
  };
}

/** Other tools of the same server, worst first. */
export function relatedTools({ tool }: Entry, { server, entries }: Shelf): RelatedTool[] {
  return entries
    .filter((entry) => entry.tool.id !== tool.id)
    .sort(compareSeverity)
    .slice(0, MAX_RELATED)
    .map((entry) => toRelated(entry, server.slug));
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);
}

function singular(word: string): string {
  return word.replace(/(ies)$/, 'y').replace(/([^s])s$/, '$1');
}

/** The words two names share, apart from those that most of the server's names begin with. */
function sharedWords(a: string, b: string, common: ReadonlySet<string>): number {
  const theirs = new Set(wordsOf(b).map(singular));
  return new Set(
    wordsOf(a)
      .map(singular)
      .filter((word) => theirs.has(word) && !common.has(word)),
  ).size;
}

function commonWords(entries: readonly Entry[]): Set<string> {
  const seen = new Map<string, number>();
  for (const { tool } of entries) {
    for (const word of new Set(wordsOf(tool.definition.name).map(singular)))
      seen.set(word, (seen.get(word) ?? 0) + 1);
  }
  return new Set(
    [...seen].filter(([, times]) => times > 1 && times > entries.length / 2).map(([word]) => word),
  );
}

/**
 * A tool of the same server that acts on the same thing at a lower level of a milder category; undefined where there is none.
 * Known wrong: names that share a word and mean different things by it.
 */
export function saferSibling({ tool, verdict }: Entry, { server, entries }: Shelf): RelatedTool | undefined {
  const common = commonWords(entries);
  const closeness = (entry: Entry) => sharedWords(tool.definition.name, entry.tool.definition.name, common);
  const milder = entries.filter(
    (entry) =>
      compareLevels(entry.verdict.risk.plain, verdict.risk.plain) > 0 &&
      compareLevels(entry.verdict.risk.evidence, verdict.risk.evidence) > 0 &&
      CATEGORIES.indexOf(entry.verdict.category) > CATEGORIES.indexOf(verdict.category) &&
      closeness(entry) > 0,
  );
  const [best] = milder.sort((a, b) => closeness(b) - closeness(a) || -compareSeverity(a, b));
  return best && toRelated(best, server.slug);
}
