#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { FORMATS } from '#classifier/policies/index.ts';
import { RiskLevel } from '#data/schema/classification.ts';
import { type Catalogue, type Context, DEFAULT_CATALOGUE, DEFAULT_SITE } from './commands/context.ts';
import { count } from './commands/count.ts';
import type { EvaluateWish } from './commands/evaluate.ts';
import type { WrittenPolicy } from './commands/policy.ts';
import { createProgress } from './commands/progress.ts';
import type { Scan } from './commands/scan.ts';
import { readSettings } from './commands/settings.ts';

// Commands are imported when they are run: `extract` need not wait for the database, `status` not for the parsers.

const FIGURES = fileURLToPath(new URL('data/accuracy/figures.json', import.meta.url));
const FOUND = 1;
const FAILED = 2;

let made: Context | undefined;

/** Made on first use, so that settings that make no sense end like any other error. */
function getContext(): Context {
  made ??= { settings: readSettings(process.env), progress: createProgress(process.stderr) };
  return made;
}

const print = (text: string) => void process.stdout.write(`${text}\n`);
const printJson = (value: unknown) => print(JSON.stringify(value));
const warn = (text: string) => getContext().progress.say(text);

const catalogueOption = () =>
  new Option('--catalogue <file>', "the catalogue's database").default(DEFAULT_CATALOGUE, 'data/catalog.db');
const outOption = () =>
  new Option('--out <folder>', 'where the site is written').default(DEFAULT_SITE, 'site/dist');
const portOption = () => new Option('--port <port>', 'port on loopback').default(4173).argParser(parsePort);

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('It is no port.');
  return port;
}

type Use<T> = (catalogue: Catalogue) => Promise<T>;

async function openCatalogue<T>(path: string, options: { readonly: boolean }, use: Use<T>): Promise<T> {
  const { openStore } = await import('#data/store/open.ts');
  const store = openStore(path, options);
  try {
    return await use({ store, path });
  } finally {
    await store.destroy();
  }
}

const withCatalogue = <T>(path: string, use: Use<T>) => openCatalogue(path, { readonly: false }, use);

/** For commands that only read: a catalogue that is not there is an error, not a new empty one. */
const readCatalogue = <T>(path: string, use: Use<T>) => openCatalogue(path, { readonly: true }, use);

interface Wish {
  catalogue: string;
  out: string;
  port: number;
  all?: true;
  from?: string;
}

async function runCrawl(sources: string[], wish: Wish): Promise<void> {
  const { chooseTargets } = await import('./commands/lists.ts');
  const { crawlServers, renderCrawl } = await import('./commands/crawl.ts');
  const targets = chooseTargets(sources, wish, getContext().progress);
  const done = await withCatalogue(wish.catalogue, ({ store }) => crawlServers(store, targets, getContext()));
  print(`${renderCrawl(done)}.`);
  if (done.read + done.unchanged === 0) process.exitCode = FAILED;
}

async function runClassify(wish: Wish & { stdin?: true }): Promise<void> {
  const { classifyCatalogue, classifyLine } = await import('./commands/classify.ts');
  if (wish.stdin) {
    let number = 0;
    for await (const line of createInterface({ input: process.stdin })) {
      number += 1;
      if (line.trim() !== '') print(classifyLine(line, number));
    }
    return;
  }
  const changed = await withCatalogue(wish.catalogue, ({ store }) => classifyCatalogue(store, getContext()));
  print(`${count(changed, 'tool')} classified.`);
}

async function runBuild(wish: Wish): Promise<void> {
  const { buildSite } = await import('./commands/build.ts');
  const done = await readCatalogue(wish.catalogue, (catalogue) =>
    buildSite(catalogue, resolve(wish.out), getContext()),
  );
  print(done === 'built' ? `The site is in ${wish.out}.` : `The site in ${wish.out} is up to date.`);
}

async function runRefresh(sources: string[], wish: Wish): Promise<void> {
  const { chooseTargets } = await import('./commands/lists.ts');
  const { refresh, renderSummary } = await import('./commands/refresh.ts');
  const targets = chooseTargets(sources, wish, getContext().progress);
  const done = await withCatalogue(wish.catalogue, (catalogue) =>
    refresh(catalogue, targets, resolve(wish.out), getContext()),
  );
  print(renderSummary(done));
  if (done.read + done.unchanged === 0) process.exitCode = FAILED;
}

async function runServe(wish: Wish): Promise<void> {
  const { serveSite } = await import('./commands/serve.ts');
  const { basePath } = getContext().settings.site;
  const { address } = await serveSite(resolve(wish.out), { port: wish.port, basePath });
  print(`Serving the catalogue at ${address} (Ctrl-C ends it).`);
}

async function runStart(sources: string[], wish: Wish): Promise<void> {
  const { renderStatus } = await import('./commands/status.ts');
  await runRefresh(sources, wish);
  await readCatalogue(wish.catalogue, async ({ store }) => print(await renderStatus(store)));
  await runServe(wish);
}

async function runStatus(wish: Wish & { json?: true }): Promise<void> {
  const { readStatus, renderStatus } = await import('./commands/status.ts');
  await readCatalogue(wish.catalogue, async ({ store }) => {
    if (wish.json) printJson(await readStatus(store));
    else print(await renderStatus(store));
  });
}

async function runExtract(source: string): Promise<void> {
  const { extractSource } = await import('./commands/extract.ts');
  const { findTarget } = await import('./commands/targets.ts');
  printJson(await extractSource(findTarget(source), getContext()));
}

async function runScan(
  source: string,
  wish: { format: 'table' | 'json'; failOn?: RiskLevel },
): Promise<void> {
  const { findTargets } = await import('./commands/lists.ts');
  const { reaches, renderScan, scan } = await import('./commands/scan.ts');
  const scans: Scan[] = [];
  for (const target of findTargets(source, getContext().progress))
    scans.push(await scan(target, getContext()));
  if (wish.format === 'json') printJson({ sources: scans });
  else for (const scanned of scans) print(renderScan(scanned));
  if (scans.some((scanned) => wish.failOn && reaches(scanned, wish.failOn))) process.exitCode = FOUND;
}

interface PolicyOptions extends Wish {
  for: string;
  tool?: string;
  unlisted: 'allow' | 'deny';
  name?: string;
  merge?: string;
  write?: true;
}

async function runExplain(id: string, wish: Wish): Promise<void> {
  const { explainTool, renderExplanation } = await import('./commands/explain.ts');
  await readCatalogue(wish.catalogue, async ({ store }) =>
    print(renderExplanation(await explainTool(store, id))),
  );
}

async function runEvaluate(files: string[], wish: EvaluateWish): Promise<void> {
  const { evaluate, renderFigures } = await import('./commands/evaluate.ts');
  print(renderFigures(await evaluate(files, wish, getContext())));
}

async function mergePolicy(path: string, written: WrittenPolicy, isWritten: boolean): Promise<void> {
  const { planFile, writeFile } = await import('./commands/policy-merge.ts');
  const change = planFile(path, written);
  for (const pointer of change.kept) warn(`Kept as it is: ${path}#${pointer}`);
  if (change.diff === '') {
    print(`${path} says all of it already.`);
    return;
  }
  print(change.diff.trimEnd());
  if (isWritten) writeFile(change);
  warn(isWritten ? `${path} was changed.` : `${path} was not changed: add --write to change it.`);
}

async function runPolicy(wanted: string, wish: PolicyOptions): Promise<void> {
  if (wish.write && wish.merge === undefined) throw new Error('--write changes the file that --merge names.');
  const { writePolicy } = await import('./commands/policy.ts');
  const asked = {
    format: wish.for,
    tool: wish.tool ?? null,
    unlisted: wish.unlisted,
    serverName: wish.name ?? null,
  };
  const written = existsSync(wish.catalogue)
    ? await readCatalogue(wish.catalogue, ({ store }) => writePolicy(wanted, asked, store, getContext()))
    : await writePolicy(wanted, asked, null, getContext());
  for (const loss of written.losses) warn(`Not expressed: ${loss}`);
  if (wish.merge === undefined) print(written.text);
  else await mergePolicy(wish.merge, written, wish.write === true);
}

const program = new Command('toolrisk')
  .description('An open risk catalogue of MCP tools.')
  .showHelpAfterError()
  .exitOverride();

const SOURCE =
  'github:owner/name[/folder][@ref], npm:name[@version], pypi:name[@version], a folder, a .tgz or a client configuration';

program
  .command('crawl')
  .description('fetch servers and read their tools into the catalogue (default: the starter seeds)')
  .argument('[source...]', SOURCE)
  .option('--all', 'every seed, not only the starters')
  .option('--from <file>', 'a list of sources, an awesome list (Markdown or HTML) or a client configuration')
  .addOption(catalogueOption())
  .action(runCrawl);
program
  .command('classify')
  .description('label what is new or changed in the catalogue')
  .option('--stdin', 'read definitions as JSON Lines and write verdicts as JSON Lines instead')
  .addOption(catalogueOption())
  .action(runClassify);
program
  .command('build')
  .description('write the site')
  .addOption(outOption())
  .addOption(catalogueOption())
  .action(runBuild);
program
  .command('refresh')
  .description('crawl, classify and build, only what changed')
  .argument('[source...]', SOURCE)
  .option('--all', 'every seed, not only the starters')
  .addOption(outOption())
  .addOption(catalogueOption())
  .action(runRefresh);
program
  .command('serve')
  .description('serve the built site on loopback')
  .addOption(outOption())
  .addOption(portOption())
  .action(runServe);
program
  .command('start')
  .description('refresh, then serve')
  .argument('[source...]', SOURCE)
  .option('--all', 'every seed, not only the starters')
  .addOption(outOption())
  .addOption(catalogueOption())
  .addOption(portOption())
  .action(runStart);
program
  .command('extract')
  .description('print the definitions of a source, without the catalogue')
  .argument('<source>', SOURCE)
  .requiredOption('--json', 'as one JSON document')
  .action(runExtract);
program
  .command('scan')
  .description('read, label and advise on a source, without the catalogue')
  .argument('<source>', SOURCE)
  .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
  .addOption(new Option('--fail-on <level>', 'exit 1 at or above this level').choices(RiskLevel.options))
  .action(runScan);
program
  .command('policy')
  .description('print the policy of a server, or one for all servers of a client configuration')
  .argument('<server>', `a server's id, slug or name; or ${SOURCE}`)
  .addOption(
    new Option('--for <format>', 'whose format')
      .choices(FORMATS.map((format) => format.id))
      .default('policy-json'),
  )
  .option('--tool <name>', 'the document of one tool')
  .option('--name <name>', 'what you call the server in your own configuration')
  .option('--merge <file>', 'show what adding it to this file would change; what the file says stays')
  .option('--write', 'with --merge: change the file')
  .addOption(
    new Option('--unlisted <effect>', 'what happens to other tools')
      .choices(['allow', 'deny'])
      .default('deny'),
  )
  .addOption(catalogueOption())
  .action(runPolicy);
program
  .command('explain')
  .description(
    "every rule's answer about a tool of the catalogue, its words, and what would change the label",
  )
  .argument('<server#tool>', "the server's id, slug or name, and the tool's name")
  .addOption(catalogueOption())
  .action(runExplain);
program
  .command('evaluate')
  .description('measure the classifier on labelled tools')
  .argument('<file...>', 'labelled sets, or facts about tools that are fetched at their commits (JSON Lines)')
  .addOption(
    new Option('--out <file>', 'where the figures are written').default(
      FIGURES,
      'data/accuracy/figures.json',
    ),
  )
  .option('--commits <file>', 'lines that name repositories and commits, for a set without them')
  .option('--labels <file>', 'write the facts of the set here, without its texts')
  .action(runEvaluate);
program
  .command('status')
  .description('what the catalogue holds, how fresh it is, what failed and why')
  .option('--json', 'as one JSON document')
  .addOption(catalogueOption())
  .action(runStatus);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : FAILED;
  } else {
    process.stderr.write(`toolrisk: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = FAILED;
  }
}
