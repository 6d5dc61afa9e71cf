import type { Totals } from '../catalogue.ts';
import { count } from '../text/english.ts';
import { spellUnseen } from '../text/unseen.ts';
import { formatDate } from './date.ts';

/** What the catalogue holds, in one sentence: of one server where the page is about one, else of all. */
export function footerSentence(
  { servers, tools, asOf }: Totals,
  server: { name: string; tools: number } | undefined,
): string {
  const counted = server ? count(server.tools, `${spellUnseen(server.name)} tool`) : count(tools, 'tool');
  const index = count(servers.length, 'server');
  const date = asOf === null ? '' : ` Data of ${formatDate(asOf)}.`;
  return `${counted} catalogued and risk-classified, across an index of ${index}.${date}`;
}
