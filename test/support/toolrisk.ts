import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../cli.ts', import.meta.url));

/** What a developer's own shell may set, and what would change what a run does or says. */
const FOREIGN = /^(GITHUB_|ANTHROPIC_|TOOLRISK_|SITE_URL$|BASE_PATH$|REPOSITORY_URL$|VITEST|NODE_OPTIONS$)/;

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `toolrisk` in a process of its own, as a person would, with none but `settings` of its variables and `input` to read. */
export async function runToolrisk(
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  input = '',
): Promise<Run> {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...Object.fromEntries(own), ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}
