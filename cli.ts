#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { FORMATS } from '#classifier/policies/index.ts';
import { RiskLevel } from '#data/schema/classification.ts';
import * as onCatalogue from './commands/catalogue-actions.ts';
import { DEFAULT_CATALOGUE, DEFAULT_SITE } from './commands/context.ts';
import * as onSource from './commands/source-actions.ts';
import { FAILED } from './commands/terminal.ts';

const FIGURES = fileURLToPath(new URL('data/accuracy/figures.json', import.meta.url));

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
  .action(onCatalogue.runCrawl);
program
  .command('classify')
  .description('label what is new or changed in the catalogue')
  .option('--stdin', 'read definitions as JSON Lines and write verdicts as JSON Lines instead')
  .addOption(catalogueOption())
  .action(onCatalogue.runClassify);
program
  .command('build')
  .description('write the site')
  .addOption(outOption())
  .addOption(catalogueOption())
  .action(onCatalogue.runBuild);
program
  .command('refresh')
  .description('crawl, classify and build, only what changed')
  .argument('[source...]', SOURCE)
  .option('--all', 'every seed, not only the starters')
  .addOption(outOption())
  .addOption(catalogueOption())
  .action(onCatalogue.runRefresh);
program
  .command('serve')
  .description('serve the built site on loopback')
  .addOption(outOption())
  .addOption(portOption())
  .action(onCatalogue.runServe);
program
  .command('start')
  .description('refresh, then serve')
  .argument('[source...]', SOURCE)
  .option('--all', 'every seed, not only the starters')
  .addOption(outOption())
  .addOption(catalogueOption())
  .addOption(portOption())
  .action(onCatalogue.runStart);
program
  .command('extract')
  .description('print the definitions of a source, without the catalogue')
  .argument('<source>', SOURCE)
  .requiredOption('--json', 'as one JSON document')
  .action(onSource.runExtract);
program
  .command('scan')
  .description('read, label and advise on a source, without the catalogue')
  .argument('<source>', SOURCE)
  .addOption(new Option('--format <format>', 'how to print').choices(['table', 'json']).default('table'))
  .addOption(new Option('--fail-on <level>', 'exit 1 at or above this level').choices(RiskLevel.options))
  .action(onSource.runScan);
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
  .action(onSource.runPolicy);
program
  .command('explain')
  .description(
    "every rule's answer about a tool of the catalogue, its words, and what would change the label",
  )
  .argument('<server#tool>', "the server's id, slug or name, and the tool's name")
  .addOption(catalogueOption())
  .action(onCatalogue.runExplain);
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
  .action(onSource.runEvaluate);
program
  .command('status')
  .description('what the catalogue holds, how fresh it is, what failed and why')
  .option('--json', 'as one JSON document')
  .addOption(catalogueOption())
  .action(onCatalogue.runStatus);

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
