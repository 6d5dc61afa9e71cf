// Runs a server's own set-up and reads from its servers what they list.

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
import { createAnyArgument } from './mcp-server.ts';
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

/** Calls what a file exports and might set up a server. */
function callExports(entry: Namespace): void {
  for (const [name, exported] of Object.entries(entry)) {
    if (!FACTORY.test(name) || !isFunction(exported)) continue;
    try {
      const answer: unknown = /^class\b/.test(String(exported))
        ? startInstance(Reflect.construct(exported, [createAnyArgument(name)]))
        : exported(createAnyArgument(name), createAnyArgument(name), createAnyArgument(name));
      if (answer instanceof Promise) answer.catch(noteTrouble);
    } catch (error) {
      noteTrouble(error);
    }
  }
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
    () => feed([INITIALIZE, INITIALIZED].map((message) => JSON.stringify(message))),
    () => feed([JSON.stringify(LIST)]),
    askServers,
  ];
}
