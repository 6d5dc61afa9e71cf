// Two readings of one package: what its set-up registers when it runs, and what stands in its syntax trees. What was registered wins
// in what it says; where it stands, and what hangs on a flag, only the syntax tree tells.
import { isDeepStrictEqual } from 'node:util';
import type { Skip } from '#data/schema/skip.ts';
import type { JsonSchema, ToolDefinition } from '#data/schema/tool.ts';
import { locateTool, type Place } from './hermetic/locate.ts';
import { EXTRACTOR, type PackageRun } from './hermetic/run-package.ts';
import type { Part, RunTool } from './hermetic/transcript.ts';
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

/** Reasons that a run settles which came to its end and registered what could not be read. */
const SETTLED = new Set<Skip['reason']>([
  'name-computed',
  'list-computed',
  'dynamic',
  'unresolved-import',
  'time-limit',
]);

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
  const known = new Set(reading.server.tools.map((tool) => tool.name));
  const united = reading.server.tools.map((tool) => {
    const seen = run.tools.get(tool.name);
    return seen ? uniteFlags(unite(tool, seen), seen, run.unset) : tool;
  });
  const files = [...run.files];
  const found = [...run.tools.values()].filter(({ parts }) => !known.has(parts.name));
  const added = found.map((tool) => define(tool, { ...place, files }));
  const settled = run.complete && added.length > 0;
  const skipped = settled ? reading.skipped.filter((skip) => !SETTLED.has(skip.reason)) : reading.skipped;
  const server = {
    ...reading.server,
    tools: [...united, ...added],
    completeness: settled ? ('complete' as const) : reading.server.completeness,
  };
  return {
    ...reading,
    server: { ...server, completeness: added.length > 0 && !settled ? 'partial' : server.completeness },
    skipped: [...skipped, ...(settled ? [] : run.skipped)],
    ran: new Set([...reading.ran, ...files]),
  };
}
