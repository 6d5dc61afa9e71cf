import { basename } from 'node:path';
import { z } from 'zod';

/** How a client starts a server or reaches it. */
export const Launch = z.looseObject({
  command: z.string().optional(),
  args: z.array(z.string()).optional(),
  url: z.string().optional(),
});
export type Launch = z.infer<typeof Launch>;

/** Where the code that a launch runs is to be had, or why that is not known. */
export type LaunchedSource = { kind: 'source'; source: string } | { kind: 'none'; why: string };

/** Runners of npm packages, by name; each with the subcommands that run one, none where it does nothing else. */
const RUNNERS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['npx', new Set<string>()],
  ['bunx', new Set<string>()],
  ['pnpx', new Set<string>()],
  ['npm', new Set(['exec', 'x'])],
  ['pnpm', new Set(['dlx', 'exec'])],
  ['yarn', new Set(['dlx'])],
  ['bun', new Set(['x'])],
]);
/** Runners of other packages and images, by what they run. */
const UNREAD: ReadonlyMap<string, string> = new Map([
  ['uvx', 'a Python package'],
  ['uv', 'a Python package'],
  ['pipx', 'a Python package'],
  ['docker', 'a container image'],
  ['podman', 'a container image'],
]);
/** Packages that only hand on to a remote server. */
const PROXIES: ReadonlySet<string> = new Set(['mcp-remote', 'supergateway', '@smithery/cli']);
const PACKAGE_FLAGS: ReadonlySet<string> = new Set(['-p', '--package']);

const programOf = (command: string): string =>
  basename(command.replaceAll('\\', '/'))
    .replace(/\.(cmd|exe|ps1)$/i, '')
    .toLowerCase();

/** Shells that a client puts before the program: `cmd /c npx …`. */
function unwrapShell(words: readonly string[]): readonly string[] {
  const [shell = '', flag = ''] = words;
  return programOf(shell) === 'cmd' && /^\/[ck]$/i.test(flag) ? words.slice(2) : words;
}

/** The package that a runner is told to run: a `--package`, else the first word that is no flag. */
function findPackage(args: readonly string[]): string | undefined {
  const named = args.findIndex((arg) => PACKAGE_FLAGS.has(arg));
  if (named >= 0) return args[named + 1];
  const assigned = args.find((arg) => arg.startsWith('--package='));
  return assigned?.slice('--package='.length) ?? args.find((arg) => !arg.startsWith('-'));
}

const nameOf = (spec: string): string => spec.replace(/(?<=.)@.*$/, '');

/** npm's own shorthands: `owner/name` is a repository of GitHub, anything with a scheme is what it says. */
function toSource(spec: string): string {
  if (/^[a-z+]+:/.test(spec)) return spec.replace('#', '@');
  return /^[^@./][^/]*\/[^/]+$/.test(spec) ? `github:${spec.replace('#', '@')}` : `npm:${spec}`;
}

/** What a runner of packages is given to run; undefined where the program is no such runner. */
function findRunnerArgs(program: string, rest: readonly string[]): readonly string[] | undefined {
  const subcommands = RUNNERS.get(program);
  const [first = '', ...others] = rest;
  if (subcommands === undefined || subcommands.size === 0) return subcommands && rest;
  return subcommands.has(first) ? others : [];
}

const none = (why: string): LaunchedSource => ({ kind: 'none', why });

/** Finds the code behind a launch: an npm package or a repository. Nothing is run. */
export function findLaunchedSource({ command, args = [], url }: Launch): LaunchedSource {
  if (command === undefined)
    return none(
      url === undefined
        ? 'it names no command and no address'
        : 'it is a remote server, which is not read yet',
    );
  const [program = '', ...rest] = unwrapShell([command, ...args]);
  const runner = programOf(program);
  const given = findRunnerArgs(runner, rest);
  if (given === undefined)
    return none(`it starts ${UNREAD.get(runner) ?? 'a program of this machine'}, which is not read yet`);
  const spec = findPackage(given.filter((word) => word !== '--'));
  if (spec === undefined) return none('it starts no package by name');
  if (/^(local|file|link|workspace):|^[./~]/.test(spec)) return none('it starts a folder of this machine');
  if (PROXIES.has(nameOf(spec))) return none('it hands on to a remote server, which is not read yet');
  return { kind: 'source', source: toSource(spec) };
}
