import type { Parser } from 'web-tree-sitter';
import type { Dialect } from './dialect.ts';
import type { Declaration, FunctionNode, TypeDeclaration, Unit } from './ir.ts';
import { joinTypes } from './parts.ts';
import { readUnit } from './read-unit.ts';

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

const isFunctionOutside = (found: Declared): found is Declared<FunctionNode> =>
  found.declaration.kind === 'function' && found.declaration.receiver !== null;

const isType = (found: Declared): found is Declared<TypeDeclaration> => found.declaration.kind === 'type';

/** A namespace's declaration out of all that have its name: types in parts are joined, of others the first counts. */
function oneOf(found: readonly Declared[]): Declared | undefined {
  const [first, ...rest] = found.filter(isType);
  if (!first) return found[0];
  const declaration = joinTypes([first.declaration, ...rest.map((part) => part.declaration)]);
  return { declaration, unit: first.unit };
}

/** Which files say which names, found in their text alone. */
function indexNames(dialect: Dialect, { paths, readFile }: Texts): Map<string, string[]> {
  return indexBy(paths, (path) =>
    [...readFile(path).matchAll(dialect.declares)].flatMap(([, ...names]) => names.find(Boolean) ?? []),
  );
}

/** What `make` answers, made once for each key. */
function remembered<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, { made: T }>();
  return (key) => {
    const held = known.get(key) ?? { made: make(key) };
    known.set(key, held);
    return held.made;
  };
}

/** The declarations of a name in some files. */
const declaredIn = (units: readonly Unit[], name: string): Declared[] =>
  units.flatMap((unit) =>
    unit.declarations
      .filter((declaration) => declares(declaration, name))
      .map((declaration) => ({ declaration, unit })),
  );

export function createProgram(dialect: Dialect, parser: Parser, texts: Texts): Program {
  const { paths, readFile } = texts;
  const modules = indexBy(paths, (path) => [dialect.moduleOf(path, readFile(path))]);
  const names = indexNames(dialect, texts);
  const filesOf = (module: string) => modules.get(module) ?? [];
  const filesNaming = (name: string) => names.get(name) ?? [];
  const unit = remembered((path) => readUnit(dialect, parser, { path, text: readFile(path) }));

  const inModule = remembered((module) => {
    const own = new Set(filesOf(module));
    return remembered((name) => {
      const units = filesNaming(name)
        .filter((path) => own.has(path))
        .map(unit);
      return oneOf(declaredIn(units, name).filter((each) => isFree(each.declaration)));
    });
  });
  const find = (module: string, name: string) => inModule(module)(name);

  return {
    paths,
    readFile,
    unit,
    filesOf,
    hasModule: (module) => modules.has(module),
    find,
    findAnywhere(name) {
      const inModules = new Set(filesNaming(name).map((path) => unit(path).module));
      return [...inModules].flatMap((module) => find(module, name) ?? []);
    },
    methodsNamed: remembered((name) =>
      declaredIn(filesNaming(name).map(unit), name).filter(isFunctionOutside),
    ),
  };
}
