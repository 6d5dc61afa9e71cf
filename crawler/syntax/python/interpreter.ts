import type { Parser } from 'web-tree-sitter';
import { childrenOf, copyTree, type SyntaxNode, textOf } from '../node.ts';
import { parseText } from '../parse.ts';
import { attributeOf } from './attribute.ts';
import { builtinModels } from './builtins.ts';
import { callValue } from './call.ts';
import { define } from './define.ts';
import { evaluate } from './evaluate.ts';
import { libraryModels } from './library.ts';
import type { ExternalModel, ExternalModels, Machine, Observer } from './machine.ts';
import { foldersAbove, type ModuleIndex } from './modules.ts';
import { pydanticModels } from './pydantic.ts';
import { assign, runBlock } from './statements.ts';
import type { Module } from './value.ts';

export interface Program {
  parser: Parser;
  modules: ModuleIndex;
  readFile: (path: string) => string | undefined;
  /** Every path of the tree. */
  listFiles: () => readonly string[];
  /** Whether a module may register something when it is imported. */
  matters: (text: string) => boolean;
  /** Models of packages outside, asked before those of the standard library. */
  models: (machine: Machine) => ExternalModels;
  observer: Observer;
}

/** Statements and expressions that one phase may run. */
export const STEP_LIMIT = 3_000_000;

/** What all phases of one program may run together. */
const PROGRAM_LIMIT = 30_000_000;

function parse(parser: Parser, path: string, text: string): SyntaxNode {
  const tree = parseText(parser, text);
  try {
    return copyTree(tree, { path, text });
  } finally {
    tree.delete();
  }
}

function quotedExpression(parser: Parser, text: string): SyntaxNode | undefined {
  if (text.length > 2_000) return undefined;
  const statement = parse(parser, '', text.trim()).children[0];
  return statement?.type === 'expression_statement' ? statement.children[0] : undefined;
}

const MAIN = /^if\s*\(?\s*__name__\s*==/;

function loadModule(machine: Machine, program: Program, module: Module): Module {
  if (module.state !== 'fresh') return module;
  module.state = 'running';
  const text = program.readFile(module.path);
  module.scope.names.set('__name__', module.name).set('__file__', module.path);
  if (text !== undefined) {
    const body = parse(program.parser, module.path, text);
    const isMain = (statement: SyntaxNode) =>
      statement.type === 'if_statement' && MAIN.test(textOf(statement));
    module.mainBlocks = body.children
      .filter(isMain)
      .flatMap((statement) => childrenOf(statement, 'consequence'));
    machine.run({ ...body, children: body.children.filter((statement) => !isMain(statement)) }, module.scope);
  }
  module.state = 'done';
  return module;
}

function touchModule(machine: Machine, program: Program, at: { name: string; from: string }): void {
  const parts = at.name.split('.');
  for (let length = 1; length <= parts.length; length += 1) {
    const module = machine.findModule(parts.slice(0, length).join('.'), at.from);
    const text = module?.state === 'fresh' ? program.readFile(module.path) : undefined;
    if (module !== undefined && text !== undefined && program.matters(text)) machine.load(module);
  }
}

/** Looks a folder up; the folders of a tree are found when the first is asked for. */
function createFolders(listFiles: Program['listFiles']): Machine['listFolder'] {
  let folders: Map<string, readonly string[]> | undefined;
  return (folder) => {
    folders ??= foldersOf(listFiles());
    return folders.get(folder);
  };
}

function foldersOf(paths: readonly string[]): Map<string, readonly string[]> {
  const inside = new Map<string, Set<string>>();
  for (const path of paths) {
    let at = path;
    for (const folder of foldersAbove(path)) {
      inside.set(folder, (inside.get(folder) ?? new Set()).add(at));
      at = folder;
    }
  }
  return new Map([...inside].map(([folder, held]) => [folder, [...held].sort()]));
}

/** Shares what a program may spend among its phases. */
function createPhases() {
  let left = PROGRAM_LIMIT;
  let given = 0;
  let current = '';
  return {
    begin(machine: Machine, limit: number, path: string): void {
      if (machine.steps < 0) machine.exhausted.add(current);
      left -= given - Math.max(0, machine.steps);
      given = Math.min(limit, Math.max(0, left));
      machine.steps = given;
      current = path;
    },
  };
}

export function createMachine(program: Program): Machine {
  const models: ExternalModels[] = [];
  const phases = createPhases();
  const machine: Machine = {
    externals: (path) => firstModel(models, path),
    observer: program.observer,
    conditions: [],
    flagOf: new WeakMap(),
    frames: [],
    depth: 0,
    steps: 0,
    exhausted: new Set(),
    refill: (limit, path) => phases.begin(machine, limit, path),
    evaluate: (node, scope) => evaluate(machine, node, scope),
    run: (block, scope) => runBlock(machine, block, scope),
    assign: (target, value, scope) => assign(machine, target, value, scope),
    call: (callee, given, site) => callValue(machine, callee, given, site),
    attribute: (value, name) => attributeOf(machine, value, name),
    define: (node, scope) => define(machine, node, scope),
    load: (module) => loadModule(machine, program, module),
    moduleAt: (path) => program.modules.moduleOf(path),
    findModule: (name, from) => program.modules.find(name, from),
    touch: (name, from) => touchModule(machine, program, { name, from }),
    parse: (text) => quotedExpression(program.parser, text),
    readFile: program.readFile,
    listFolder: createFolders(program.listFiles),
  };
  models.push(
    program.models(machine),
    pydanticModels(machine),
    libraryModels(machine),
    builtinModels(machine),
  );
  return machine;
}

function firstModel(models: readonly ExternalModels[], path: string): ExternalModel | undefined {
  for (const model of models) {
    const found = model(path);
    if (found !== undefined) return found;
  }
  return undefined;
}
