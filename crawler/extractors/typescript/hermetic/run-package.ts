// Runs the entries of a package where they can do nothing, and reads what they register.
import type { Skip } from '#data/schema/skip.ts';
import type { FileTree } from '../../../snapshot.ts';
import type { Resolver } from '../../../syntax/javascript/modules/resolve.ts';
import { type Bundle, bundle } from '../../../syntax/javascript/sandbox/bundle.ts';
import { LIMITS, type Run, type Settings } from '../../../syntax/javascript/sandbox/run.ts';
import { runIsolated } from '../../../syntax/javascript/sandbox/watchdog.ts';
import type { ServerPackage } from '../entries.ts';
import { findStarters } from './starters.ts';
import { type RunTool, readTranscript, type Transcript } from './transcript.ts';

export const EXTRACTOR = 'typescript/hermetic';

interface Sources {
  tree: FileTree;
  resolver: Resolver;
}

/** What the runs of a whole repository may cost; it is used up as they go. */
export interface Budget {
  left: number;
}

/** A run costs one, and one that had to be ended what such a run takes of the clock: so a repository takes a minute at most. */
const COST = { run: 1, cut: 12 };
export const createBudget = (): Budget => ({ left: 64 });

/** What the runs of a package told. */
export interface PackageRun {
  tools: ReadonlyMap<string, RunTool>;
  /** Variables and options that nobody gave in any of the runs, although one asked for them. */
  unset: ReadonlySet<string>;
  serverName: string | undefined;
  /** Files of the snapshot that were part of what ran, those of the first run first. */
  files: ReadonlySet<string>;
  skipped: Skip[];
  /** Everything that was run came to its end, and every registration that was seen could be read. */
  complete: boolean;
  /** With more of the world it might have registered more: it went through lists or read files that are not there, or something went wrong. */
  lacking: boolean;
}

const GUEST = new URL('./guest/main.ts', import.meta.url);
const CODE = /\.[cm]?[jt]sx?$/;
/** Text that a program may read of its own package, in characters. */
const MAX_READABLE = 24_000_000;
/** Files of a package that are run: what it starts, and others that make servers and are no part of that. */
const MAX_ENTRIES = 3;
/** The same for a package whose tools the syntax tree told. */
const MAX_KNOWN_ENTRIES = 2;
const MAX_STARTERS = 2;
/** Files that a program may import by computed paths. */
const MAX_IMPORTABLE = 500;
/** Frameworks that load a folder of tools by themselves. */
const LOADERS = ['mcp-framework', 'xmcp'];

/** The files that the program finds on its disk: all by name, with text those of its package that are no code. */
function listReadable(tree: FileTree, folder: string): Map<string, string> {
  let left = MAX_READABLE;
  const read = (path: string) => {
    if (CODE.test(path) || (folder !== '' && !path.startsWith(`${folder}/`))) return '';
    const text = tree.readFile(path) ?? '';
    left -= text.length;
    return left < 0 ? '' : text;
  };
  return new Map(tree.listFiles().map((path) => [path, read(path)]));
}

/** Bundles an entry; again with the files of its package where it imports some by computed paths. */
async function bundleEntry(entry: string, pkg: ServerPackage, sources: Sources): Promise<Bundle> {
  const first = await bundle({ entry, guest: GUEST, importable: [] }, sources);
  const computes = first.met.computesImports || LOADERS.some((name) => first.met.outside.has(name));
  if (first.kind === 'failed' || (!computes && !pkg.scanned)) return first;
  const importable = pkg.files
    .filter((path) => CODE.test(path) && !/\.d\.[cm]?ts$/.test(path))
    .slice(0, MAX_IMPORTABLE);
  const second = await bundle({ entry, guest: GUEST, importable }, sources);
  return second.kind === 'failed' ? first : second;
}

const nameOf = ({ parts }: RunTool) => parts.name;

interface EntryRun {
  entry: string;
  files: ReadonlySet<string>;
  transcript: Transcript;
  /** How many of its imports led to no file. */
  missing: number;
  cut: Run['cut'];
  failure: string | null;
}

const spend = (budget: Budget, { cut }: EntryRun): void => {
  budget.left -= cut.length > 0 ? COST.cut : COST.run;
};

const UNDEFINED_NAME = /ReferenceError: '?(\w+)'? is not defined/;

type Ready = Extract<Bundle, { kind: 'bundled' }>;

type Manner = Pick<Settings, 'daring' | 'only' | 'unknownGlobals'>;

const PLAIN: Manner = { daring: 'plain', only: null, unknownGlobals: [] };
const BOLD: Manner = { ...PLAIN, daring: 'bold' };

/** Switches that a tool may be said to hang on. */
const MAX_SWITCHES = 12;
/** Switches that are turned on one by one, to see which of them a tool hangs on. */
const MAX_ALONE = 4;

/** The tools of a run that another did not have. */
const beyond = (run: EntryRun, plain: EntryRun): RunTool[] => {
  const known = new Set(plain.transcript.tools.map(nameOf));
  return run.transcript.tools.filter((tool) => !known.has(nameOf(tool)));
};

/** What runs with switches on register beyond the one without, and the switch that each needs: the first that is enough alone. */
async function addSwitched(plain: EntryRun, run: (manner: Manner) => Promise<EntryRun>): Promise<EntryRun> {
  const { switches, tools } = plain.transcript;
  const more = switches.length > 0 ? beyond(await run(BOLD), plain) : [];
  const flags = new Map<string, string>();
  const single = more.length > 0 && switches.length > 1 && switches.length <= MAX_ALONE ? switches : [];
  for (const only of single)
    for (const tool of beyond(await run({ ...BOLD, only }), plain))
      if (!flags.has(nameOf(tool))) flags.set(nameOf(tool), only);
  const together = switches.slice(0, MAX_SWITCHES).join(' or ');
  const flagged = more.map((tool) => ({ ...tool, flag: flags.get(nameOf(tool)) ?? together }));
  return { ...plain, transcript: { ...plain.transcript, tools: [...tools, ...flagged] } };
}

/** Runs a bundle; again with what it lacked, when that kept it from registering anything, or with its switches on. */
async function runEntry(
  entry: string,
  bundled: Ready,
  disk: ReadonlyMap<string, string>,
  budget: Budget,
): Promise<EntryRun> {
  const run = async (manner: Manner): Promise<EntryRun> => {
    const settings = { ...manner, entry, files: [...bundled.met.files] };
    const { code, isModule } = bundled;
    const limits = LIMITS;
    const { output, cut, failure } = await runIsolated({ code, isModule, settings, files: disk, limits });
    const { files, missing } = bundled.met;
    const transcript = readTranscript(output);
    const made = { entry, files, missing: missing.length, transcript, cut, failure };
    spend(budget, made);
    return made;
  };
  const first = await run(PLAIN);
  const { troubles, tools } = first.transcript;
  if (tools.length > 0) return addSwitched(first, run);
  if (troubles.length === 0) return first;
  const unknown = troubles.flatMap((trouble) => UNDEFINED_NAME.exec(trouble)?.[1] ?? []);
  return run({ ...PLAIN, daring: 'eager', unknownGlobals: [...new Set(unknown)] });
}

function toSkips({ entry, transcript, cut, failure }: EntryRun): Skip[] {
  const skip = (reason: Skip['reason'], message: string): Skip => ({
    path: entry,
    extractor: EXTRACTOR,
    reason,
    message,
  });
  return [
    ...transcript.refusals.map(({ reason, message }) => skip(reason, message)),
    ...(cut.length > 0 ? [skip('time-limit', `the set-up was ended: ${failure ?? cut.join(', ')}`)] : []),
  ];
}

const isLacking = ({ transcript, missing }: EntryRun) =>
  missing > 0 || transcript.gaps.length > 0 || transcript.troubles.length > 0;

const isWhole = ({ transcript, cut, failure }: EntryRun) =>
  transcript.loaded && transcript.refusals.length === 0 && cut.length === 0 && failure === null;

function summarise(runs: readonly EntryRun[], failures: Skip[]): PackageRun {
  const tools = new Map<string, RunTool>();
  for (const { transcript } of runs)
    for (const tool of transcript.tools) if (!tools.has(tool.parts.name)) tools.set(tool.parts.name, tool);
  const productive = runs.filter((run) => run.transcript.tools.length > 0);
  return {
    tools,
    unset: new Set(runs.flatMap(({ transcript }) => transcript.unset)),
    serverName: productive[0]?.transcript.serverName,
    files: new Set((productive.length > 0 ? productive : runs).flatMap((run) => [...run.files])),
    skipped: [...failures, ...runs.flatMap(toSkips)],
    complete: productive.length > 0 && failures.length === 0 && runs.every(isWhole),
    lacking: runs.some(isLacking),
  };
}

const notRun = (entry: string): Skip => ({
  path: entry,
  extractor: EXTRACTOR,
  reason: 'time-limit',
  message: 'not run: the runs of this repository took all that they may take together',
});

interface Runs {
  done: EntryRun[];
  failures: Skip[];
}

const productiveOf = (runs: Runs) => runs.done.filter(({ transcript }) => transcript.tools.length > 0);

/** Whether nothing new can come of one more entry. */
function isSettled(entry: string, known: readonly string[], runs: Runs): boolean {
  const productive = productiveOf(runs);
  if (productive.some((run) => run.files.has(entry))) return true;
  const registered = new Set(productive.flatMap(({ transcript }) => transcript.tools.map(nameOf)));
  return productive.length > 0 && known.every((name) => registered.has(name));
}

/**
 * Runs the entries of a package one after the other, until all tools that are known of it were registered; where none is known or
 * registered, the files that start them. One whose file was part of an earlier run that registered tools is not run again.
 */
export async function runPackage(
  pkg: ServerPackage,
  known: readonly string[],
  sources: Sources & { budget: Budget },
): Promise<PackageRun> {
  const { folder } = pkg.manifest;
  const { budget } = sources;
  const files = listReadable(sources.tree, folder);
  const runs: Runs = { done: [], failures: [] };
  const runAll = async (entries: readonly string[]) => {
    for (const entry of entries) {
      if (isSettled(entry, known, runs)) continue;
      if (budget.left <= 0) {
        runs.failures.push(notRun(entry));
        continue;
      }
      const bundled = await bundleEntry(entry, pkg, sources);
      if (bundled.kind === 'bundled') runs.done.push(await runEntry(entry, bundled, files, budget));
      else
        runs.failures.push({
          path: entry,
          extractor: EXTRACTOR,
          reason: 'unparsable',
          message: bundled.message,
        });
    }
  };
  await runAll(pkg.entries.slice(0, known.length > 0 ? MAX_KNOWN_ENTRIES : MAX_ENTRIES));
  if (known.length === 0 && productiveOf(runs).length === 0) {
    const starters = findStarters(pkg.entries, folder, sources.tree, sources.resolver);
    await runAll(starters.filter((path) => !pkg.entries.includes(path)).slice(0, MAX_STARTERS));
  }
  return summarise(runs.done, runs.failures);
}
