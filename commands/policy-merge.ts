import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createTwoFilesPatch } from 'diff';
import { complain } from './client-config.ts';
import { mergeInto } from './merge/merge.ts';
import type { WrittenPolicy } from './policy.ts';

/** A file before and after a policy is added to it. `diff` is empty where nothing changes. */
export interface FileChange {
  path: string;
  text: string;
  diff: string;
  /** Pointers to what the file says otherwise than the policy, and keeps. */
  kept: string[];
}

function readIfThere(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? '' : readFileSync(path, 'utf8');
}

/** What adding a policy to a file would change. Nothing is written. Throws with file, pointer and sentence where it cannot be added. */
export function planFile(path: string, { format, text }: WrittenPolicy): FileChange {
  const before = readIfThere(path);
  const merge = mergeInto(format, before, text);
  if (merge.kind === 'refused') throw complain(path, merge.problems);
  const isSame = merge.text === before;
  const diff = isSame
    ? ''
    : createTwoFilesPatch(path, path, before, merge.text, 'as it is', 'with the policy');
  return { path, text: merge.text, diff, kept: merge.kept };
}

/** Writes the file in one step, so that nobody ever reads half of it; a link stays a link, and permissions stay. */
export function writeFile({ path, text }: FileChange): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  const target = stat === undefined ? path : realpathSync(path);
  const draft = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text, { mode: stat?.mode ?? 0o644, flag: 'wx' });
    renameSync(draft, target);
  } finally {
    rmSync(draft, { force: true });
  }
}
