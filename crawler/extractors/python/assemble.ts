import type { ExtractedServer } from '#data/schema/extraction.ts';
import type { Skip, SkipReason } from '#data/schema/skip.ts';
import type { ToolDefinition } from '#data/schema/tool.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { STEP_LIMIT } from '../../syntax/python/interpreter.ts';
import type { Machine } from '../../syntax/python/machine.ts';
import type { Reading } from '../extractor.ts';
import { readTool } from './definition.ts';
import { isOwnCode, type Project } from './project.ts';
import type { Problem, Registration, Registry, ServerObject } from './server.ts';
import { textAttribute } from './tool-object.ts';

export interface Assembling {
  machine: Machine;
  registry: Registry;
  projects: (path: string) => Project;
  version: number;
}

interface Prefixed {
  made: Registration;
  prefix: string;
}

const MAX_MOUNT_DEPTH = 8;

/** The registrations of a server and of those mounted on it. */
function allRegistrations(server: ServerObject, depth = 0): Prefixed[] {
  const own = server.registrations.map((made) => ({ made, prefix: '' }));
  if (depth > MAX_MOUNT_DEPTH) return own;
  const mounted = server.mounts.flatMap((mount) =>
    allRegistrations(mount.server, depth + 1).map(({ made, prefix }) => ({
      made,
      prefix: mount.prefix + prefix,
    })),
  );
  return [...own, ...mounted];
}

/** Server objects made by the same expression are one server. */
function mergeBySite(servers: readonly ServerObject[]): ServerObject[] {
  const merged = new Map<string, ServerObject>();
  for (const server of servers) {
    const key = `${server.site.source.path}:${server.orphan ? 'orphan' : server.site.start}`;
    const known = merged.get(key);
    if (known === undefined)
      merged.set(key, { ...server, registrations: [...server.registrations], mounts: [...server.mounts] });
    else {
      known.registrations.push(...server.registrations);
      known.mounts.push(...server.mounts);
    }
  }
  return [...merged.values()];
}

function compareTools(a: ToolDefinition, b: ToolDefinition): number {
  return (
    compareText(a.location.path, b.location.path) ||
    a.location.startLine - b.location.startLine ||
    compareText(a.name, b.name)
  );
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Of tools with one name: mcp keeps the first, fastmcp the last. */
function uniqueTools(tools: readonly ToolDefinition[], server: ServerObject): ToolDefinition[] {
  const byName = new Map<string, ToolDefinition>();
  for (const tool of tools) {
    const before = byName.get(tool.name);
    if (
      before !== undefined &&
      before.location.path === tool.location.path &&
      before.location.startLine === tool.location.startLine
    ) {
      byName.set(tool.name, unconditionalOf(before, tool));
    } else if (before === undefined || server.family === 'fastmcp') byName.set(tool.name, tool);
  }
  return [...byName.values()];
}

function unconditionalOf(a: ToolDefinition, b: ToolDefinition): ToolDefinition {
  if (a.conditional === undefined || a.conditional.flag === b.conditional?.flag) return a;
  const { conditional: _conditional, ...rest } = a;
  return rest;
}

/** A flag that every tool has guards the server, not its tools. */
function withoutSharedFlag(tools: readonly ToolDefinition[]): ToolDefinition[] {
  const flags = new Set(tools.map((tool) => tool.conditional?.flag));
  if (flags.size !== 1) return [...tools];
  return tools.map(({ conditional: _conditional, ...rest }) => rest);
}

function readServer(
  server: ServerObject,
  { machine, projects, version }: Assembling,
): { tools: ToolDefinition[]; skipped: Skip[] } {
  machine.refill(STEP_LIMIT, server.site.source.path);
  const skipped: Skip[] = [];
  const tools: ToolDefinition[] = [];
  for (const { made, prefix } of allRegistrations(server)) {
    const { path } = made.site.source;
    const sdk = { family: server.family, version: projects(path).releases[server.family] };
    const read = readTool(machine, made, { sdk, prefix, version });
    if (read.kind === 'tool') tools.push(read.tool);
    const unread = read.kind === 'tool' ? read.unread : [read.skip];
    skipped.push(...unread.map((each) => ({ path, extractor: `python/${made.idiom}`, ...each })));
  }
  return { tools: withoutSharedFlag(uniqueTools(tools, server)).sort(compareTools), skipped };
}

/** Gives tools of servers that stand in for unfilled parameters to the one server of their project. */
function adoptOrphans(servers: readonly ServerObject[], projects: Assembling['projects']): ServerObject[] {
  const home = (server: ServerObject) => projects(server.site.source.path).folder;
  const real = servers.filter((server) => !server.orphan);
  const left = servers.filter((server) => {
    if (!server.orphan) return false;
    const isHost = (each: ServerObject) => each.kind === 'functions' && !each.lent;
    const hosts = real.filter((each) => isHost(each) && home(each) === home(server));
    const host = hosts.toSorted((a, b) => b.registrations.length - a.registrations.length)[0];
    host?.registrations.push(...server.registrations);
    return host === undefined;
  });
  return [...real, ...mergeOrphans(left, home)];
}

function mergeOrphans(
  orphans: readonly ServerObject[],
  home: (server: ServerObject) => string,
): ServerObject[] {
  const merged = new Map<string, ServerObject>();
  for (const orphan of orphans) {
    const known = merged.get(home(orphan));
    if (known === undefined) merged.set(home(orphan), orphan);
    else known.registrations.push(...orphan.registrations);
  }
  return [...merged.values()];
}

/** Registered tools as servers, sorted by path and name; what could not be read as skips. */
export function assemble(about: Assembling): Reading {
  const { registry, projects } = about;
  const mounted = new Set(
    registry.servers.flatMap((server) => server.mounts.map((mount) => mount.server.site)),
  );
  const merged = mergeBySite(registry.servers.filter((server) => isOwnCode(server.site.source.path)));
  const tops = adoptOrphans(merged, projects).filter((server) => !mounted.has(server.site));
  const isGiven = (server: ServerObject) => !server.lent || tops.every((each) => each.lent);
  const roots = tops.filter(isGiven);
  const idle = tops.filter((server) => !isGiven(server)).map(notGiven);
  const skipped: Skip[] = [...registry.problems, ...unlistedTools(registry), ...idle].map(
    ({ site, idiom, reason, message }) => ({
      path: site.source.path,
      extractor: `python/${idiom}`,
      reason,
      message,
    }),
  );
  const servers = roots.flatMap((server): ExtractedServer[] => {
    const read = readServer(server, about);
    skipped.push(...read.skipped);
    return read.tools.length === 0
      ? []
      : [describeServer(server, read.tools, projects(server.site.source.path))];
  });
  for (const path of about.machine.exhausted) {
    skipped.push({
      path,
      extractor: 'python',
      reason: 'time-limit',
      message: 'what this file does is too long to follow',
    });
  }
  return { servers: finish(servers, skipped, projects), skipped: uniqueSkips(skipped) };
}

/** Tool objects that were made and that no server lists. */
function unlistedTools(registry: Registry): Problem[] {
  const placeOf = ({ source, start }: SyntaxNode) => `${source.path}:${start}`;
  const listed = new Set(
    registry.servers.flatMap((server) => server.registrations.map(({ tool }) => placeOf(tool.site))),
  );
  return registry.made.flatMap((tool): Problem[] => {
    const name = textAttribute(tool, 'name');
    const isDead =
      name !== undefined &&
      tool.attributes.has('description') &&
      isOwnCode(tool.site.source.path) &&
      !listed.has(placeOf(tool.site));
    return isDead
      ? [
          {
            site: tool.site,
            idiom: 'list-tools',
            reason: 'never-registered',
            message: `${name} is defined and no server lists it`,
          },
        ]
      : [];
  });
}

const notGiven = ({ site }: ServerObject): Problem => ({
  site,
  idiom: 'tool-decorator',
  reason: 'never-registered',
  message: 'a provider of tools that no server is given',
});

function describeServer(server: ServerObject, tools: ToolDefinition[], project: Project): ExtractedServer {
  return {
    path: project.folder,
    name: server.name ?? project.name ?? (project.folder.split('/').at(-1) || 'server'),
    description: project.description,
    language: 'python',
    completeness: 'complete',
    tools,
  };
}

/** Reasons that hide no tool. */
const TOLD: ReadonlySet<SkipReason> = new Set([
  'never-registered',
  'schema-computed',
  'description-computed',
]);

/** A tool that is handed to several server objects of a project is told once, by the one that has most. */
function finish(
  servers: readonly ExtractedServer[],
  skipped: readonly Skip[],
  projects: Assembling['projects'],
): ExtractedServer[] {
  const troubled = new Set(
    skipped.filter((skip) => !TOLD.has(skip.reason)).map((skip) => projects(skip.path).folder),
  );
  const told = new Set<string>();
  const kept = servers
    .toSorted((a, b) => b.tools.length - a.tools.length)
    .map((server) => ({
      ...server,
      tools: server.tools.filter((tool) => {
        const key = JSON.stringify([server.path, tool.name, tool.location]);
        return told.has(key) ? false : Boolean(told.add(key));
      }),
      completeness: troubled.has(server.path) ? ('partial' as const) : server.completeness,
    }));
  return kept
    .filter((server) => server.tools.length > 0)
    .sort((a, b) => compareText(a.path, b.path) || compareText(a.name, b.name));
}

function uniqueSkips(skipped: readonly Skip[]): Skip[] {
  const unique = new Map(skipped.map((skip) => [JSON.stringify(skip), skip]));
  return [...unique].sort(([a], [b]) => compareText(a, b)).map(([, skip]) => skip);
}
