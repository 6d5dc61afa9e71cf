// What a run says, line by line, as the guest emits it. The guest is not trusted: everything is checked here.
import { z } from 'zod';
import { Annotations, JsonSchema } from '#data/schema/tool.ts';

const PART = ['name', 'title', 'description', 'inputSchema', 'outputSchema', 'annotations'] as const;
export type Part = (typeof PART)[number];

/** Marks of text that was made from a stub. */
const STUB_TEXT = /[\u{E000}\u{E001}]|setting-of-the-user|service\.invalid/u;
/** What JavaScript makes of a name, or of its prefix, that nobody gave. */
const NO_NAME = /^(?:undefined|(?:null|NaN)(?:[_\-.:/]|$)|\[object Object\])/;
const Text = z.string().refine((text) => !STUB_TEXT.test(text));

const ToolParts = z.object({
  name: Text.refine((name) => name.length > 0 && name.length <= 200 && !NO_NAME.test(name)),
  title: Text.optional().catch(undefined),
  description: Text.optional().catch(undefined),
  inputSchema: JsonSchema.optional().catch(undefined),
  outputSchema: JsonSchema.optional().catch(undefined),
  annotations: Annotations.optional().catch(undefined),
});

const Statement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('server'), server: z.int(), name: z.string().nullable() }),
  z.object({
    kind: z.literal('tool'),
    server: z.int(),
    tool: z.record(z.string(), z.unknown()),
    computed: z.array(z.string()),
    enabled: z.boolean(),
  }),
  z.object({ kind: z.literal('refusal'), reason: z.enum(['list-computed', 'dynamic']), message: z.string() }),
  z.object({ kind: z.literal('line'), line: z.string() }),
  z.object({ kind: z.literal('loaded'), loaded: z.boolean() }),
  z.object({
    kind: z.literal('end'),
    troubles: z.array(z.string()),
    switches: z.array(z.string()),
    unset: z.array(z.string()),
    gaps: z.array(z.string()),
  }),
]);
type Statement = z.infer<typeof Statement>;

/** A tool as a run registered it. */
export interface RunTool {
  parts: z.infer<typeof ToolParts>;
  /** The parts that hang on something the run did not have. */
  computed: ReadonlySet<string>;
  /** The switches without which it is not registered; null where none is needed. */
  flag: string | null;
  /** False where it was switched off after it was registered. */
  enabled: boolean;
}

export interface Transcript {
  tools: RunTool[];
  serverName: string | undefined;
  refusals: { reason: 'list-computed' | 'dynamic' | 'name-computed'; message: string }[];
  /** The file ran to its end. */
  loaded: boolean;
  troubles: string[];
  /** Variables of the environment, options and capabilities that turn something on and that the program asked for. */
  switches: string[];
  /** Variables and options that it asked for and that nobody gave. */
  unset: string[];
  /** What it went through or read although it is not there. */
  gaps: string[];
}

/** JSON without keys that would be a prototype. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const Answer = z.object({
  result: z.object({ tools: z.array(z.record(z.string(), z.unknown())) }),
});

/** The tools of an answer to `tools/list` that the program printed itself. */
function readLine(line: string): Statement[] {
  const answer = Answer.safeParse(parseJson(line));
  if (!answer.success) return [];
  return answer.data.result.tools.map((tool) => ({
    kind: 'tool',
    server: -1,
    tool,
    computed: [],
    enabled: true,
  }));
}

function listStatements(output: readonly string[]): Statement[] {
  return output.flatMap((text) => {
    const statement = Statement.safeParse(parseJson(text));
    if (!statement.success) return [];
    return statement.data.kind === 'line' ? readLine(statement.data.line) : [statement.data];
  });
}

function readTool({ tool, computed, enabled }: Extract<Statement, { kind: 'tool' }>): RunTool | undefined {
  const parts = ToolParts.safeParse(tool);
  if (!parts.success) return undefined;
  const lost = PART.filter((part) => tool[part] != null && parts.data[part] === undefined);
  return { parts: parts.data, computed: new Set([...computed, ...lost]), flag: null, enabled };
}

/** Reads what a run said. A tool that is registered twice counts once, as it was first. */
export function readTranscript(output: readonly string[]): Transcript {
  const transcript: Transcript = {
    tools: [],
    serverName: undefined,
    refusals: [],
    loaded: false,
    troubles: [],
    switches: [],
    unset: [],
    gaps: [],
  };
  const known = new Set<string>();
  for (const statement of listStatements(output)) {
    if (statement.kind === 'server') transcript.serverName ??= statement.name ?? undefined;
    else if (statement.kind === 'refusal') transcript.refusals.push(statement);
    else if (statement.kind === 'loaded') transcript.loaded = statement.loaded;
    else if (statement.kind === 'end') {
      const { troubles, switches, unset, gaps } = statement;
      Object.assign(transcript, { troubles, switches, unset, gaps });
    } else if (statement.kind === 'tool') {
      const tool = readTool(statement);
      if (!tool)
        transcript.refusals.push({ reason: 'name-computed', message: 'the name of a tool is computed' });
      else if (!known.has(tool.parts.name)) transcript.tools.push(tool);
      if (tool) known.add(tool.parts.name);
    }
  }
  return transcript;
}
