import { basename } from 'node:path';
import { z } from 'zod';
import { toSource } from './package-spec.ts';
import { RUNNERS, type Runner } from './runners.ts';

/** How a client starts a server or reaches it. */
export const Launch = z.looseObject({
  command: z.string().optional(),
  args: z.array(z.string()).optional(),
  url: z.string().optional(),
});
export type Launch = z.infer<typeof Launch>;

/** Where the code that a launch runs is to be had, or why that is not known. */
export type LaunchedSource = { kind: 'source'; source: string } | { kind: 'none'; why: string };

/** Runners of what is not read, by what they run. */
const UNREAD: ReadonlyMap<string, string> = new Map([
  ['docker', 'a container image'],
  ['podman', 'a container image'],
]);
/** Packages that only hand on to a remote server. */
const PROXIES: ReadonlySet<string> = new Set(['mcp-remote', 'supergateway', '@smithery/cli', 'mcp-proxy']);

const programOf = (command: string): string =>
  basename(command.replaceAll('\\', '/'))
    .replace(/\.(cmd|exe|ps1)$/i, '')
    .toLowerCase();

/** Shells that a client puts before the program: `cmd /c npx …`. */
function unwrapShell(words: readonly string[]): readonly string[] {
  const [shell = '', flag = ''] = words;
  return programOf(shell) === 'cmd' && /^\/[ck]$/i.test(flag) ? words.slice(2) : words;
}

/** The package that a runner is told to run: the one of a flag such as `--package`, else the first word that is no flag. */
function findPackage(args: readonly string[], { packageFlags, valueFlags }: Runner): string | undefined {
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index];
    if (word === undefined || !word.startsWith('-')) return word;
    const [flag = '', assigned] = word.split(/=(.*)/s);
    if (packageFlags.has(flag)) return assigned ?? args[index + 1];
    if (valueFlags.has(word)) index += 1;
  }
  return undefined;
}

const nameOf = (spec: string): string => spec.replace(/(?<=.)[@=<>~!;[\s].*$/, '');

/** Which runner a program is with these words behind it. */
function findRunner(program: string, rest: readonly string[]): Runner | undefined {
  return RUNNERS.get(program)?.find(({ subcommands }) =>
    subcommands.every((word, index) => rest[index] === word),
  );
}

function findRun(runner: Runner, rest: readonly string[]): LaunchedSource {
  const args = rest.slice(runner.subcommands.length).filter((word) => word !== '--');
  const spec = findPackage(args, runner);
  if (spec === undefined) return none('it starts no package by name');
  if (/^(local|file|link|workspace):|^[./~]/.test(spec)) return none('it starts a folder of this machine');
  if (PROXIES.has(nameOf(spec))) return none('it hands on to a remote server, which is not read yet');
  return { kind: 'source', source: toSource(spec, runner.registry) };
}

const none = (why: string): LaunchedSource => ({ kind: 'none', why });

/** Finds the code behind a launch: a package or a repository. Nothing is run. */
export function findLaunchedSource({ command, args = [], url }: Launch): LaunchedSource {
  if (command === undefined)
    return none(
      url === undefined
        ? 'it names no command and no address'
        : 'it is a remote server, which is not read yet',
    );
  const [program = '', ...rest] = unwrapShell([command, ...args]);
  const name = programOf(program);
  const runner = findRunner(name, rest);
  if (runner !== undefined) return findRun(runner, rest);
  if (RUNNERS.has(name)) return none('it starts no package by name');
  return none(`it starts ${UNREAD.get(name) ?? 'a program of this machine'}, which is not read yet`);
}
