// Runs a server's own set-up and reads from its servers what they list.

import { forgiveAll } from '../../../../syntax/javascript/sandbox/guest/forgive.ts';
import { feed } from '../../../../syntax/javascript/sandbox/guest/process.ts';
import {
  type Load,
  type Namespace,
  type Phase,
  startProgram,
} from '../../../../syntax/javascript/sandbox/guest/start.ts';
import { callWithStubs, isStub } from '../../../../syntax/javascript/sandbox/guest/stub.ts';
import { noteTrouble } from '../../../../syntax/javascript/sandbox/guest/tasks.ts';
import { addFolder, loadsFolder, startAgents } from './frameworks.ts';
import { announceClients, createAnyArgument } from './mcp-server.ts';
import { askServers, countServers } from './record.ts';
import { defineSdkModules } from './sdk-modules.ts';

/** Functions that a platform or another package may call to set up a server. */
const FACTORY = /server|tool|regist|init|setup|create|start|main|mcp|default|run|serve/i;
const IN_TOOLS = /(?:^|\/)tools\//;

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 'sandbox-initialize',
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'client', version: '1.0.0' },
  },
};
const INITIALIZED = { jsonrpc: '2.0', method: 'notifications/initialized' };
const LIST = { jsonrpc: '2.0', id: 'sandbox-list', method: 'tools/list', params: {} };

/** Loads the folder of tools of a framework that does so by itself. */
async function loadFolder(modules: Record<string, Load>): Promise<void> {
  const files: [string, Namespace][] = [];
  for (const [path, load] of Object.entries(modules)) {
    if (!IN_TOOLS.test(path)) continue;
    const file = await load().then((namespace) => namespace, noteTrouble);
    if (file) files.push([path, file]);
  }
  addFolder(files);
}

const isFunction = (value: unknown): value is (...args: unknown[]) => unknown =>
  typeof value === 'function' && !isStub(value);

/** Functions that a platform calls, and those that a factory hands out to be called with a server. */
const MEMBERS = /^(?:fetch|handler|GET|POST)$|regist|init|setup|tools/i;
const MAX_DEPTH = 3;

/** Lets something set up a server: called or constructed, and then whatever it answers. */
async function setUp(given: unknown, name: string, depth: number): Promise<void> {
  const made: unknown = await given;
  if (depth > MAX_DEPTH || isStub(made)) return;
  if (isFunction(made)) {
    const args = [createAnyArgument(name), createAnyArgument(name), createAnyArgument(name)];
    if (/^class\b/.test(String(made))) startInstance(Reflect.construct(made, args.slice(0, 1)));
    else await setUp(made(...args), name, depth + 1);
  } else if (typeof made === 'object' && made !== null) {
    for (const [key, member] of Object.entries(made))
      if (MEMBERS.test(key) && isFunction(member)) await setUp(member, key, depth + 1);
  }
}

/** Calls what a file exports and might set up a server. */
function callExports(entry: Namespace): void {
  for (const [name, exported] of Object.entries(entry))
    if (FACTORY.test(name)) setUp(exported, name, 0).catch(noteTrouble);
}

/** Lets an object set itself up by the methods that do so by name. */
function startInstance(made: object): void {
  for (const name of ['init', 'initialize', 'setup', 'start', 'run', 'registerTools', 'setupHandlers'])
    if (isFunction(Reflect.get(made, name))) callWithStubs(Reflect.get(made, name), [name], made);
}

export function start(load: Load, modules: Record<string, Load>): void {
  startProgram(load, modules, defineSdkModules, (entry) => listPhases(entry, modules));
}

function listPhases(entry: Namespace, modules: Record<string, Load>): readonly Phase[] {
  const scans = Object.keys(modules).some((path) => IN_TOOLS.test(path));
  return [
    () => startAgents(Object.values(entry)),
    () => (scans && (loadsFolder() || countServers() === 0) ? loadFolder(modules) : undefined),
    () => (countServers() === 0 ? callExports(entry) : undefined),
    forgiveAll,
    () => feed([INITIALIZE, INITIALIZED].map((message) => JSON.stringify(message))),
    () => feed([JSON.stringify(LIST)]),
    announceClients,
    askServers,
  ];
}
