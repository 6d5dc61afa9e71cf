import { ZodError } from 'zod';
import { classify } from '#classifier/classify.ts';
import { CODE_HASH } from '#classifier/code-hash.ts';
import { applyCorrection } from '#classifier/correct.ts';
import { type Claude, createClaude } from '#classifier/judges/claude.ts';
import { type Judged, judge, type Review } from '#classifier/judges/index.ts';
import { isPassing } from '#classifier/judges/opinion.ts';
import { recommend } from '#classifier/recommend.ts';
import { type Correction, loadCorrections } from '#data/corrections.ts';
import { ClassifierInput } from '#data/schema/classification.ts';
import { ToolText } from '#data/schema/tool.ts';
import { listInputHashes, putClassification } from '#data/store/classifications.ts';
import { hashOf } from '#data/store/hash.ts';
import type { Store } from '#data/store/open.ts';
import { listServers, type StoredServer } from '#data/store/servers.ts';
import { findCurrentSnapshot } from '#data/store/snapshots.ts';
import { listTools, type StoredTool } from '#data/store/tools.ts';
import type { Context } from './context.ts';
import { classifierInput, type Surroundings } from './label.ts';
import { remembering } from './remembering.ts';

/** What decides on a label beside the definition, and a tally of what Claude was asked. */
interface Bench {
  store: Store;
  claude: Claude | null;
  corrections: ReadonlyMap<string, Correction>;
  reviews: Map<string, number>;
}

const nameOf = (review: Review) => (review.kind === 'silence' ? review.reason : review.kind);

/** Over everything a verdict is made from: while it stays the same, the stored verdict stands. */
function hashInput(input: ClassifierInput, correction: Correction | null, model: string | null): string {
  return hashOf(JSON.parse(JSON.stringify({ input, correction, model, code: CODE_HASH })));
}

async function labelTool(tool: StoredTool, input: ClassifierInput, known: string | undefined, bench: Bench) {
  const correction = bench.corrections.get(tool.id) ?? null;
  const settled = hashInput(input, correction, bench.claude ? bench.claude.model : null);
  if (known === settled) return 0;
  const verdict: Judged = await judge(input, classify(input), bench.claude);
  const review = nameOf(verdict.review);
  bench.reviews.set(review, (bench.reviews.get(review) ?? 0) + 1);
  const classification = correction ? applyCorrection(verdict, correction) : verdict;
  const inputHash = isPassing(review) ? hashInput(input, correction, null) : settled;
  const policy = recommend(tool.definition, classification);
  await putClassification(bench.store, { toolId: tool.id, inputHash, classification, policy });
  return 1;
}

async function classifyServer(server: StoredServer, bench: Bench): Promise<number> {
  const snapshot = await findCurrentSnapshot(bench.store, server.id);
  if (!snapshot) return 0;
  const tools = await listTools(bench.store, server.id);
  const known = await listInputHashes(bench.store, server.id);
  const around: Surroundings = {
    serverName: server.name,
    serverDescription: snapshot.description,
    names: tools.map((tool) => tool.definition.name),
  };
  let changed = 0;
  for (const tool of tools) {
    changed += await labelTool(tool, classifierInput(tool.definition, around), known.get(tool.id), bench);
  }
  return changed;
}

function describeReviews({ reviews, claude }: Bench): string {
  const outcomes = [...reviews].filter(([name]) => name !== 'not-asked').sort();
  return `${claude?.model} was asked: ${outcomes.map(([name, count]) => `${name} ${count}`).join(', ') || 'nothing'}.`;
}

/** Labels every tool whose definition, surroundings or rules changed. Returns how many. */
export async function classifyCatalogue(store: Store, { settings, progress }: Context): Promise<number> {
  const claude = settings.anthropic && remembering(createClaude(settings.anthropic), store);
  const bench: Bench = { store, claude, corrections: loadCorrections(), reviews: new Map() };
  const servers = (await listServers(store)).filter((server) => server.currentSnapshot !== null);
  const job = progress.begin('Classifying', servers.length);
  let changed = 0;
  for (const server of servers) {
    const labelled = await classifyServer(server, bench);
    changed += labelled;
    job.step(`${server.name}: ${labelled} new or changed`);
  }
  job.end();
  if (claude) progress.say(describeReviews(bench));
  return changed;
}

/** JSON's null stands for a field that is not there. */
function withoutNulls(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
}

function parseLine(line: string): { input: ClassifierInput; definition: ToolText } {
  const value: unknown = JSON.parse(line);
  const input = ClassifierInput.parse(value);
  return { input, definition: ToolText.parse(withoutNulls(input)) };
}

function whyNot(error: unknown): string {
  const [issue] = error instanceof ZodError ? error.issues : [];
  if (issue) return `${issue.path.join('.') || 'it'}: ${issue.message}`;
  return error instanceof Error ? error.message : String(error);
}

/** One line of `classify --stdin`: a definition in, its verdict and advice out. Throws one sentence when the line is none. */
export function classifyLine(line: string, number: number): string {
  try {
    const { input, definition } = parseLine(line);
    const classification = classify(input);
    const policy = recommend(definition, classification);
    return JSON.stringify({ ...(input.id !== undefined && { id: input.id }), ...classification, policy });
  } catch (cause) {
    throw new Error(`Line ${number} of the input is no tool definition: ${whyNot(cause)}`, { cause });
  }
}
