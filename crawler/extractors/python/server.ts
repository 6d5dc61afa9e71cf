import type { SyntaxNode } from '../../syntax/node.ts';
import {
  asText,
  type Instance,
  isKind,
  keyOf,
  type NativeCall,
  type Value,
} from '../../syntax/python/value.ts';
import type { Family, Releases } from './sdk.ts';

/** A tool that a program handed to a server object, not yet turned into a definition. */
export interface Registration {
  /** The Tool object: what its attributes say wins over what is read from its function. */
  tool: Instance;
  site: SyntaxNode;
  idiom: Idiom;
  /** Without which it is not registered. */
  flag: string | undefined;
}

export type Idiom = 'tool-decorator' | 'add-tool' | 'list-tools' | 'json-rpc' | 'from-openapi';

/** A server object of the program. */
export interface ServerObject {
  kind: 'functions' | 'low-level' | 'json-rpc';
  family: Family;
  name: string | undefined;
  site: SyntaxNode;
  registrations: Registration[];
  mounts: { server: ServerObject; prefix: string }[];
  /** Functions that answer `tools/list`. */
  listHandlers: Value[];
  /** How many undecided tests guarded its making. */
  depth: number;
  /** The low-level server object itself, whose table of handlers may be filled by hand. */
  self?: Instance;
  /** It stands in for a parameter that nobody was seen to fill. */
  orphan: boolean;
  /** A store of tools that servers are given. */
  lent: boolean;
}

/** Something that was seen and not read, or not to be counted. */
export interface Problem {
  site: SyntaxNode;
  idiom: Idiom;
  reason: 'list-computed' | 'dynamic' | 'never-registered';
  message: string;
}

/** The server objects met, and what could not be read of them. */
export interface Registry {
  servers: ServerObject[];
  byInstance: WeakMap<Instance['attributes'], ServerObject>;
  problems: Problem[];
  /** The releases of the SDKs that a file's project installs. */
  releases: (path: string) => Releases;
  /** Every Tool object that was made, registered or not. */
  made: Instance[];
  /** Functions of the tree that a table keeps under `tools/list`. */
  answers: Set<Value>;
  /** One of them is being asked. */
  asking: boolean;
}

export function createRegistry(releases: Registry['releases']): Registry {
  return {
    releases,
    servers: [],
    byInstance: new WeakMap(),
    problems: [],
    made: [],
    answers: new Set(),
    asking: false,
  };
}

/** Notes a new server object; its state hangs on the attributes, which `super()` shares. */
export function openServer(
  registry: Registry,
  self: Instance,
  about: Pick<ServerObject, 'kind' | 'family' | 'name' | 'depth'>,
): ServerObject {
  const server: ServerObject = {
    ...about,
    site: self.site,
    registrations: [],
    mounts: [],
    listHandlers: [],
    orphan: false,
    lent: false,
  };
  registry.servers.push(server);
  registry.byInstance.set(self.attributes, server);
  return server;
}

export function serverOf(registry: Registry, value: Value | undefined): ServerObject | undefined {
  return isKind(value, 'instance') ? registry.byInstance.get(value.attributes) : undefined;
}

/** The name that a server gives itself when it is made; undefined when it is computed. */
export function statedName(call: NativeCall): string | undefined {
  const name = asText(call.kwargs.get('name') ?? call.kwargs.get('server_name') ?? call.args[0]);
  return name === undefined || name === '' || name === '__main__' ? undefined : name;
}

/** The same registration met twice: made under both sides of a test, it needs no flag. */
export function addRegistration(server: ServerObject, made: Registration): void {
  const same = server.registrations.find((each) => each.site === made.site && sameName(each, made));
  if (same === undefined) server.registrations.push(made);
  else if (same.flag !== made.flag || made.flag === undefined) same.flag = undefined;
}

function sameName(a: Registration, b: Registration): boolean {
  return keyOf(a.tool.attributes.get('name') ?? null) === keyOf(b.tool.attributes.get('name') ?? null);
}
