import type { FileTree } from '../../snapshot.ts';
import { declareGlobals } from './builtins/globals.ts';
import { execute } from './evaluate.ts';
import { fromJson } from './from-json.ts';
import { folderOf } from './modules/manifest.ts';
import type { Resolver } from './modules/resolve.ts';
import { calls } from './nodes/calls.ts';
import { classes } from './nodes/classes.ts';
import { functions } from './nodes/functions.ts';
import { literals } from './nodes/literals.ts';
import { META, names } from './nodes/names.ts';
import { objects } from './nodes/objects.ts';
import { operators } from './nodes/operators.ts';
import type { Program } from './program.ts';
import {
  type Evaluator,
  type Executor,
  type Frame,
  type Invocation,
  type Realm,
  Thrown,
  withSteps,
} from './realm.ts';
import { createScope, declare } from './scope.ts';
import { blocks, hoistFunctions } from './statements/blocks.ts';
import { branches } from './statements/branches.ts';
import { loops } from './statements/loops.ts';
import { EXPORTS, modules } from './statements/modules.ts';
import { childrenOf, type Syntax } from './syntax.ts';
import {
  asString,
  external,
  native,
  type ObjectValue,
  objectOf,
  primitive,
  UNDEFINED,
  unknown,
  type Value,
} from './value.ts';

const evaluators = new Map<string, Evaluator>(
  Object.entries({ ...literals, ...names, ...objects, ...functions, ...classes, ...operators, ...calls }),
);
const executors = new Map<string, Executor>(Object.entries({ ...blocks, ...branches, ...loops, ...modules }));

export interface Interpreter {
  readonly realm: Realm;
  /** Runs a file once and answers the namespace of its exports; unknown where it is not in the tree. */
  runModule(path: string): Value;
  /** The files that ran, in the order they began. */
  readonly ran: ReadonlyMap<string, Syntax>;
  /** Specifiers that led to no file of the tree although they should. */
  readonly missing: readonly { specifier: string; path: string }[];
}

export interface World {
  files: FileTree;
  program: Program;
  resolver: Resolver;
  /** Modules that are modelled instead of read; undefined for all others. */
  library(module: string): Value | undefined;
  observe(call: Invocation): Value | undefined;
  noteObject(made: ObjectValue): void;
  /** The folder that the program is started in. */
  folder: string;
  /** How many syntax nodes may be evaluated. */
  steps: number;
}

function createRealm(world: World, importModule: Realm['importModule']): Realm {
  const realm: Realm = {
    evaluators,
    executors,
    globals: createScope(null),
    importModule,
    observe: world.observe,
    noteObject: world.noteObject,
    steps: world.steps,
    cut: false,
    conditions: [],
    guards: [],
    births: new WeakMap(),
    optionDefaults: new Map(),
    depth: 0,
    active: new Map(),
    closures: new Map(),
    entered: new Set(),
    pending: [],
  };
  declareGlobals(realm.globals, realm, createFrame(realm, realm.globals));
  declare(realm.globals, 'process', processOf(world.folder), 0);
  return realm;
}

/** As much of `process` as hangs on where the program stands; the rest is of the outside. */
function processOf(folder: string): Value {
  const made = external('process');
  made.properties.set(
    'cwd',
    native('cwd', () => primitive(`/${folder}`)),
  );
  return made;
}

/** What `import.meta` is in a file. */
function metaOf(path: string): Value {
  const made = external('import.meta');
  made.properties.set('url', primitive(`file:///${path}`));
  made.properties.set('filename', primitive(`/${path}`));
  made.properties.set('dirname', primitive(`/${folderOf(path)}`));
  return made;
}

function createFrame(realm: Realm, scope: Frame['scope']): Frame {
  return { realm, scope, functionScope: scope, self: UNDEFINED, home: null, returns: [], level: 0 };
}

/** What a module runs in: its own scope, and the object of its exports under the names CommonJS knows. */
function createModuleFrame(realm: Realm, path: string, root: Syntax) {
  const scope = createScope(realm.globals);
  const exports = objectOf([]);
  const module = objectOf([['exports', exports]]);
  declare(scope, EXPORTS, exports, 0);
  declare(scope, 'exports', exports, 0);
  declare(scope, 'module', module, 0);
  declare(scope, '__filename', primitive(`/${path}`), 0);
  declare(scope, '__dirname', primitive(`/${folderOf(path)}`), 0);
  declare(scope, META, metaOf(path), 0);
  const require = ([specifier]: readonly Value[]) => {
    const name = asString(specifier);
    return name === undefined ? unknown('require computed') : realm.importModule(name, root);
  };
  const loader = native('require', require);
  loader.properties.set('main', module);
  declare(scope, 'require', loader, 0);
  return { frame: createFrame(realm, scope), exports, module };
}

/** What one statement may use of the steps that are left: the next shall run even if it never ends. */
const SHARE = 0.5;

function runStatement(statement: Syntax, frame: Frame): void {
  try {
    execute(statement, frame);
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    frame.realm.conditions.length = 0;
    frame.realm.guards.length = 0;
  }
}

/** Runs the statements of a file. One that throws does not keep the next from running. */
function runStatements(root: Syntax, frame: Frame): void {
  const statements = childrenOf(root);
  const { realm } = frame;
  hoistFunctions(statements, frame);
  for (const statement of statements) {
    const usedUp = withSteps(realm, realm.steps * SHARE, () => runStatement(statement, frame));
    realm.cut ||= usedUp;
  }
}

export function createInterpreter(world: World): Interpreter {
  const namespaces = new Map<string, Value>();
  const ran = new Map<string, Syntax>();
  const missing: { specifier: string; path: string }[] = [];
  const realm = createRealm(world, importModule);

  function importModule(specifier: string, from: Syntax): Value {
    const modelled = world.library(specifier);
    if (modelled) return modelled;
    const found = world.resolver.resolve(specifier.replace(/^file:\/\//, ''), from.source.path);
    if (found.kind === 'file') return runModule(found.path);
    if (found.kind === 'external') return external(found.module);
    missing.push({ specifier, path: from.source.path });
    return unknown(`unresolved import ${specifier}`);
  }

  function runModule(path: string): Value {
    const known = namespaces.get(path);
    if (known) return known;
    if (path.endsWith('.json')) return fromJson(world.files.readFile(path) ?? '');
    const root = world.program.parse(path);
    if (!root) return unknown(`unread module ${path}`);
    ran.set(path, root);
    const { frame, exports, module } = createModuleFrame(realm, path, root);
    namespaces.set(path, exports);
    const outer = realm.conditions.splice(0);
    const guards = realm.guards.splice(0);
    runStatements(root, frame);
    realm.conditions.push(...outer);
    realm.guards.push(...guards);
    const replaced = module.properties.get('exports');
    if (replaced && replaced !== exports) namespaces.set(path, replaced);
    return namespaces.get(path) ?? exports;
  }

  return { realm, runModule, ran, missing };
}
