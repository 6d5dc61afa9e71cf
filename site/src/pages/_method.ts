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
    complete: completeness('complete'),
    partial: completeness('partial'),
    unknown: completeness('unknown'),
    read,
    reasons: [...reasons]
      .sort(([, a], [, b]) => b - a)
      .map(([reason, times]) => ({ sentence: reasonSentence(reason), times: count(times, 'time') })),
  };
}
