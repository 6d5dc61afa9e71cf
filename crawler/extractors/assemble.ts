import type { Completeness, ExtractedServer, Language } from '#data/schema/extraction.ts';
import type { Skip, SkipReason } from '#data/schema/skip.ts';
import type { ToolDefinition } from '#data/schema/tool.ts';
import { asText, isKind } from '../syntax/program/value.ts';
import type { Reading } from './extractor.ts';
import type { Project, Recorded, Refusal, Registration } from './registration.ts';

export interface Assembly {
  extractor: string;
  version: number;
  language: Language;
  recorded: Recorded;
  /** The project that a file belongs to. */
  projectOf(path: string): Project;
  /** Something was given up for want of steps. */
  cut: boolean;
}

type Read = { tool: ToolDefinition; skipped: Skip[] } | { tool: null; skipped: Skip[] };

/** The definition a registration gives. A name that only a run would tell is a skip, never a guess. */
function readRegistration(registration: Registration, { extractor, version }: Assembly): Read {
  const { name, description, at, flag, inputSchema, outputSchema, annotations } = registration;
  const id = `${extractor}/${registration.idiom}`;
  const skip = (reason: SkipReason, message: string): Skip => ({
    path: at.path,
    extractor: id,
    reason,
    message,
  });
  if (typeof name !== 'string' || name === '')
    return {
      tool: null,
      skipped: [skip('name-computed', `the name of a tool (line ${at.startLine}) is made at run time`)],
    };
  const text = asText(description);
  const title = asText(registration.title);
  const skipped = [
    ...(inputSchema && !inputSchema.complete
      ? [skip('schema-computed', `a part of the input of ${name} is made at run time`)]
      : []),
    ...(text === undefined && isKind(description, 'unknown')
      ? [skip('description-computed', `the description of ${name} is made at run time`)]
      : []),
  ];
  const tool: ToolDefinition = {
    name,
    ...(title !== undefined && title !== '' && { title }),
    ...(text !== undefined && { description: text }),
    ...(inputSchema && { inputSchema: inputSchema.json }),
    ...(outputSchema && { outputSchema: outputSchema.json }),
    ...(annotations && Object.keys(annotations).length > 0 && { annotations }),
    location: at,
    extractor: `${id}@${version}`,
    ...(flag !== '' && { conditional: { flag } }),
  };
  return { tool, skipped };
}

/** Reasons that mean a tool may be missing from the list. */
const HIDING: ReadonlySet<SkipReason> = new Set([
  'name-computed',
  'list-computed',
  'dynamic',
  'unresolved-import',
  'time-limit',
  'in-dependency',
]);

const completenessOf = (tools: number, skipped: readonly Skip[]): Completeness => {
  if (tools === 0) return 'unknown';
  return skipped.some((skip) => HIDING.has(skip.reason)) ? 'partial' : 'complete';
};

const toSkip =
  (extractor: string) =>
  ({ idiom, reason, message, at }: Refusal): Skip => ({
    path: at.path,
    extractor: `${extractor}/${idiom}`,
    reason,
    message,
  });

interface Draft {
  project: Project;
  tools: Map<string, ToolDefinition>;
  skipped: Skip[];
}

/** Puts every registration on the server of its project. The first registration of a name counts, one without a flag before one with. */
export function assemble(assembly: Assembly): Reading {
  const drafts = new Map<string, Draft>();
  const draftOf = (path: string, server: string | Project | undefined): Draft => {
    const project = typeof server === 'object' ? server : assembly.projectOf(server ?? path);
    const draft = drafts.get(project.path) ?? { project, tools: new Map(), skipped: [] };
    drafts.set(project.path, draft);
    return draft;
  };
  for (const registration of assembly.recorded.registrations) {
    const { tool, skipped } = readRegistration(registration, assembly);
    const draft = draftOf(registration.at.path, registration.server);
    const known = tool ? draft.tools.get(tool.name) : undefined;
    if (tool && known && !(known.conditional && !tool.conditional)) continue;
    if (tool) draft.tools.set(tool.name, tool);
    draft.skipped.push(...skipped);
  }
  const refused = assembly.recorded.refusals;
  for (const refusal of refused)
    draftOf(refusal.at.path, undefined).skipped.push(toSkip(assembly.extractor)(refusal));
  const all = [...drafts.values()];
  if (assembly.cut) for (const draft of all) draft.skipped.push(tooLong(assembly, draft.project));
  return {
    servers: all.flatMap((draft) => toServer(draft, assembly)),
    skipped: all.flatMap(({ skipped }) => skipped),
  };
}

const tooLong = ({ extractor }: Assembly, { path }: Project): Skip => ({
  path,
  extractor,
  reason: 'time-limit',
  message: 'the set-up of the server is longer than what is followed',
});

function toServer({ project, tools, skipped }: Draft, { language }: Assembly): ExtractedServer[] {
  const isServer = tools.size > 0 || skipped.some((skip) => HIDING.has(skip.reason));
  if (!isServer) return [];
  return [
    { ...project, language, completeness: completenessOf(tools.size, skipped), tools: [...tools.values()] },
  ];
}
