import { classify, RULES_VERSION } from '#classifier/classify.ts';
import { applyCorrection } from '#classifier/correct.ts';
import { type Claude, createClaude } from '#classifier/judges/claude.ts';
import { judge } from '#classifier/judges/index.ts';
import { recommend } from '#classifier/recommend.ts';
import { type Correction, loadCorrections } from '#data/corrections.ts';
import { type Classification, ClassifierInput } from '#data/schema/classification.ts';
import { ToolText } from '#data/schema/tool.ts';
import { listInputHashes, putClassification } from '#data/store/classifications.ts';
import { hashOf } from '#data/store/hash.ts';
import type { Store } from '#data/store/open.ts';
import { listServers, type StoredServer } from '#data/store/servers.ts';
import { findCurrentSnapshot } from '#data/store/snapshots.ts';
import { listTools, type StoredTool } from '#data/store/tools.ts';
import type { Context } from './context.ts';
import { classifierInput, type Surroundings } from './label.ts';

/** What decides on a label, beside the definition. */
interface Bench {
  store: Store;
  claude: Claude | null;
  corrections: ReadonlyMap<string, Correction>;
}

/** Over everything a verdict is made from: while it stays the same, the stored verdict stands. */
function hashInput(input: ClassifierInput, bench: Bench, tool: StoredTool): string {
  const correction = bench.corrections.get(tool.id) ?? null;
  const model = bench.claude?.model ?? null;
  return hashOf(JSON.parse(JSON.stringify({ input, correction, model, rules: RULES_VERSION })));
}

async function decide(input: ClassifierInput, tool: StoredTool, bench: Bench): Promise<Classification> {
  const verdict = await judge(input, classify(input), bench.claude);
  const correction = bench.corrections.get(tool.id);
  return correction ? applyCorrection(verdict, correction) : verdict;
}

async function classifyServer(server: StoredServer, bench: Bench): Promise<number> {
  const snapshot = await findCurrentSnapshot(bench.store, server.id);
  if (!snapshot) return 0;
  const tools = await listTools(bench.store, server.id);
  const around: Surroundings = {
    serverName: server.name,
    serverDescription: snapshot.description,
    names: tools.map((tool) => tool.definition.name),
  };
  const known = await listInputHashes(bench.store, server.id);
  let changed = 0;
  for (const tool of tools) {
    const input = classifierInput(tool.definition, around);
    const inputHash = hashInput(input, bench, tool);
    if (known.get(tool.id) === inputHash) continue;
    const classification = await decide(input, tool, bench);
    const policy = recommend(tool.definition, classification);
    await putClassification(bench.store, { toolId: tool.id, inputHash, classification, policy });
    changed += 1;
  }
  return changed;
}

/** Labels every tool whose definition, surroundings or rules changed. Returns how many. */
export async function classifyCatalogue(store: Store, { settings, progress }: Context): Promise<number> {
  const claude = settings.anthropic && createClaude(settings.anthropic);
  const bench: Bench = { store, claude, corrections: loadCorrections() };
  const servers = await listServers(store);
  const job = progress.begin('Classifying', servers.length);
  let changed = 0;
  for (const server of servers) {
    const labelled = await classifyServer(server, bench);
    changed += labelled;
    job.step(`${server.name}: ${labelled} new or changed`);
  }
  job.end();
  return changed;
}

/** One line of `classify --stdin`: a definition in, its verdict and advice out. Throws one sentence when the line is none. */
export function classifyLine(line: string): string {
  const input = ClassifierInput.parse(JSON.parse(line));
  const classification = classify(input);
  const policy = recommend(ToolText.parse(JSON.parse(line)), classification);
  return JSON.stringify({ ...(input.id !== undefined && { id: input.id }), ...classification, policy });
}
