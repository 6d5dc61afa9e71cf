// A program is run from where it starts, then from every place that registers tools and was not reached.

import { type SyntaxNode, textOf } from '../../syntax/node.ts';
import { unknownParameter } from '../../syntax/python/call.ts';
import { parametersOf } from '../../syntax/python/define.ts';
import { STEP_LIMIT } from '../../syntax/python/interpreter.ts';
import type { Machine } from '../../syntax/python/machine.ts';
import { lastName, unquote } from '../../syntax/python/types.ts';
import {
  type Class,
  type Func,
  type Instance,
  isKind,
  type Module,
  type Value,
} from '../../syntax/python/value.ts';
import type { Family } from './sdk.ts';
import { openServer, type Registry } from './server.ts';

/** Text by which a function gives away that it makes servers or registers tools. */
const REGISTERS =
  /\.(tool|add_tool|list_tools|mount|import_server)\b|\b(FastMCP|MCPServer|Server)\s*\(|["']tools\/list["']|\bListToolsRequest\b/;

export interface Drive {
  machine: Machine;
  registry: Registry;
  /** Functions that ran. */
  called: Set<SyntaxNode>;
  /** The first instance that was made of each class. */
  instances: ReadonlyMap<SyntaxNode, Instance>;
  family: (path: string) => Family;
  /** Whether a function's name stands anywhere beside its definition, or may be made up at run time. */
  isMentioned: (name: string) => boolean;
}

interface Candidate {
  func: Func;
  self: Value | undefined;
  of: Class | undefined;
}

function candidatesOf(module: Module): Candidate[] {
  const own = [...module.scope.names.values()];
  const functions = own
    .filter((value) => isKind(value, 'function'))
    .map((func) => ({ func, self: undefined, of: undefined }));
  const methods = own
    .filter((value) => isKind(value, 'class'))
    .flatMap((of) =>
      [...of.members.values()]
        .filter((member) => isKind(member, 'function'))
        .map((func) => ({ func, self: undefined, of })),
    );
  return [...functions, ...methods].filter(
    ({ func }) => func.node.source.path === module.path && REGISTERS.test(textOf(func.node)),
  );
}

/** Whether a parameter is a server: typed so, or used so. */
function isServerParameter(drive: Drive, func: Func, name: string): boolean {
  const parameter = parametersOf(func.node).find((each) => each.name === name);
  const making = { machine: drive.machine, definitions: new Map(), scope: func.scope, depth: 0 };
  const type =
    parameter?.type === undefined
      ? undefined
      : unquote(drive.machine.evaluate(parameter.type, func.scope), making);
  if (isKind(type, 'external')) return /(^|\.)(FastMCP|MCPServer|Server)$/.test(type.path);
  const text = textOf(func.node);
  if (new RegExp(`\\b${name}\\.(tool|add_tool|list_tools)\\b`).test(text)) return true;
  return /^(mcp|server|app)$|_mcp$|_server$|^mcp_/.test(name) && new RegExp(`[(=,]\\s*${name}\\b`).test(text);
}

function orphanServer(drive: Drive, func: Func): Instance {
  const family = drive.family(func.node.source.path);
  const path = family === 'fastmcp' ? 'fastmcp.FastMCP' : 'mcp.server.fastmcp.FastMCP';
  const self: Instance = {
    kind: 'instance',
    of: { kind: 'external', path },
    attributes: new Map(),
    site: func.node,
  };
  openServer(drive.registry, self, { kind: 'functions', family, name: undefined, depth: 0 }).orphan = true;
  return self;
}

/** Arguments for a function that nobody was seen to call: servers where it takes servers, else unknown. */
function inventArguments(drive: Drive, func: Func, skipFirst: boolean): Map<string, Value> {
  const parameters = parametersOf(func.node).filter((each) => each.form === 'plain');
  const invented = parameters.slice(skipFirst ? 1 : 0).map((parameter): [string, Value] => {
    const fallback = func.defaults.get(parameter.name);
    const isServer = isServerParameter(drive, func, parameter.name);
    return [parameter.name, isServer ? orphanServer(drive, func) : unknownParameter(parameter, fallback)];
  });
  return new Map(invented);
}

function callCandidate(drive: Drive, { func, of }: Candidate): void {
  const { machine } = drive;
  machine.refill(STEP_LIMIT / 4, func.node.source.path);
  const takesSelf = of !== undefined && func.role !== 'static';
  const kwargs = inventArguments(drive, func, takesSelf);
  const self =
    takesSelf && of !== undefined ? (func.role === 'class' ? of : instanceOf(drive, of)) : undefined;
  const callee: Value = self === undefined ? func : { kind: 'method', self, callee: func };
  if (func.name !== '__init__') machine.call(callee, { args: [], kwargs, open: false }, func.node);
}

/** The instance that the program itself made, else one made of unknown arguments. */
function instanceOf(drive: Drive, of: Class): Value {
  const own = drive.instances.get(of.node);
  if (own !== undefined) return own;
  const init = of.members.get('__init__');
  const kwargs = isKind(init, 'function') ? inventArguments(drive, init, true) : new Map<string, Value>();
  return drive.machine.call(of, { args: [], kwargs, open: false }, of.node);
}

const takesServer = (drive: Drive, { func }: Candidate) =>
  parametersOf(func.node).some((each) => isServerParameter(drive, func, each.name));

const ENTRY =
  /^(main|_?a?main|serve|run|start|cli|run_server|create_\w+|build_\w+|make_\w+|get_\w+|setup\w*|init\w*)$/;

/** Calls what registers tools and has not run: starting points first, functions that want a server handed to them last. */
export function driveRest(drive: Drive, modules: readonly Module[]): void {
  const waiting = () => modules.flatMap(candidatesOf).filter(({ func }) => !drive.called.has(func.node));
  const passes = [
    (each: Candidate) => each.of === undefined && ENTRY.test(each.func.name) && !takesServer(drive, each),
    (each: Candidate) => !takesServer(drive, each),
    () => true,
  ];
  for (const isDue of passes) {
    for (const candidate of waiting().filter(isDue)) tryCandidate(drive, candidate);
  }
}

function tryCandidate(drive: Drive, candidate: Candidate): void {
  const { func } = candidate;
  if (drive.called.has(func.node)) return;
  if (!isDead(drive, candidate)) {
    callCandidate(drive, candidate);
    return;
  }
  const message = `${func.name} registers tools and nothing calls it`;
  drive.registry.problems.push({
    site: func.node,
    idiom: 'tool-decorator',
    reason: 'never-registered',
    message,
  });
}

/** A function that wants a server and that nothing names, beside others that were reached. */
function isDead(drive: Drive, candidate: Candidate): boolean {
  const isReached = drive.registry.servers.some(
    (server) => !server.orphan && server.registrations.length > 0,
  );
  return (
    isReached &&
    candidate.of === undefined &&
    takesServer(drive, candidate) &&
    !drive.isMentioned(candidate.func.name)
  );
}

/** Runs what stands under `if __name__ == "__main__":`, once every module is loaded. */
export function driveMain({ machine }: Drive, modules: readonly Module[]): void {
  for (const module of modules) {
    machine.refill(STEP_LIMIT / 4, module.path);
    for (const block of module.mainBlocks) machine.run(block, module.scope);
  }
}

/** Calls the functions that a project's commands start. */
export function driveScripts(drive: Drive, scripts: readonly { target: string; from: string }[]): void {
  for (const { target, from } of scripts) {
    const [name = '', attribute = ''] = target.split(':');
    const module = drive.machine.findModule(name, from);
    const found =
      module === undefined
        ? undefined
        : drive.machine.attribute(drive.machine.load(module), lastName(attribute));
    if (isKind(found, 'function') && !drive.called.has(found.node))
      callCandidate(drive, { func: found, self: undefined, of: undefined });
  }
}
