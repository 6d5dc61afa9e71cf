// Two readings of one package: what its set-up registers when it runs, and what stands in its syntax trees. What was registered wins
// in what it says; where it stands, and what hangs on a flag, only the syntax tree tells.
import { isDeepStrictEqual } from 'node:util';
import type { Skip } from '#data/schema/skip.ts';
import type { JsonSchema, ToolDefinition } from '#data/schema/tool.ts';
import { locateTool, type Place } from './hermetic/locate.ts';
import { EXTRACTOR, type PackageRun } from './hermetic/run-package.ts';
import type { Part, RunTool } from './hermetic/transcript.ts';
import { neverRegistered } from './never-registered.ts';
import type { PackageReading } from './read-package.ts';

const VERSION = 1;

/** Words of JSON Schema that say nothing of what a call may hold, and that vary between versions of the converters. */
const NOISE = new Set(['$schema', 'additionalProperties']);

function withoutNoise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNoise);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key, each]) => !(NOISE.has(key) && typeof each !== 'object'),
  );
  return Object.fromEntries(entries.map(([key, each]) => [key, withoutNoise(each)]).sort());
}

const saySame = (left: unknown, right: unknown) => isDeepStrictEqual(withoutNoise(left), withoutNoise(right));

const countMembers = (schema: JsonSchema | undefined) => Object.keys(Object(schema?.properties)).length;

/** Whether the run's word for a part counts: it is whole, or says more than the syntax tree does. */
function counts(part: Part, { parts, computed }: RunTool, read: ToolDefinition): boolean {
  if (!computed.has(part)) return true;
  if (part !== 'inputSchema') return read[part] === undefined;
  return countMembers(parts.inputSchema) > countMembers(read.inputSchema);
}

const STATED = ['title', 'description', 'inputSchema', 'outputSchema', 'annotations'] as const;

/** A tool as both readings of its conditions have it: what was registered although nobody gave a flag does not hang on that one. */
function uniteFlags(read: ToolDefinition, run: RunTool, unset: ReadonlySet<string>): ToolDefinition {
  const { conditional, ...rest } = read;
  if (conditional === undefined)
    return run.flag === null ? read : { ...read, conditional: { flag: run.flag } };
  return run.flag === null && run.enabled && unset.has(conditional.flag) ? rest : read;
}

/** What a tool that both have seen says. */
function unite(read: ToolDefinition, run: RunTool): ToolDefinition {
  const changed = STATED.filter((part) => counts(part, run, read) && !saySame(read[part], run.parts[part]));
  if (changed.length === 0) return read;
  const kept = Object.entries(read).filter(([key]) => !changed.some((part) => part === key));
  const stated = changed.flatMap((part) => (run.parts[part] === undefined ? [] : [[part, run.parts[part]]]));
  return { ...read, ...Object.fromEntries([...kept, ...stated]), extractor: `${EXTRACTOR}@${VERSION}` };
}

function define({ parts, flag }: RunTool, place: Place): ToolDefinition {
  const { name } = parts;
  const stated = STATED.flatMap((part) => (parts[part] === undefined ? [] : [[part, parts[part]]]));
  const tool = { name, location: locateTool(name, place), extractor: `${EXTRACTOR}@${VERSION}` };
  return { ...tool, ...Object.fromEntries(stated), ...(flag === null ? {} : { conditional: { flag } }) };
}

/** Reasons for which a list may hold more than was read. */
export const HIDING: ReadonlySet<Skip['reason']> = new Set<Skip['reason']>([
  'name-computed',
  'list-computed',
  'dynamic',
  'in-dependency',
  'unresolved-import',
  'time-limit',
]);
/** Those of them that a run tells of the program, and not of itself. */
const TOLD = new Set<Skip['reason']>(['name-computed', 'list-computed', 'dynamic']);

/** Whether a run that came to its end shows that nothing registers a tool which only somebody outside might. */
const isDead = ({ name, conditional }: ToolDefinition, run: PackageRun, { uncalled }: PackageReading) =>
  run.complete && !run.lacking && conditional === undefined && uncalled.has(name) && !run.tools.has(name);

/** What both have seen, and what only one of them has. */
function uniteTools(reading: PackageReading, run: PackageRun, place: Omit<Place, 'files'>) {
  const files = [...run.files];
  const known = new Set(reading.server.tools.map((tool) => tool.name));
  const dead = reading.server.tools.filter((tool) => isDead(tool, run, reading));
  const united = reading.server.tools
    .filter((tool) => !dead.includes(tool))
    .map((tool) => {
      const seen = run.tools.get(tool.name);
      return seen ? uniteFlags(unite(tool, seen), seen, run.unset) : tool;
    });
  const added = [...run.tools.values()]
    .filter(({ parts }) => !known.has(parts.name))
    .map((tool) => define(tool, { ...place, files }));
  return { united, added, dead };
}

/** One reading of both. Where the run told nothing, what was read stays as it is. */
export function reconcile(
  reading: PackageReading,
  run: PackageRun,
  place: Omit<Place, 'files'>,
): PackageReading {
  if (run.tools.size === 0)
    return {
      ...reading,
      skipped: [...reading.skipped, ...(reading.server.tools.length > 0 ? [] : run.skipped)],
    };
  const { united, added, dead } = uniteTools(reading, run, place);
  const lives = new Set(added.map(({ name }) => neverRegistered(name, '').message));
  const isAlive = ({ reason, message }: Skip) => reason !== 'never-registered' || !lives.has(message);
  const settles = run.complete && !run.lacking && added.length > 0;
  const isSettled = (skip: Skip) => settles && HIDING.has(skip.reason) && !reading.configured.has(skip);
  const kept = reading.skipped.filter((skip) => isAlive(skip) && !isSettled(skip));
  const skipped = [
    ...kept,
    ...(settles ? [] : run.skipped),
    ...dead.map(({ name, location }) => neverRegistered(name, location.path)),
  ];
  const told = run.skipped.filter(({ reason }) => TOLD.has(reason));
  const broken = added.length > 0 && !run.complete && !skipped.some((skip) => HIDING.has(skip.reason));
  const hiding = [...kept.filter((skip) => HIDING.has(skip.reason)), ...told];
  return {
    ...reading,
    server: {
      ...reading.server,
      tools: [...united, ...added],
      completeness: hiding.length > 0 || (added.length > 0 && !run.complete) ? 'partial' : 'complete',
    },
    skipped: broken ? [...skipped, notFinished(reading)] : skipped,
    ran: new Set([...reading.ran, ...run.files]),
  };
}

/** What was registered before an exception that nothing handled. */
const notFinished = ({ entries, server }: PackageReading): Skip => ({
  path: entries[0] ?? server.path,
  extractor: EXTRACTOR,
  reason: 'dynamic',
  message: 'the set-up did not come to its end where it was run',
});
