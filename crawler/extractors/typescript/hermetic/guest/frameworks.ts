// Frameworks over the SDK, each as far as registering tools goes.
import { createStub, isStub } from '../../../../syntax/javascript/sandbox/guest/stub.ts';
import { noteTrouble } from '../../../../syntax/javascript/sandbox/guest/tasks.ts';
import { McpServer } from './mcp-server.ts';
import { recordServer } from './record.ts';
import { isSchema } from './schema.ts';

type Members = Record<string, unknown>;
const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;
const read = (value: unknown, key: string): unknown =>
  isObject(value) ? Reflect.get(value, key) : undefined;

/** https://github.com/punkpeye/fastmcp */
export class FastMCP {
  readonly tools: unknown[] = [];
  readonly options: unknown;
  constructor(options?: unknown) {
    this.options = options;
    recordServer(options, { list: () => this.tools });
  }
  addTool(tool: unknown): void {
    const inputSchema = read(tool, 'parameters') ?? read(tool, 'inputSchema');
    const title = read(tool, 'title') ?? read(read(tool, 'annotations'), 'title');
    this.tools.push(isObject(tool) ? { ...tool, title, inputSchema } : tool);
  }
  addTools(tools: unknown): void {
    if (Array.isArray(tools)) for (const tool of tools) this.addTool(tool);
    else this.tools.push(tools);
  }
  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  on(): this {
    return this;
  }
  addResource(): void {}
  addResourceTemplate(): void {}
  addPrompt(): void {}
  addResources(): void {}
  addPrompts(): void {}
}

/** https://github.com/paoloricciuti/tmcp */
export class TmcpServer {
  readonly #tools: unknown[] = [];
  constructor(information?: unknown) {
    recordServer(information, { list: () => this.#tools });
  }
  tool(definition: unknown): void {
    this.#tools.push(isObject(definition) ? { ...definition, inputSchema: definition.schema } : definition);
  }
  tools(list: unknown): void {
    if (Array.isArray(list)) for (const each of list) this.tool(each);
    else this.#tools.push(list);
  }
  on(): () => void {
    return () => undefined;
  }
  resource(): void {}
  resources(): void {}
  template(): void {}
  templates(): void {}
  prompt(): void {}
  prompts(): void {}
}

/** A tool that a server is given afterwards. */
export const defineTool = (definition: unknown, execute: unknown): unknown =>
  isObject(definition) ? { ...definition, execute } : definition;

/** Classes of agents whose `init` registers their tools. */
const agents = new Set<unknown>();

/** https://developers.cloudflare.com/agents/model-context-protocol/mcp-agent-api/ */
export class McpAgent {
  props: unknown = undefined;
  state: unknown = {};
  env: unknown = Reflect.get(Reflect.get(globalThis, 'process'), 'env');
  initialState: unknown = {};
  ctx: unknown = undefined;
  async init(): Promise<void> {}
}

/** Called on a class of agents, each of these serves it. */
for (const name of ['serve', 'serveSSE', 'mount', 'fetch'])
  Object.defineProperty(McpAgent, name, {
    value(this: unknown) {
      agents.add(this);
      return { fetch: () => undefined };
    },
  });

type Constructor = new () => object;
const isConstructor = (value: unknown): value is Constructor =>
  typeof value === 'function' && !isStub(value) && typeof value.prototype === 'object';

/** Makes one of each class of agents that is served or exported, and lets it register. */
export function startAgents(exported: readonly unknown[]): void {
  for (const each of exported)
    if (isConstructor(each) && each.prototype instanceof McpAgent) agents.add(each);
  for (const agent of agents) {
    if (!isConstructor(agent)) continue;
    const made = new agent();
    if (made instanceof McpAgent) Promise.resolve(made.init()).catch(() => startConnected(made));
  }
}

/** Some agents are made for a connection and fail without one: what it would bring stands in. */
function startConnected(agent: McpAgent): void {
  agent.props = createStub(['props']);
  agent.ctx = createStub(['ctx']);
  agent.init().catch(noteTrouble);
}

/** https://github.com/vercel/mcp-handler: a function that sets up the server of every connection */
export function createMcpHandler(initialise: unknown): unknown {
  const server = new McpServer({ name: undefined });
  if (typeof initialise === 'function')
    Promise.resolve(Reflect.apply(initialise, undefined, [server])).catch(noteTrouble);
  return () => undefined;
}

/** https://mcp-framework.com/docs/tools/tools-overview: a class a tool, a file a class */
export class MCPTool {
  schema: unknown = {};
}

/** The parameters of such a tool: a schema, or per field its type and description. */
function schemaOf(tool: object): unknown {
  const schema = read(tool, 'schema');
  if (!isObject(schema) || isSchema(schema)) return schema;
  const fields = Object.entries(schema).map(([name, field]) => {
    const type = read(field, 'type');
    const describe = read(type, 'describe');
    const text = read(field, 'description');
    const named = typeof describe === 'function' && text !== undefined;
    return [name, named ? Reflect.apply(describe, type, [text]) : type] as const;
  });
  return Object.fromEntries(fields);
}

const frameworkTools: unknown[] = [];
let frameworkServer: object | undefined;

/** The server of mcp-framework: it has what the folder of tools holds, and what is added. */
export class MCPServer {
  constructor(options?: unknown) {
    frameworkServer ??= this;
    if (frameworkServer === this) recordServer(options, { list: () => frameworkTools });
  }
  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  addTool(tool: unknown): void {
    addFrameworkTool(tool);
  }
}

function addFrameworkTool(exported: unknown): void {
  if (!isConstructor(exported) || isStub(exported)) return;
  const tool = new exported();
  if (!(tool instanceof MCPTool)) return;
  const definition = read(tool, 'toolDefinition');
  frameworkTools.push(
    isObject(definition) ? definition : { ...tool, name: read(tool, 'name'), inputSchema: schemaOf(tool) },
  );
}

/** https://xmcp.dev/docs/core-concepts/tools: `metadata` and `schema` beside a default export; without a name the file's own */
function addFile(tools: unknown[], path: string, file: Members): void {
  const { metadata, schema } = file;
  if (!isObject(metadata) || isStub(metadata)) return;
  const name = metadata.name ?? path.replace(/^.*\//, '').replace(/\.\w+$/, '');
  tools.push({ ...metadata, name, inputSchema: schema ?? metadata.inputSchema });
}

/** Whether the program's framework loads a folder of tools. */
export const loadsFolder = (): boolean => frameworkServer !== undefined;

/** Gives the files of the folder of tools to the framework that loads them. */
export function addFolder(files: readonly (readonly [string, Members])[]): void {
  for (const [, file] of files) addFrameworkTool(file.default);
  const tools: unknown[] = [];
  for (const [path, file] of files) addFile(tools, path, file);
  if (tools.length > 0) recordServer({}, { list: () => tools });
}

/** Tools that methods are decorated as. https://github.com/rekog-labs/MCP-Nest */
const decorated: unknown[] = [];
export const Tool =
  (options: unknown) =>
  (_target: unknown, method: unknown): void => {
    if (decorated.length === 0) recordServer({}, { list: () => decorated });
    const given = isStub(options) ? options : read(options, 'name');
    const name = given ?? String(isObject(method) ? read(method, 'name') : method);
    const inputSchema = read(options, 'parameters');
    decorated.push({ ...(isObject(options) ? options : {}), name, inputSchema });
  };
