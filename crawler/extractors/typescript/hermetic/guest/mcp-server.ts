// The servers of the SDKs, as far as registering and listing goes: https://github.com/modelcontextprotocol/typescript-sdk
import { createStub, pathOf, stubPrototype } from '../../../../syntax/javascript/sandbox/guest/stub.ts';
import { noteTrouble } from '../../../../syntax/javascript/sandbox/guest/tasks.ts';
import { MAX_TOOLS, recordServer } from './record.ts';
import { isShape } from './schema.ts';

type Members = Record<string, unknown>;
type Handler = (request: unknown, extra: unknown) => unknown;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;
const read = (value: unknown, key: string): unknown =>
  isObject(value) || typeof value === 'function' ? Reflect.get(value, key) : undefined;

const LIST = 'tools/list';
const METHODS = new Map([
  ['ListToolsRequestSchema', LIST],
  ['InitializeRequestSchema', 'initialize'],
]);
const ARRIVAL = {
  method: 'initialize',
  params: {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'client', version: '1.0.0' },
  },
};

/** The method that a request's schema is for: named, a member of the SDK, or an object schema with a literal. */
function methodOf(schema: unknown): string {
  if (typeof schema === 'string') return schema;
  const name = pathOf(schema)?.at(-1);
  if (name !== undefined) return METHODS.get(name) ?? name;
  const method = read(read(schema, 'shape'), 'method');
  const literal = read(method, 'value') ?? read(read(method, '_def'), 'value');
  return String(literal);
}

const REQUEST = { method: LIST, params: {} };
const createExtra = () => createStub(['request']);
/** Pages of a list that are asked for. */
const MAX_PAGES = 20;

async function readPages(handler: Handler): Promise<unknown> {
  const tools: unknown[] = [];
  let cursor: unknown;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await handler(
      { ...REQUEST, params: cursor === undefined ? {} : { cursor } },
      createExtra(),
    );
    const list = read(answer, 'tools');
    if (!Array.isArray(list)) return page === 0 ? list : tools;
    tools.push(...list);
    cursor = read(answer, 'nextCursor');
    if (typeof cursor !== 'string') break;
  }
  return tools;
}

const lowLevel: Server[] = [];

/** Tells every server that its client is there: some register tools only then. */
export function announceClients(): void {
  for (const server of lowLevel) {
    const handler = server._requestHandlers.get(ARRIVAL.method);
    if (handler) Promise.resolve(handler(ARRIVAL, createExtra())).catch(noteTrouble);
    const listener: unknown = Object.hasOwn(server, 'oninitialized')
      ? Reflect.get(server, 'oninitialized')
      : undefined;
    if (typeof listener === 'function')
      Promise.resolve(Reflect.apply(listener, server, [])).catch(noteTrouble);
  }
}

/** The low-level server: handlers by method. */
export class Server {
  readonly _requestHandlers = new Map<string, Handler>();
  readonly _serverInfo: unknown;
  constructor(info?: unknown, _options?: unknown, owner?: object) {
    this._serverInfo = info;
    lowLevel.push(this);
    if (!(owner instanceof McpServer)) recordServer(info, { list: () => this.listTools() });
  }
  /** Its tools; an empty list where it has no handler for them. */
  listTools(): unknown {
    const handler = this._requestHandlers.get(LIST);
    return handler ? readPages(handler) : this.#askFallback();
  }
  /** What the handler of everything without one answers, where that is a list. */
  async #askFallback(): Promise<unknown> {
    const fallback: unknown = Object.hasOwn(this, 'fallbackRequestHandler')
      ? Reflect.get(this, 'fallbackRequestHandler')
      : undefined;
    if (typeof fallback !== 'function') return [];
    const list = await readPages((request, extra) => Reflect.apply(fallback, this, [request, extra]));
    return Array.isArray(list) ? list : [];
  }
  setRequestHandler(schema: unknown, ...rest: unknown[]): void {
    const handler = rest.findLast((each) => typeof each === 'function');
    if (typeof handler === 'function')
      this._requestHandlers.set(methodOf(schema), (...args) => Reflect.apply(handler, this, args));
  }
  removeRequestHandler(method: string): void {
    this._requestHandlers.delete(method);
  }
  assertCanSetRequestHandler(): void {}
  registerCapabilities(): void {}
  getClientCapabilities(): object {
    return { roots: { listChanged: true }, sampling: {}, elicitation: {} };
  }
  _oninitialize(): object {
    return { protocolVersion: '2025-11-25', capabilities: {}, serverInfo: this._serverInfo };
  }
  async connect(): Promise<void> {}
  async close(): Promise<void> {}
}

interface Tool extends Members {
  name: unknown;
}

/** The arguments of `tool()` after its name, in the SDK's own order of asking. */
function sortArguments(given: readonly unknown[]): Members {
  const rest = [...given];
  const description = typeof rest[0] === 'string' || pathOf(rest[0]) ? rest.shift() : undefined;
  let inputSchema: unknown;
  let annotations: unknown;
  if (rest.length > 1) {
    const [first] = rest;
    if (isShape(first)) {
      inputSchema = rest.shift();
      if (rest.length > 1 && isObject(rest[0]) && !isShape(rest[0])) annotations = rest.shift();
    } else if (isObject(first)) annotations = rest.shift();
  }
  const isJsonSchema = read(annotations, 'type') === 'object' && isObject(read(annotations, 'properties'));
  return isJsonSchema
    ? { description, inputSchema: annotations, handler: rest[0] }
    : { description, inputSchema, annotations, handler: rest[0] };
}

/** The server that tools are registered on. */
export class McpServer {
  readonly server: Server;
  readonly _registeredTools: Record<string, Tool> = Object.create(null);
  readonly #tools: Tool[] = [];
  constructor(info?: unknown, options?: unknown) {
    this.server = new Server(info, options, this);
    this.server._requestHandlers.set(LIST, () => ({ tools: this.#tools }));
    const { server } = this;
    recordServer(info, { list: () => server.listTools() });
  }
  #add(name: unknown, parts: Members): Members {
    const handle = {
      ...parts,
      name,
      enabled: true,
      enable: () => {
        handle.enabled = true;
      },
      disable: () => {
        handle.enabled = false;
      },
      update: (changes: unknown) => {
        const { paramsSchema, ...others } = isObject(changes) ? changes : {};
        Object.assign(handle, others, paramsSchema === undefined ? {} : { inputSchema: paramsSchema });
      },
      remove: () => {
        this.#tools.splice(this.#tools.indexOf(handle), 1);
      },
    };
    if (this.#tools.length > MAX_TOOLS) return handle;
    if (typeof name === 'string') {
      if (Object.hasOwn(this._registeredTools, name)) return handle;
      this._registeredTools[name] = handle;
    }
    this.#tools.push(handle);
    return handle;
  }
  tool(name: unknown, ...rest: unknown[]): unknown {
    return this.#add(name, sortArguments(rest));
  }
  registerTool(name: unknown, config: unknown, handler: unknown): unknown {
    const { title, description, inputSchema, outputSchema, annotations, _meta } = isObject(config)
      ? config
      : {};
    return this.#add(name, { title, description, inputSchema, outputSchema, annotations, _meta, handler });
  }
  get experimental(): object {
    return {
      tasks: { registerToolTask: (name: unknown, config: unknown) => this.registerTool(name, config, null) },
    };
  }
  sendToolListChanged(): void {}
  sendResourceListChanged(): void {}
  sendPromptListChanged(): void {}
  isConnected(): boolean {
    return true;
  }
  async connect(): Promise<void> {}
  async close(): Promise<void> {}
}

// Methods that are not about tools answer stubs.
for (const { prototype } of [Server, McpServer]) Object.setPrototypeOf(prototype, stubPrototype(['server']));

/** What stands for a server, and for anything else, where a function of the program is called from outside. */
export function createAnyArgument(name: string): object {
  const server = new McpServer({ name });
  const self: object = new Proxy(server, {
    get(target, key) {
      if (key === 'server') return self;
      if (key === 'setRequestHandler') return target.server.setRequestHandler.bind(target.server);
      const value: unknown = Reflect.get(target, key);
      if (typeof value === 'function' && Reflect.has(Object.getPrototypeOf(target), key))
        return value.bind(target);
      return value;
    },
  });
  return self;
}
