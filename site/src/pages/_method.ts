import type { SkipReason } from '#data/schema/skip.ts';
import { listSkips } from '#data/store/skips.ts';
import { catalogue, readTotals } from '../catalogue.ts';
import { count } from '../text/english.ts';
import { reasonSentence } from '../view/skip-words.ts';

async function countReasons(serverIds: readonly string[]): Promise<Map<SkipReason, number>> {
  const counts = new Map<SkipReason, number>();
  for (const id of serverIds) {
    for (const { reason } of await listSkips(catalogue(), id)) {
      const before = counts.get(reason);
      counts.set(reason, before === undefined ? 1 : before + 1);
    }
  }
  return counts;
}

/** The figures that the method page quotes, from the catalogue that the page belongs to. */
export async function viewMethod() {
  const { servers, read, tools } = await readTotals();
  const completeness = (word: string) => servers.filter((server) => server.completeness === word).length;
  const reasons = await countReasons(servers.map((server) => server.id));
  return {
    scope: `${count(servers.length, 'server')} in the index, ${count(read, 'was', 'were')} read, and ${count(tools, 'tool')} labelled`,
    completeness: `Of ${count(read, 'server')} that could be read, ${count(completeness('complete'), 'is', 'are')} complete as far as the source shows, ${count(completeness('partial'), 'is', 'are')} partial, and ${count(completeness('unknown'), 'leaves', 'leave')} open whether there is more.`,
    reasons: [...reasons]
      .sort(([, a], [, b]) => b - a)
      .map(([reason, times]) => ({ sentence: reasonSentence(reason), times: count(times, 'time') })),
  };
}
