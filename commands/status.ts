import Table from 'cli-table3';
import { listServerRows } from '#data/store/catalogue.ts';
import { listChecks } from '#data/store/checks.ts';
import type { Store } from '#data/store/open.ts';
import { count } from './count.ts';

/** What the catalogue holds; the shape of `status --json`. `oldest` is when the stalest reading was made, null without any. */
export interface Status {
  servers: { total: number; read: number; unreadable: number };
  tools: { total: number };
  /** How many servers failed at their last check, by reason. */
  failures: Record<string, number>;
  oldest: string | null;
}

export async function readStatus(store: Store): Promise<Status> {
  const rows = await listServerRows(store);
  const read = rows.filter((row) => row.readAt !== null);
  const failures: Record<string, number> = {};
  for (const { reason } of await listChecks(store)) {
    if (reason !== null) failures[reason] = (failures[reason] ?? 0) + 1;
  }
  const [oldest] = read.flatMap((row) => row.readAt ?? []).sort();
  return {
    servers: { total: rows.length, read: read.length, unreadable: rows.length - read.length },
    tools: { total: read.reduce((sum, row) => sum + row.tools, 0) },
    failures,
    oldest: oldest ?? null,
  };
}

/** The status as a person reads it: totals, then every failing server with its reason. */
export async function renderStatus(store: Store): Promise<string> {
  const status = await readStatus(store);
  const { total, read, unreadable } = status.servers;
  const lines = [
    `${count(total, 'server')} known: ${read} read, ${unreadable} not readable.`,
    `${count(status.tools.total, 'tool')}. Oldest reading: ${status.oldest ?? 'none yet'}.`,
  ];
  const failing = (await listChecks(store)).filter((check) => check.reason !== null);
  if (failing.length === 0) return lines.join('\n');
  const table = new Table({
    head: ['server', 'failures', 'reason', 'message'],
    style: { head: [], border: [], compact: true },
  });
  for (const check of failing) {
    table.push([check.serverId, check.failures, check.reason, (check.message ?? '').slice(0, 100)]);
  }
  return [...lines, '', table.toString()].join('\n');
}
