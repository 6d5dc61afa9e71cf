import type { Skip, SkipReason } from '#data/schema/skip.ts';
import type { Shelf } from '../../../catalogue.ts';
import { count, joinAll, serverTitle } from '../../../text/english.ts';
import { spellUnseen } from '../../../text/unseen.ts';
import { CATEGORIES } from '../../../view/severity.ts';
import { reasonSentence } from '../../../view/skip-words.ts';

/** Things that could not be read for one reason, by path. */
export interface SkipGroup {
  reason: SkipReason;
  sentence: string;
  places: { path: string; message: string }[];
}

export function groupSkips(skips: readonly Skip[]): SkipGroup[] {
  const groups = new Map<SkipReason, SkipGroup>();
  for (const { reason, path, message } of skips) {
    const group = groups.get(reason) ?? { reason, sentence: reasonSentence(reason), places: [] };
    group.places.push({ path: spellUnseen(path), message: spellUnseen(message) });
    groups.set(reason, group);
  }
  return [...groups.values()].sort((a, b) => b.places.length - a.places.length);
}

/** How much of the server's list was read, in words. */
export function completenessSentence({ snapshot, entries, skips }: Shelf): string {
  if (!snapshot) return 'It has not been read yet.';
  const read = count(entries.length, 'tool');
  const skipped = count(skips.length, 'thing');
  switch (snapshot.completeness) {
    case 'complete':
      return `The list is complete as far as the source shows: every registration that was seen was read, ${read} in all.`;
    case 'partial':
      return `The list is not complete: ${read} ${entries.length === 1 ? 'was' : 'were'} read, ${skipped} could not be. The server may offer more than is shown here.`;
    case 'unknown':
      return `${entries.length === 0 ? 'No tool was' : `${read} ${entries.length === 1 ? 'was' : 'were'}`} read, and nothing in the source tells whether there are more.`;
  }
}

/** What the server is, in one sentence of counts. */
export function summarySentence({ server, entries }: Shelf): string {
  const title = `The ${spellUnseen(serverTitle(server.name))}`;
  if (entries.length === 0) return `${title} is in the index, and none of its tools could be read.`;
  const counts = CATEGORIES.map((category) => ({
    category,
    tools: entries.filter((entry) => entry.verdict.category === category).length,
  })).filter(({ tools }) => tools > 0);
  const [only] = counts;
  if (counts.length === 1 && only)
    return `${title} offers ${count(only.tools, `${only.category} tool`)}${only.tools === 1 ? '' : ' and no other'}.`;
  return `${title} offers ${count(entries.length, 'tool')}: ${joinAll(counts.map(({ category, tools }) => `${tools} ${category}`))}.`;
}
