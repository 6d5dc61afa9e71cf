import type { Completeness, ExtractedServer } from '#data/schema/extraction.ts';
import type { Skip } from '#data/schema/skip.ts';
import type { FileTree } from '../../snapshot.ts';
import { alternatives, likeliest } from '../../syntax/javascript/choice.ts';
import { toJson } from '../../syntax/javascript/convert.ts';
import { createInterpreter, type Interpreter } from '../../syntax/javascript/interpreter.ts';
import type { Resolver } from '../../syntax/javascript/modules/resolve.ts';
import type { Program } from '../../syntax/javascript/program.ts';
import { type Invocation, runUncertain } from '../../syntax/javascript/realm.ts';
import { textOf as sourceOf } from '../../syntax/javascript/syntax.ts';
import { type SchemaValue, unknown, type Value } from '../../syntax/javascript/value.ts';
import { convertedSchema } from '../../syntax/json-schema/converted.ts';
import { constructFirstGeneration, defineSecondGeneration } from '../../syntax/json-schema/zod-definition.ts';
import { readDefinition } from './definition.ts';
import { scanDirectories } from './directory-scan.ts';
import type { ServerPackage } from './entries.ts';
import { runExports, runPending, runUncalled } from './explore.ts';
import { createLibraries } from './libraries.ts';
import { findNeverRegistered } from './never-registered.ts';
import { HIDING } from './reconcile.ts';
import { createRecorded, createRecorder, type Recorded } from './recorder.ts';
import {
  asObject,
  type Idiom,
  type Recorder,
  type Refusal,
  type Registration,
  textOf,
} from './registration.ts';
import { makesServer, registersOther } from './sdk.ts';

/** What one entry may cost: enough for the largest servers known, and a few seconds at most. */
const STEPS = 3_000_000;
/** What all entries of a package may cost. */
const ALL_STEPS = 12_000_000;

export interface Sources {
  tree: FileTree;
  program: Program;
  resolver: Resolver;
}

/** `McpServer.prototype.registerTool.call(this, …)` is `this.registerTool(…)`. */
function unborrow(call: Invocation): Invocation {
  const { callee, args } = call;
  const [receiver, ...rest] = args;
  const isBorrowed = call.method === 'call' && callee.kind === 'external' && callee.path.at(-1) === 'call';
  const method = callee.kind === 'external' ? callee.path.at(-2) : undefined;
  return isBorrowed && receiver && method !== undefined ? { ...call, receiver, method, args: rest } : call;
}

/** Tells the idioms of every call, one after the other; the first that knows it answers. */
function createObserver(idioms: readonly Idiom[], recorder: Recorder) {
  return (given: Invocation): Value | undefined => {
    const call = unborrow(given);
    if (call.kind === 'new' && makesServer(call.callee)) nameServer(call, recorder);
    if (registersOther(call)) return unknown('registered resource or prompt');
    const schema = observeSchema(call, recorder);
    if (schema) return schema;
    for (const idiom of idioms) {
      const answer = idiom.observe(call, recorder);
      if (answer) return answer;
    }
    return undefined;
  };
}

/** zod inside a bundle, and converters to JSON Schema that could not be followed. */
function observeSchema(call: Invocation, recorder: Recorder): Value | undefined {
  const reader = { member: recorder.member, invoke: (callee: Value) => recorder.invoke(callee, []) };
  if (call.kind === 'new')
    return call.callee.kind === 'class' ? constructFirstGeneration(call.args, reader) : undefined;
  const schema = call.args[0] && likeliest(call.args[0]);
  if (schema && FROM_JSON.test(call.method ?? sourceOf(call.site).slice(0, 40)) && asObject(schema))
    return schema;
  const converted =
    schema?.kind === 'schema' &&
    call.callee.kind !== 'native' &&
    CONVERTER.test(call.method ?? sourceOf(call.site).slice(0, 40));
  return converted ? convertSchema(call, schema, recorder) : defineSecondGeneration(call.args, reader);
}
/** The second SDK's, and zod's own, way of taking JSON Schema as it is. */
const FROM_JSON = /^(?:\w+\.)?fromJ(?:son|SON)Schema\b/;
const CONVERTER = /^(?:\w+\.)*\w*[tT]o(?:J(?:son|SON)|M(?:cp|CP)|Input|Tool)?_?Schema\b/;

/** What the program's own converter answers, or the schema as it is where that could not be followed. */
function convertSchema(call: Invocation, schema: SchemaValue, recorder: Recorder): Value {
  const converted = convertedSchema(schema.schema);
  const answer = call.callee.kind === 'function' ? recorder.invoke(call.callee, call.args) : converted;
  const options = alternatives(answer).map(({ value }) => value);
  const isFollowed = options.every((value) => toJson(value).complete && value.kind !== 'primitive');
  return isFollowed && options.length > 0 ? answer : converted;
}

function nameServer(call: Invocation, recorder: Recorder): void {
  const [first] = call.args;
  const object = asObject(first);
  recorder.nameServer(object ? recorder.member(object, 'name') : undefined);
}

function runPackage(pkg: ServerPackage, idioms: readonly Idiom[], sources: Sources) {
  const recorded = createRecorded();
  const { folder } = pkg.manifest;
  const recorder = createRecorder(recorded, {
    getInterpreter: () => interpreter,
    folder,
    tree: sources.tree,
  });
  const interpreter: Interpreter = createInterpreter({
    files: sources.tree,
    program: sources.program,
    resolver: sources.resolver,
    library: createLibraries({
      tree: sources.tree,
      folder: pkg.manifest.folder,
      zod: askedOf('zod', pkg, sources),
      invoke: recorder.invoke,
    }),
    folder: pkg.manifest.folder,
    observe: createObserver(idioms, recorder),
    noteObject: (made) => {
      for (const idiom of idioms) idiom.noteObject?.(made, recorder);
    },
    steps: STEPS,
  });
  runEntries(pkg.entries, recorded, interpreter);
  const { cut } = interpreter.realm;
  interpreter.realm.steps = STEPS;
  runPending(interpreter);
  recorded.uncalled = true;
  runExports(interpreter, pkg.entries);
  runUncalled(interpreter, new Set(pkg.entries));
  interpreter.realm.steps = STEPS;
  recorded.later.unshift(...recorded.asked.splice(0));
  runLater(recorded, interpreter);
  recorded.uncalled = false;
  if (pkg.scanned || (recorded.registrations.length === 0 && recorded.scanned)) scanDirectories(recorder);
  return { recorded, interpreter, cut };
}

/** The range that a package asks for of another: its own, or that of any other package of the tree. */
function askedOf(name: string, { manifest }: ServerPackage, { resolver }: Sources): string | undefined {
  const ranges = [manifest, ...resolver.manifests, ...resolver.installed].map(
    (each) => each.dependencies?.[name] ?? each.devDependencies?.[name],
  );
  return ranges.find((range): range is string => typeof range === 'string' && /\d/.test(range));
}

/** Runs the entries one after the other, each within its share. */
function runEntries(entries: readonly string[], recorded: Recorded, interpreter: Interpreter): void {
  const { realm } = interpreter;
  let left = ALL_STEPS;
  for (const entry of entries) {
    const share = Math.min(STEPS, left);
    realm.steps = share;
    interpreter.runModule(entry);
    left -= share - realm.steps;
    realm.steps = STEPS;
    runLater(recorded, interpreter);
  }
}

/** Asks the servers for their lists. What runs after that may fill them still: then they are asked again. */
function runLater(recorded: Recorded, { realm }: Interpreter): void {
  for (let next = recorded.later.shift(); next; next = recorded.later.shift()) {
    recorded.asked.push(next);
    runUncertain(realm, null, next.run);
  }
}

export interface PackageReading {
  server: ExtractedServer;
  skipped: Skip[];
  entries: readonly string[];
  /** It only declares what other packages of the tree start. */
  lent: boolean;
  /** Every file that ran for it. */
  ran: ReadonlySet<string>;
  /** Those skips that hang on what somebody configures: no run without that settles them. */
  configured: ReadonlySet<Skip>;
  /** Names of tools that nothing of the program leads to: somebody outside might. */
  uncalled: ReadonlySet<string>;
}

const NAMELESS = { reason: 'name-computed', message: 'the name of a tool is computed' } as const;

const toSkip = ({ idiom, reason, site, message }: Refusal): Skip => ({
  path: site.source.path,
  extractor: `typescript/${idiom}`,
  reason,
  message,
});

/** Runs a package's set-up in the abstract and reads what it registers. The first registration of a name counts. */
export function readPackage(pkg: ServerPackage, idioms: readonly Idiom[], sources: Sources): PackageReading {
  const { recorded, interpreter, cut } = runPackage(pkg, idioms, sources);
  const versions = new Map(idioms.map((idiom) => [idiom.id, idiom.version]));
  const tools = new Map<string, ExtractedServer['tools'][number]>();
  const refused = recorded.refusals.map((refusal) => ({ skip: toSkip(refusal), flag: refusal.flag }));
  const skipped = refused.map(({ skip }) => skip);
  const kept = recorded.registrations.filter((each) => !each.removed);
  for (const registration of withFlagsOfAll(kept)) {
    const read = readDefinition(registration, versions.get(registration.idiom) ?? 1);
    if (!read) skipped.push(toSkip({ ...registration, ...NAMELESS }));
    if (!read || tools.has(read.tool.name)) continue;
    tools.set(read.tool.name, read.tool);
    skipped.push(...read.skipped);
  }
  if (cut) skipped.push(tooLong(pkg));
  skipped.push(...[...interpreter.missing].map(toMissing));
  const files = pkg.files.map((path) => ({ path, text: sources.tree.readFile(path) ?? '' }));
  const dead = findNeverRegistered(files, new Set(tools.keys()), sources.program);
  const completeness: Completeness =
    tools.size === 0 ? 'unknown' : skipped.some(hidesTools) ? 'partial' : 'complete';
  const { manifest } = pkg;
  const folderName = manifest.folder.split('/').at(-1);
  const server: ExtractedServer = {
    path: manifest.folder,
    name: recorded.serverName ?? manifest.name ?? (folderName || 'server'),
    description: manifest.description ?? '',
    language: pkg.entries.some((path) => /\.[cm]?tsx?$/.test(path)) ? 'typescript' : 'javascript',
    completeness,
    tools: [...tools.values()],
  };
  return {
    server,
    skipped: [...skipped, ...dead],
    entries: pkg.entries,
    lent: pkg.lent === true,
    ran: new Set(interpreter.ran.keys()),
    configured: new Set(refused.flatMap(({ skip, flag }) => (flag === null ? [] : skip))),
    uncalled: listUncalled(recorded.registrations),
  };
}

function listUncalled(registrations: readonly Registration[]): Set<string> {
  const namesOf = (some: readonly Registration[]) => some.flatMap(({ parts }) => textOf(parts.name) ?? []);
  const called = new Set(namesOf(registrations.filter((each) => each.called)));
  return new Set(namesOf(registrations).filter((name) => !called.has(name)));
}

/** Registrations of a name of which one hangs on nothing hang on nothing: what is under a flag as well is there without it. */
function withFlagsOfAll(registrations: readonly Registration[]): Registration[] {
  const unconditional = new Set(
    registrations.filter((each) => each.flag === null).map((each) => textOf(each.parts.name)),
  );
  return registrations.map((each) =>
    unconditional.has(textOf(each.parts.name)) ? { ...each, flag: null } : each,
  );
}

const toMissing = ({ specifier, path }: { specifier: string; path: string }): Skip => ({
  path,
  extractor: 'typescript',
  reason: 'unresolved-import',
  message: `${specifier} leads to no file`,
});

const hidesTools = (skip: Skip) => HIDING.has(skip.reason);

const tooLong = (pkg: ServerPackage): Skip => ({
  path: pkg.manifest.folder,
  extractor: 'typescript',
  reason: 'time-limit',
  message: 'the set-up of the server is longer than what is followed',
});
