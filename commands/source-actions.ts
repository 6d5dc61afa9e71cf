// What the commands do that work on a source, or on files of the user's. Each is imported when it is run.
import { existsSync } from 'node:fs';
import type { RiskLevel } from '#data/schema/classification.ts';
import type { EvaluateWish } from './evaluate.ts';
import { readCatalogue } from './open-catalogue.ts';
import type { WrittenPolicy } from './policy.ts';
import type { Scan } from './scan.ts';
import { FOUND, getContext, print, printJson, warn } from './terminal.ts';

interface PolicyOptions {
  catalogue: string;
  for: string;
  tool?: string;
  unlisted: 'allow' | 'deny';
  name?: string;
  merge?: string;
  write?: true;
}

export async function runExtract(source: string): Promise<void> {
  const { extractSource } = await import('./extract.ts');
  const { findTarget } = await import('./targets.ts');
  printJson(await extractSource(findTarget(source), getContext()));
}

export async function runScan(
  source: string,
  wish: { format: 'table' | 'json'; failOn?: RiskLevel },
): Promise<void> {
  const { findTargets } = await import('./lists.ts');
  const { reaches, renderScan, scan } = await import('./scan.ts');
  const scans: Scan[] = [];
  for (const target of findTargets(source, getContext().progress))
    scans.push(await scan(target, getContext()));
  if (wish.format === 'json') printJson({ sources: scans });
  else for (const scanned of scans) print(renderScan(scanned));
  if (scans.some((scanned) => wish.failOn && reaches(scanned, wish.failOn))) process.exitCode = FOUND;
}

export async function runEvaluate(files: string[], wish: EvaluateWish): Promise<void> {
  const { evaluate, renderFigures } = await import('./evaluate.ts');
  print(renderFigures(await evaluate(files, wish, getContext())));
}

async function mergePolicy(path: string, written: WrittenPolicy, isWritten: boolean): Promise<void> {
  const { planFile, writeFile } = await import('./policy-merge.ts');
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

export async function runPolicy(wanted: string, wish: PolicyOptions): Promise<void> {
  if (wish.write && wish.merge === undefined) throw new Error('--write changes the file that --merge names.');
  const { writePolicy } = await import('./policy.ts');
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
