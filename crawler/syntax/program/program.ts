import type { Parser, Tree } from 'web-tree-sitter';
import { copyTree } from '../node.ts';
import { parseText } from '../parse.ts';
import type { Dialect } from './dialect.ts';
import type { Declaration, FunctionNode, TypeDeclaration, Unit } from './ir.ts';

export interface Declared<D extends Declaration = Declaration> {
  declaration: D;
  unit: Unit;
}

/** The files of one language. A file is parsed when a name of it is asked for. */
export interface Program {
  readonly paths: readonly string[];
  readFile(path: string): string;
  unit(path: string): Unit;
  /** Files of a namespace. */
  filesOf(module: string): readonly string[];
  hasModule(module: string): boolean;
  /** A declaration of a namespace; a type declared in parts is one. */
  find(module: string, name: string): Declared | undefined;
  /** The declarations of a name, wherever they are. */
  findAnywhere(name: string): readonly Declared[];
  /** Functions of a name that are declared outside the type they belong to. */
  methodsNamed(name: string): readonly Declared<FunctionNode>[];
}

export interface Texts {
  paths: readonly string[];
  readFile(path: string): string;
}

function indexBy(
  paths: readonly string[],
  keysOf: (path: string) => Iterable<string>,
): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const path of paths) {
    for (const key of new Set(keysOf(path))) {
      const known = index.get(key);
      if (known) known.push(path);
      else index.set(key, [path]);
    }
  }
  return index;
}

const declares = (declaration: Declaration, name: string): boolean =>
  declaration.kind === 'value' ? declaration.names.includes(name) : declaration.name === name;

const isFree = (declaration: Declaration) => declaration.kind !== 'function' || declaration.receiver === null;

/** One type out of its parts: partial classes, reopened classes and modules, nested ones too. */
function joinTypes(all: readonly [TypeDeclaration, ...TypeDeclaration[]]): TypeDeclaration {
  const [first] = all;
  if (all.length === 1) return first;
  return {
    ...first,
    bases: all.flatMap((part) => part.bases),
    baseArgs: all.flatMap((part) => part.baseArgs),
    fields: all.flatMap((part) => part.fields),
    methods: all.flatMap((part) => part.methods),
    types: joinNested(all.flatMap((part) => part.types)),
    cases: all.flatMap((part) => part.cases),
    body: all.flatMap((part) => part.body),
    attributes: all.flatMap((part) => part.attributes),
    doc: all.map((part) => part.doc).find((doc) => doc !== '') ?? '',
  };
}

function joinNested(types: readonly TypeDeclaration[]): TypeDeclaration[] {
  const groups = Map.groupBy(types, (type) => type.name);
  return [...groups.values()].flatMap(([first, ...rest]) => (first ? [joinTypes([first, ...rest])] : []));
}

const isType = (found: Declared): found is Declared<TypeDeclaration> => found.declaration.kind === 'type';

/** A namespace's declaration out of all that have its name: types in parts are joined, of others the first counts. */
function oneOf(found: readonly Declared[]): Declared | undefined {
  const [first, ...rest] = found.filter(isType);
  if (!first) return found[0];
  const declaration = joinTypes([first.declaration, ...rest.map((part) => part.declaration)]);
  return { declaration, unit: first.unit };
}

export function createProgram(dialect: Dialect, parser: Parser, texts: Texts): Program {
  const units = new Map<string, Unit>();
  const found = new Map<string, Declared | undefined>();
  const methods = new Map<string, readonly Declared<FunctionNode>[]>();
  const modules = indexBy(texts.paths, (path) => [dialect.moduleOf(path, texts.readFile(path))]);
  const names = indexBy(texts.paths, (path) =>
    [...texts.readFile(path).matchAll(dialect.declares)].flatMap(([, ...names]) => names.find(Boolean) ?? []),
  );

  function parseRepaired(text: string): Tree {
    const tree = parseText(parser, text);
    const repaired = tree.rootNode.hasError ? (dialect.repair?.(text) ?? text) : text;
    if (repaired === text || repaired.length !== text.length) return tree;
    tree.delete();
    return parseText(parser, repaired);
  }

  function unit(path: string): Unit {
    const known = units.get(path);
    if (known) return known;
    const text = texts.readFile(path);
    const tree = parseRepaired(text);
    try {
      const made = dialect.lower(copyTree(tree, { path, text }, dialect.comments));
      units.set(path, made);
      return made;
    } finally {
      tree.delete();
    }
  }

  const declared = (name: string, paths: readonly string[]): Declared[] =>
    paths
      .map(unit)
      .flatMap((each) =>
        each.declarations
          .filter((declaration) => declares(declaration, name))
          .map((declaration) => ({ declaration, unit: each })),
      );
  const filesNaming = (name: string) => names.get(name) ?? [];
  const filesOf = (module: string) => modules.get(module) ?? [];

  function find(module: string, name: string): Declared | undefined {
    const key = `${module}\n${name}`;
    if (!found.has(key)) {
      const own = new Set(filesOf(module));
      const paths = filesNaming(name).filter((path) => own.has(path));
      found.set(key, oneOf(declared(name, paths).filter((each) => isFree(each.declaration))));
    }
    return found.get(key);
  }

  function findAnywhere(name: string): Declared[] {
    const inModules = new Set(filesNaming(name).map((path) => unit(path).module));
    return [...inModules].flatMap((module) => find(module, name) ?? []);
  }

  function methodsNamed(name: string): readonly Declared<FunctionNode>[] {
    const known = methods.get(name);
    if (known) return known;
    const all = declared(name, filesNaming(name)).filter(
      (each): each is Declared<FunctionNode> =>
        each.declaration.kind === 'function' && each.declaration.receiver !== null,
    );
    methods.set(name, all);
    return all;
  }

  return {
    paths: texts.paths,
    readFile: texts.readFile,
    unit,
    filesOf,
    hasModule: (module) => modules.has(module),
    find,
    findAnywhere,
    methodsNamed,
  };
}
