import Table from 'cli-table3';
import { recommendServer } from '#classifier/recommend.ts';
import { crawl } from '#crawler/crawl.ts';
import { Category, RiskLevel } from '#data/schema/classification.ts';
import type { ExtractedServer } from '#data/schema/extraction.ts';
import type { Policy } from '#data/schema/policy.ts';
import type { Server } from '#data/schema/server.ts';
import type { Skip } from '#data/schema/skip.ts';
import type { SnapshotRef } from '#data/schema/snapshot.ts';
import type { ToolDefinition } from '#data/schema/tool.ts';
import type { Context } from './context.ts';
import { count } from './count.ts';
import type { CrawlTarget } from './crawl.ts';
import { type Label, label } from './label.ts';
import { withMeans } from './means.ts';

/** One server, read and judged without the catalogue. */
export interface ScannedServer {
  server: Server;
  extracted: Omit<ExtractedServer, 'tools'>;
  tools: { definition: ToolDefinition; label: Label }[];
  policy: Policy;
}

export interface Scan {
  ref: SnapshotRef;
  servers: ScannedServer[];
  skipped: Skip[];
}

function judge(server: Server, { tools, ...extracted }: ExtractedServer): ScannedServer {
  const around = {
    serverName: server.name,
    serverDescription: extracted.description,
    names: tools.map((tool) => tool.name),
  };
  const labelled = tools.map((definition) => ({ definition, label: label(definition, around) }));
  const verdicts = labelled.map(({ definition, label: { classification } }) => ({
    definition,
    classification,
  }));
  const policy = recommendServer(server.name, verdicts);
  return { server, extracted, tools: labelled, policy };
}

/** Fetches, reads and judges a source. Throws with the reason when it cannot be read. */
export async function scan(target: CrawlTarget, context: Context): Promise<Scan> {
  const wanted = { ...target, known: new Map(), earlier: [] };
  const crawled = await withMeans(context.settings, null, (means) => crawl(wanted, means));
  if (crawled.kind === 'failed') throw new Error(crawled.skip.message);
  if (crawled.kind === 'unchanged') throw new TypeError('nothing was known, so nothing can be unchanged');
  const servers = crawled.servers.map(({ server, extracted }) => judge(server, extracted));
  return { ref: crawled.version.ref, servers, skipped: crawled.skipped };
}

const SEVERITY = [...RiskLevel.options].reverse();

/** The higher of the two levels of a label. */
export function levelOf({ classification: { risk } }: Label): RiskLevel {
  return SEVERITY.indexOf(risk.plain) > SEVERITY.indexOf(risk.evidence) ? risk.plain : risk.evidence;
}

/** Whether any tool's level is at or above this one. */
export function reaches(scanned: Scan, level: RiskLevel): boolean {
  const limit = SEVERITY.indexOf(level);
  const tools = scanned.servers.flatMap((server) => server.tools);
  return tools.some((tool) => SEVERITY.indexOf(levelOf(tool.label)) >= limit);
}

function firstWords({ classification }: Label): string {
  const cited = classification.evidence.find((answer) => answer.outcome === 'yes');
  return cited?.outcome === 'yes' ? cited.quote.replaceAll(/\s+/g, ' ').slice(0, 40) : '';
}

function renderServer({ server, extracted, tools }: ScannedServer): string {
  const table = new Table({
    head: ['tool', 'category', 'level', 'policy', 'because of'],
    style: { head: [], border: [], compact: true },
  });
  const order = (tool: (typeof tools)[number]) =>
    Category.options.indexOf(tool.label.classification.category);
  for (const tool of tools.toSorted((a, b) => order(a) - order(b))) {
    const { classification, policy } = tool.label;
    const words = JSON.stringify(firstWords(tool.label));
    table.push([
      tool.definition.name,
      classification.category,
      levelOf(tool.label),
      policy.action.kind,
      words,
    ]);
  }
  return `${server.name} (${server.id}): ${count(tools.length, 'tool')}, reading ${extracted.completeness}\n${table}`;
}

/** A scan as a person reads it. */
export function renderScan(scanned: Scan): string {
  const unread = scanned.skipped.map((skip) => `  ${skip.path || '(all)'}: ${skip.message} [${skip.reason}]`);
  const tail = unread.length > 0 ? [`\nNot read (${unread.length}):`, ...unread] : [];
  return [...scanned.servers.map(renderServer), ...tail].join('\n');
}
