import { SkipReason } from '#data/schema/skip.ts';
import { type Check, listChecks } from '#data/store/checks.ts';
import { catalogue, readTotals } from '../catalogue.ts';
import { reasonSentence } from './skip-words.ts';

export interface Unreadable {
  slug: string;
  name: string;
  id: string;
  sentence: string;
  message: string | null;
  checkedAt: string;
  failures: number;
}

const LOST = 'The last reading found no tool where there had been some; the earlier list is still shown.';
const NONE = 'It was read, and no tool was recognised in it.';

function sentenceOf({ outcome, reason }: Check): string {
  const known = SkipReason.safeParse(reason);
  if (known.success) return reasonSentence(known.data);
  return outcome === 'lost-tools' ? LOST : NONE;
}

/** Servers whose last look failed, lost its tools, or found none; by name. */
export async function listUnreadable(): Promise<Unreadable[]> {
  const [{ servers }, checks] = await Promise.all([readTotals(), listChecks(catalogue())]);
  const byServer = new Map(checks.map((check) => [check.serverId, check]));
  return servers.flatMap(({ id, name, slug, tools }) => {
    const check = byServer.get(id);
    if (!check) return [];
    const isGap = check.outcome === 'failed' || check.outcome === 'lost-tools' || tools === 0;
    if (!isGap) return [];
    const { message, checkedAt, failures } = check;
    return [{ slug, name, id, sentence: sentenceOf(check), message, checkedAt, failures }];
  });
}
