import { parse as parseToml } from 'smol-toml';
import { z } from 'zod';
import type { Answer, Reader } from './reader.ts';
import { splitWords } from './shell.ts';

const Rules = z.array(z.string()).optional();

/** https://code.claude.com/docs/en/permissions: deny, then ask, then allow; rules with parentheses after an MCP name are ignored. */
export const readClaudeCode: Reader = (text) => {
  const rule = z.string().regex(/^mcp__[A-Za-z0-9_-]+__[A-Za-z0-9_-]+$/);
  const lists = {
    allow: z.array(rule).optional(),
    ask: z.array(rule).optional(),
    deny: z.array(rule).optional(),
  };
  const { permissions } = z.strictObject({ permissions: z.strictObject(lists) }).parse(JSON.parse(text));
  return ({ server, tool }) => {
    const name = `mcp__${server.replace(/[^A-Za-z0-9_-]/g, '_')}__${tool}`;
    return (['deny', 'ask', 'allow'] as const).find((list) => permissions[list]?.includes(name)) ?? 'ask';
  };
};

/** https://cursor.com/docs/cli/reference/permissions: deny wins, what is in neither list is asked about. */
export const readCursorCli: Reader = (text) => {
  const literal = z.string().regex(/^Mcp\([A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+\)$/);
  const lists = { allow: z.array(literal).optional(), deny: z.array(literal).optional() };
  const { permissions } = z.strictObject({ permissions: z.strictObject(lists) }).parse(JSON.parse(text));
  return ({ server, tool }) => {
    const rule = `Mcp(${server}:${tool})`;
    if (permissions.deny?.includes(rule)) return 'deny';
    return permissions.allow?.includes(rule) ? 'allow' : 'ask';
  };
};

/** `chat.tools.eligibleForAutoApproval`: an object of names and booleans; false always asks. */
export const readVscode: Reader = (text) => {
  const parsed: unknown = JSON.parse(text);
  z.strictObject({ 'chat.tools.eligibleForAutoApproval': z.looseObject({}) }).parse(parsed);
  const [names] = Object.values(z.record(z.string(), z.custom<object>()).parse(parsed));
  const eligible = new Map<string, unknown>(Object.entries(names ?? {}));
  return ({ tool }) => (eligible.get(tool) === false ? 'ask' : 'unset');
};

const table = z.custom<object>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
const entriesOf = (value: object) => new Map<string, unknown>(Object.entries(value));

const CodexServer = z.strictObject({
  enabled_tools: Rules,
  disabled_tools: Rules,
  tools: table.optional(),
});
const CodexTool = z.strictObject({ approval_mode: z.enum(['auto', 'prompt', 'approve', 'writes']) });

/** https://developers.openai.com/codex/config-reference: `approve` runs without asking, `prompt` asks. */
export const readCodex: Reader = (text) => {
  const { mcp_servers } = z.strictObject({ mcp_servers: table }).parse(parseToml(text));
  const servers = new Map(
    [...entriesOf(mcp_servers)].map(([name, value]) => [name, CodexServer.parse(value)]),
  );
  return ({ server, tool }) => {
    const found = servers.get(server);
    if (found === undefined) return 'unset';
    if (found.enabled_tools?.includes(tool) === false || found.disabled_tools?.includes(tool)) return 'hide';
    const mode = entriesOf(found.tools ?? {}).get(tool);
    if (mode === undefined) return 'unset';
    return CodexTool.parse(mode).approval_mode === 'approve' ? 'allow' : 'ask';
  };
};

/** The shape that packages/core/src/policy/toml-loader.ts of gemini-cli checks. */
const GeminiRule = z.strictObject({
  mcpName: z.string().regex(/^[^_]+$/),
  toolName: z.string(),
  decision: z.enum(['allow', 'deny', 'ask_user']),
  priority: z.int().min(0).max(999),
  denyMessage: z.string().optional(),
});

/** https://github.com/google-gemini/gemini-cli/blob/main/docs/reference/policy-engine.md: the highest priority that matches wins. */
export const readGeminiCli: Reader = (text) => {
  const { rule } = z.strictObject({ rule: z.array(GeminiRule).default([]) }).parse(parseToml(text));
  const answers: Record<string, Answer> = { allow: 'allow', deny: 'deny', ask_user: 'ask' };
  return ({ server, tool }) => {
    const matching = rule.filter(
      ({ mcpName, toolName }) => mcpName === server && (toolName === '*' || toolName === tool),
    );
    const [first, second] = matching.sort((a, b) => b.priority - a.priority);
    if (first !== undefined && first.priority === second?.priority) throw new Error('two rules are alike');
    return first === undefined ? 'unset' : (answers[first.decision] ?? 'unset');
  };
};

/** `copilot help permissions`: `--deny-tool` wins over `--allow-tool`, whatever neither names is asked about. */
export const readCopilotCli: Reader = (text) => {
  const [command, ...flags] = splitWords(text);
  if (command !== 'copilot') throw new Error(`${command} is not copilot`);
  const rules = flags.map((flag) => {
    const [, kind, rule] = /^--(allow|deny)-tool=([A-Za-z0-9_.-]+\([A-Za-z0-9_.-]+\))$/.exec(flag) ?? [];
    if (kind === undefined) throw new Error(`${flag} is no flag of a tool`);
    return { kind, rule };
  });
  return ({ server, tool }) => {
    const kinds = rules.filter(({ rule }) => rule === `${server}(${tool})`).map(({ kind }) => kind);
    if (kinds.includes('deny')) return 'deny';
    return kinds.includes('allow') ? 'allow' : 'ask';
  };
};

const TOKEN = /"(?:[^"\\]|\\.)*"|create_static_tool_filter\(|(?:allowed|blocked)_tool_names=|[{}[\],:)]|\s+/y;

function toJson(token: string): string {
  if (token.startsWith('"')) {
    return token.replace(/\\U([0-9a-f]{8})|\\./g, (escaped, code: string | undefined) =>
      code === undefined ? escaped : String.fromCodePoint(Number.parseInt(code, 16)),
    );
  }
  if (token.endsWith('(')) return '{';
  return token.endsWith('=') ? `"${token.slice(0, -1)}":` : token.replace(')', '}');
}

/** The dictionary of a Python module as JSON: the literals of the two languages differ in the escape with eight digits. */
function readDictionary(source: string): unknown {
  TOKEN.lastIndex = 0;
  let json = '';
  let isAfterComma = false;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const [token] = TOKEN.exec(source) ?? [];
    if (token === undefined) throw new Error(`no Python that is known here: ${source.slice(at, at + 40)}`);
    if (isAfterComma && /^[\]})]/.test(token)) json = json.slice(0, -1);
    if (token.trim() === '') continue;
    json += toJson(token);
    isAfterComma = token === ',';
  }
  return JSON.parse(json);
}

const Names = z.strictObject({ tool_names: z.array(z.string()) });
const AgentsServer = z.strictObject({
  tool_filter: z.strictObject({ allowed_tool_names: Rules, blocked_tool_names: Rules }),
  require_approval: z.strictObject({ always: Names, never: Names }),
});

/** https://openai.github.io/openai-agents-python/mcp/: the filter first; what is under neither list of approvals needs none. */
export const readOpenaiAgents: Reader = (text) => {
  const [, body] =
    /^from agents\.mcp import create_static_tool_filter\n\nMCP_POLICIES = ([\s\S]+)$/.exec(text) ?? [];
  const servers = entriesOf(table.parse(readDictionary(String(body))));
  return ({ server, tool }) => {
    if (!servers.has(server)) return 'unset';
    const { tool_filter: filter, require_approval: approval } = AgentsServer.parse(servers.get(server));
    const { allowed_tool_names: allowed, blocked_tool_names: blocked } = filter;
    if (allowed?.includes(tool) === false || blocked?.includes(tool)) return 'hide';
    return approval.always.tool_names.includes(tool) ? 'ask' : 'allow';
  };
};
