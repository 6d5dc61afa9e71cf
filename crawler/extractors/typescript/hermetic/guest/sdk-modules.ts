// The modules of the SDKs and frameworks, by the names they are imported under.
import { isOn } from '../../../../syntax/javascript/sandbox/guest/environment.ts';
import { defineModules } from '../../../../syntax/javascript/sandbox/guest/modules.ts';
import { print, stdin } from '../../../../syntax/javascript/sandbox/guest/process.ts';
import { LineReader } from '../../../../syntax/javascript/sandbox/guest/streams.ts';
import {
  createMcpHandler,
  defineTool,
  FastMCP,
  MCPServer,
  MCPTool,
  McpAgent,
  TmcpServer,
  Tool,
} from './frameworks.ts';
import { tsyringe } from './injection.ts';
import { McpServer, Server } from './mcp-server.ts';

class McpError extends Error {
  readonly code: unknown;
  readonly data: unknown;
  constructor(code: unknown, message?: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

const ErrorCode = {
  ConnectionClosed: -32000,
  RequestTimeout: -32001,
  ParseError: -32700,
  InvalidRequest: -32600,
  MethodNotFound: -32601,
  InvalidParams: -32602,
  InternalError: -32603,
};

const versions = { LATEST_PROTOCOL_VERSION: '2025-11-25', SUPPORTED_PROTOCOL_VERSIONS: ['2025-11-25'] };

/** A factory of servers, as the second generation's transports take it. */
const serve = (factory: unknown): unknown => {
  if (typeof factory === 'function')
    Promise.resolve(Reflect.apply(factory, undefined, [{}])).catch(() => undefined);
  return Promise.resolve({ close: () => undefined });
};

class Transport {
  sessionId: unknown = 'session';
  onclose: unknown;
  onerror: unknown;
  onmessage: unknown;
  async start(): Promise<void> {}
  async close(): Promise<void> {}
  async send(_message?: unknown): Promise<void> {}
  async handleRequest(): Promise<void> {}
}

/** A transport that servers of another copy of the SDK start, such as one inside a bundle: they are asked on the standard input. */
class ServerTransport extends Transport {
  override async start(): Promise<void> {
    new LineReader({ input: stdin }).on('line', (line) => {
      if (typeof this.onmessage === 'function') this.onmessage(JSON.parse(String(line)), {});
    });
  }
  override async send(message?: unknown): Promise<void> {
    print(`${JSON.stringify(message)}\n`);
  }
}

/** https://github.com/modelcontextprotocol/ext-apps */
const UI_PAGE = 'text/html;profile=mcp-app';

const sdk = {
  McpServer,
  Server,
  McpError,
  ProtocolError: McpError,
  ErrorCode,
  ...versions,
  StdioServerTransport: ServerTransport,
  StreamableHTTPServerTransport: ServerTransport,
  WebStandardStreamableHTTPServerTransport: ServerTransport,
  NodeStreamableHTTPServerTransport: ServerTransport,
  SSEServerTransport: ServerTransport,
  InMemoryTransport: Transport,
  serveStdio: serve,
  serveHttp: serve,
  createMcpHandler: serve,
  isInitializeRequest: () => true,
  fromJsonSchema: (schema: unknown) => schema,
  registerAppTool: (server: McpServer, name: unknown, config: unknown, handler: unknown) =>
    server.registerTool(name, config, handler),
  registerAppResource: () => undefined,
  RESOURCE_MIME_TYPE: UI_PAGE,
  RESOURCE_URI_META_KEY: 'ui/resourceUri',
  EXTENSION_ID: 'io.modelcontextprotocol/ui',
  getUiCapability: () => (isOn('capabilities.ui') ? { mimeTypes: [UI_PAGE] } : undefined),
};

export function defineSdkModules(): void {
  defineModules(/^@modelcontextprotocol\//, () => sdk);
  defineModules(/^(?:fastmcp|litemcp|@punkpeye\/fastmcp)$/, () => ({ FastMCP, LiteMCP: FastMCP }));
  defineModules(/^tmcp(?:\/|$)/, () => ({ McpServer: TmcpServer, defineTool }));
  defineModules(/^mcp-framework$/, () => ({ MCPServer, MCPTool }));
  defineModules(/^agents(?:\/|$)/, () => ({ McpAgent, createMcpHandler: () => () => undefined }));
  defineModules(/^(?:mcp-handler|@vercel\/mcp-adapter)$/, () => ({
    createMcpHandler,
    experimental_withMcpAuth: (handler: unknown) => handler,
    withMcpAuth: (handler: unknown) => handler,
  }));
  defineModules(/^@rekog\/mcp-nest$/, () => ({ Tool }));
  defineModules(/^tsyringe$/, () => tsyringe);
  defineModules(/^reflect-metadata$/, () => ({}));
}
