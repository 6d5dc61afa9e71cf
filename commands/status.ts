import Table from 'cli-table3';
import { listServerRows, type ServerRow } from '#data/store/catalogue.ts';
import { type Check, listChecks } from '#data/store/checks.ts';
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

function countFailures(checks: readonly Check[]): Record<string, number> {
  const failures: Record<string, number> = {};
  for (const { reason } of checks) if (reason !== null) failures[reason] = (failures[reason] ?? 0) + 1;
  return failures;
}

function summarise(rows: readonly ServerRow[], checks: readonly Check[]): Status {
  const read = rows.filter((row) => row.readAt !== null);
  const [oldest] = read.flatMap((row) => row.readAt ?? []).sort();
  return {
    servers: { total: rows.length, read: read.length, unreadable: rows.length - read.length },
    tools: { total: read.reduce((sum, row) => sum + row.tools, 0) },
    failures: countFailures(checks),
    oldest: oldest ?? null,
  };
}

export async function readStatus(store: Store): Promise<Status> {
  return summarise(await listServerRows(store), await listChecks(store));
}

function tabulate(failing: readonly Check[]): string {
  const table = new Table({
    head: ['server', 'failures', 'reason', 'message'],
    style: { head: [], border: [], compact: true },
  });
  for (const check of failing) {
    table.push([check.serverId, check.failures, check.reason, (check.message ?? '').slice(0, 100)]);
  }
  return table.toString();
}

/** The status as a person reads it: totals, then every failing server with its reason. */
export async function renderStatus(store: Store): Promise<string> {
  const checks = await listChecks(store);
  const { servers, tools, oldest } = summarise(await listServerRows(store), checks);
  const lines = [
    `${count(servers.total, 'server')} known: ${servers.read} read, ${servers.unreadable} not readable.`,
    `${count(tools.total, 'tool')}. Oldest reading: ${oldest ?? 'none yet'}.`,
  ];
  const failing = checks.filter((check) => check.reason !== null);
  return [...lines, ...(failing.length > 0 ? ['', tabulate(failing)] : [])].join('\n');
}
