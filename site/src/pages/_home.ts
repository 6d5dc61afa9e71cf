import { levelPath, pageAt } from '../address.ts';
import { readTotals, type Totals } from '../catalogue.ts';
import { count } from '../text/english.ts';
import { spellUnseen } from '../text/unseen.ts';
import { sharesByCategory, toolsAtLevel } from '../view/shares.ts';
import { listUnreadable } from '../view/unreadable.ts';

const MAX_LISTED = 10;

function largestCritical({ servers }: Totals) {
  return servers
    .filter((server) => server.critical > 0)
    .sort((a, b) => b.critical - a.critical || (a.slug < b.slug ? -1 : 1))
    .slice(0, MAX_LISTED)
    .map(({ slug, name, critical, tools }) => ({ slug, name: spellUnseen(name), critical, tools }));
}

function newestRead({ servers }: Totals) {
  return servers
    .flatMap(({ slug, name, readAt }) => (readAt === null ? [] : [{ slug, name: spellUnseen(name), readAt }]))
    .sort((a, b) => (a.readAt === b.readAt ? (a.slug < b.slug ? -1 : 1) : a.readAt < b.readAt ? 1 : -1))
    .slice(0, MAX_LISTED);
}

async function figures(totals: Totals) {
  const unreadable = await listUnreadable();
  return [
    { label: 'tools', value: totals.tools, href: pageAt('tools/') },
    {
      label: 'at critical risk',
      value: toolsAtLevel(totals, 'critical'),
      href: pageAt(levelPath('critical')),
    },
    { label: 'servers in the index', value: totals.servers.length, href: pageAt('servers/') },
    { label: 'servers unreadable', value: unreadable.length, href: pageAt('unreadable/') },
  ];
}

/** Everything that the first page shows. */
export async function viewHome() {
  const totals = await readTotals();
  return {
    summary: `An open catalogue of ${count(totals.tools, 'tool')} that ${count(totals.read, 'MCP server')} ${totals.read === 1 ? 'offers' : 'offer'} to agents, read from source code: what one call can do, the words that say so, and a policy for it.`,
    totals: await figures(totals),
    shares: sharesByCategory(totals),
    largest: largestCritical(totals),
    newest: newestRead(totals),
  };
}
