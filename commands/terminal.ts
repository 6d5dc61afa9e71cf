import type { Context } from './context.ts';
import { createProgress } from './progress.ts';
import { readSettings } from './settings.ts';

/** Exit codes: something was found that `--fail-on` asked about; nothing could be done. */
export const FOUND = 1;
export const FAILED = 2;

let made: Context | undefined;

/** Made on first use, so that settings that make no sense end like any other error. */
export function getContext(): Context {
  made ??= { settings: readSettings(process.env), progress: createProgress(process.stderr) };
  return made;
}

export const print = (text: string) => void process.stdout.write(`${text}\n`);
export const printJson = (value: unknown) => print(JSON.stringify(value));
export const warn = (text: string) => getContext().progress.say(text);
