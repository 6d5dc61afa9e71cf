import type { FileTree } from '../../snapshot.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { getParser } from '../../syntax/parse.ts';
import { createMachine, STEP_LIMIT } from '../../syntax/python/interpreter.ts';
import type { Machine } from '../../syntax/python/machine.ts';
import { indexModules } from '../../syntax/python/modules.ts';
import type { Instance, Module } from '../../syntax/python/value.ts';
import type { Reading } from '../extractor.ts';
import { mentionsIn } from '../mentions.ts';
import { assemble } from './assemble.ts';
import { type Drive, driveMain, driveRest, driveScripts } from './drive.ts';
import { askAnswers, noteAnswer, noteMethod } from './json-rpc.ts';
import { askHandlers } from './list-tools.ts';
import { sdkModels } from './models.ts';
import { createProjects, isOwnCode } from './project.ts';
import { createRegistry } from './server.ts';

/** Modules that may register something when they are imported. */
const MATTERS = /\bmcp\b|\bfastmcp\b|tools?\b|_tool|Tool/i;

/** A file that cannot be without a server or a tool in it. */
const SPEAKS_MCP = /\bmcp\b|\bfastmcp\b|["']tools\/list["']/i;

export async function read(tree: FileTree, version: number): Promise<Reading> {
  const textOf = (path: string) => tree.readFile(path) ?? '';
  const paths = tree.listFiles().filter((path) => path.endsWith('.py'));
  const own = paths.filter(isOwnCode);
  const speaks = own.some((path) => SPEAKS_MCP.test(textOf(path)));
  if (!speaks) return { servers: [], skipped: [] };
  const parser = await getParser('python');
  const modules = indexModules(paths, (name) =>
    /^(mcp|fastmcp|pydantic|typing|typing_extensions)(\.|$)/.test(name),
  );
  const called = new Set<SyntaxNode>();
  const instances = new Map<SyntaxNode, Instance>();
  const projects = createProjects(tree);
  const registry = createRegistry((path) => projects(path).releases);
  const machine: Machine = createMachine({
    parser,
    modules,
    readFile: (path) => tree.readFile(path),
    listFiles: () => tree.listFiles(),
    matters: (text) => MATTERS.test(text),
    models: (made) => sdkModels(made, registry),
    observer: {
      dict: (value) => noteAnswer(machine, registry, value),
      entry: (key, value) => noteMethod(registry, key, value),
      called: (func) => called.add(func.node),
      made: (instance) => noteInstance(instances, instance),
    },
  });
  const mattering = own.filter((path) => MATTERS.test(textOf(path)));
  const loaded = mattering.map((path) => modules.moduleOf(path)).filter((module) => module !== undefined);
  const speaksFast = own.some((path) => /^\s*(from|import)\s+fastmcp\b/m.test(textOf(path)));
  const drive: Drive = {
    machine,
    registry,
    called,
    instances,
    family: () => (speaksFast ? 'fastmcp' : 'mcp'),
    isMentioned: lazyMentions(() => own.map(textOf)),
  };
  runModules(machine, loaded);
  driveScripts(
    drive,
    own.flatMap((path) => projects(path).scripts.map((target) => ({ target, from: path }))),
  );
  driveMain(drive, loaded);
  driveRest(drive, loaded);
  askHandlers(machine, registry);
  askAnswers(machine, registry);
  return assemble({ machine, registry, projects, version });
}

/** Keeps the first instance of each class. */
function noteInstance(instances: Map<SyntaxNode, Instance>, instance: Instance): void {
  if (instance.of.kind === 'class' && !instances.has(instance.of.node))
    instances.set(instance.of.node, instance);
}

/** Names that a program makes up at run time cannot be looked for. */
const LOOKS_UP = /\b(importlib|pkgutil)\b|\bgetattr\s*\(|\bglobals\s*\(|\bgetmembers\b/;

/** Counts the words of all texts when it is first asked. */
function lazyMentions(texts: () => string[]): (name: string) => boolean {
  let isMentioned: ((name: string) => boolean) | undefined;
  return (name) => {
    isMentioned ??= texts().some((text) => LOOKS_UP.test(text)) ? () => true : mentionsIn(texts());
    return isMentioned(name);
  };
}

function runModules(machine: Machine, modules: readonly Module[]): void {
  for (const module of modules) {
    machine.refill(STEP_LIMIT, module.path);
    machine.load(module);
  }
}
