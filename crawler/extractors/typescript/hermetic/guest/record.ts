// What was registered, as plain data.
import { emit } from '../../../../syntax/javascript/sandbox/guest/bridge.ts';
import { isSetting } from '../../../../syntax/javascript/sandbox/guest/environment.ts';
import { isStub, isStubText } from '../../../../syntax/javascript/sandbox/guest/stub.ts';
import { noteTrouble } from '../../../../syntax/javascript/sandbox/guest/tasks.ts';
import { NO_PARAMETERS, toJson } from './schema.ts';

type Members = Record<string, unknown>;

/** A tool as a program gave it to a server. */
export interface Given {
  name: unknown;
  title?: unknown;
  description?: unknown;
  inputSchema?: unknown;
  outputSchema?: unknown;
  annotations?: unknown;
  /** False where the program switched it off after registering it. */
  enabled?: unknown;
}

const MAX_DEPTH = 40;
const MAX_NODES = 60_000;
const MAX_TEXT = 200_000;

/** Copies JSON out of values of the program; counts what could not be copied. */
function createCopier() {
  let nodes = 0;
  let lost = 0;
  const lose = () => {
    lost += 1;
    return undefined;
  };
  function copyMembers(value: object, depth: number): unknown {
    if (Array.isArray(value)) return value.slice(0, MAX_NODES).map((each) => copy(each, depth + 1) ?? null);
    const copied: Members = Object.create(null);
    for (const key of Object.keys(value)) {
      if (key === '__proto__') continue;
      const member = copy(Reflect.get(value, key), depth + 1);
      if (member !== undefined) copied[key] = member;
    }
    return copied;
  }
  function copy(value: unknown, depth: number): unknown {
    nodes += 1;
    if (nodes > MAX_NODES || depth > MAX_DEPTH || isStub(value)) return lose();
    if (typeof value === 'string')
      return isStubText(value) || isSetting(value) ? lose() : value.slice(0, MAX_TEXT);
    if (typeof value === 'boolean' || value === null) return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : null;
    return typeof value === 'object' ? copyMembers(value, depth) : undefined;
  }
  return { copy: (value: unknown) => copy(value, 0), lost: () => lost };
}

interface Copied {
  value: unknown;
  whole: boolean;
}

/** A value as JSON. Getters and conversions of the program may throw: then there is nothing. */
function copyOut(value: () => unknown): Copied {
  const { copy, lost } = createCopier();
  try {
    return { value: copy(value()), whole: lost() === 0 };
  } catch (error) {
    noteTrouble(error);
    return { value: undefined, whole: false };
  }
}

/** Tools that one server may have before the rest is not looked at. */
export const MAX_TOOLS = 5_000;
let recorded = 0;

/** Hands a tool to the host. What of it is computed from something that is not there is named in `computed`. */
function recordTool(server: number, given: Given): void {
  recorded += 1;
  if (recorded > MAX_TOOLS) return;
  const parts: [string, () => unknown][] = [
    ['name', () => given.name],
    ['title', () => given.title],
    ['description', () => given.description],
    ['inputSchema', () => (given.inputSchema === undefined ? NO_PARAMETERS : toJson(given.inputSchema))],
    ['outputSchema', () => (given.outputSchema === undefined ? undefined : toJson(given.outputSchema))],
    ['annotations', () => given.annotations],
  ];
  const copied = parts.map(([key, value]) => [key, copyOut(value)] as const);
  const computed = copied.filter(([, part]) => !part.whole).map(([key]) => key);
  emit({
    kind: 'tool',
    server,
    tool: Object.fromEntries(copied.map(([key, part]) => [key, part.value])),
    computed,
    enabled: given.enabled !== false,
  });
}

/** A server that the program made. */
export interface Recorded {
  /** Its tools when everything has run. */
  list: () => unknown;
}

const servers: Recorded[] = [];
const MAX_SERVERS = 200;
const sealed = false;

/** Notes a server and the name it gives itself. */
export function recordServer(info: unknown, server: Recorded): void {
  if (sealed || servers.length >= MAX_SERVERS) return;
  const { value } = copyOut(() =>
    typeof info === 'object' && info !== null ? Reflect.get(info, 'name') : info,
  );
  emit({ kind: 'server', server: servers.length, name: typeof value === 'string' ? value : null });
  servers.push(server);
}

/** Something that registers tools and could not be read. */
export const refuse = (reason: 'list-computed' | 'dynamic', message: string): void =>
  emit({ kind: 'refusal', reason, message: message.slice(0, 300) });

function recordList(server: number, list: unknown): void {
  if (!Array.isArray(list)) {
    refuse('list-computed', 'the list of tools is not known without what the server asks elsewhere');
    return;
  }
  for (const tool of list.slice(0, MAX_TOOLS)) {
    if (typeof tool === 'object' && tool !== null) recordTool(server, { ...readTool(tool) });
    else refuse('list-computed', 'a tool of the list is not known');
  }
  if (list.length > MAX_TOOLS) refuse('list-computed', 'the list of tools is longer than what is read');
}

const readTool = (tool: object): Given => ({
  name: Reflect.get(tool, 'name'),
  title: Reflect.get(tool, 'title'),
  description: Reflect.get(tool, 'description'),
  inputSchema: Reflect.get(tool, 'inputSchema'),
  outputSchema: Reflect.get(tool, 'outputSchema'),
  annotations: Reflect.get(tool, 'annotations'),
  enabled: Reflect.get(tool, 'enabled'),
});

/** How many servers there are, and how many of them have something to list. */
export const countServers = (): number => servers.length;

/** Asks one server for its list. */
async function askServer(server: number): Promise<void> {
  try {
    recordList(server, await servers[server]?.list());
  } catch (error) {
    noteTrouble(error);
    refuse('dynamic', 'the server failed to list its tools');
  }
}

/** Asks every server that nobody asked yet. */
let asked = 0;
export function askServers(): void {
  for (; asked < servers.length; asked++) askServer(asked).catch(noteTrouble);
}
