// What the commands do that work on the catalogue. Each is imported when it is run: `status` need not wait for the parsers.
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { count } from './count.ts';
import { readCatalogue, withCatalogue } from './open-catalogue.ts';
import { FAILED, getContext, print, printJson } from './terminal.ts';

/** Options that these commands share. */
export interface Wish {
  catalogue: string;
  out: string;
  port: number;
  all?: true;
  from?: string;
}

export async function runCrawl(sources: string[], wish: Wish): Promise<void> {
  const { chooseTargets } = await import('./lists.ts');
  const { crawlServers, renderCrawl } = await import('./crawl.ts');
  const targets = chooseTargets(sources, wish, getContext().progress);
  const done = await withCatalogue(wish.catalogue, ({ store }) => crawlServers(store, targets, getContext()));
  print(`${renderCrawl(done)}.`);
  if (done.read + done.unchanged === 0) process.exitCode = FAILED;
}

export async function runClassify(wish: Wish & { stdin?: true }): Promise<void> {
  const { classifyCatalogue, classifyLine } = await import('./classify.ts');
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

export async function runBuild(wish: Wish): Promise<void> {
  const { buildSite } = await import('./build.ts');
  const done = await readCatalogue(wish.catalogue, (catalogue) =>
    buildSite(catalogue, resolve(wish.out), getContext()),
  );
  print(done === 'built' ? `The site is in ${wish.out}.` : `The site in ${wish.out} is up to date.`);
}

export async function runRefresh(sources: string[], wish: Wish): Promise<void> {
  const { chooseTargets } = await import('./lists.ts');
  const { refresh, renderSummary } = await import('./refresh.ts');
  const targets = chooseTargets(sources, wish, getContext().progress);
  const done = await withCatalogue(wish.catalogue, (catalogue) =>
    refresh(catalogue, targets, resolve(wish.out), getContext()),
  );
  print(renderSummary(done));
  if (done.read + done.unchanged === 0) process.exitCode = FAILED;
}

export async function runServe(wish: Wish): Promise<void> {
  const { serveSite } = await import('./serve.ts');
  const { basePath } = getContext().settings.site;
  const { address } = await serveSite(resolve(wish.out), { port: wish.port, basePath });
  print(`Serving the catalogue at ${address} (Ctrl-C ends it).`);
}

export async function runStart(sources: string[], wish: Wish): Promise<void> {
  const { renderStatus } = await import('./status.ts');
  await runRefresh(sources, wish);
  await readCatalogue(wish.catalogue, async ({ store }) => print(await renderStatus(store)));
  await runServe(wish);
}

export async function runStatus(wish: Wish & { json?: true }): Promise<void> {
  const { readStatus, renderStatus } = await import('./status.ts');
  await readCatalogue(wish.catalogue, async ({ store }) => {
    if (wish.json) printJson(await readStatus(store));
    else print(await renderStatus(store));
  });
}

export async function runExplain(id: string, wish: Wish): Promise<void> {
  const { explainTool, renderExplanation } = await import('./explain.ts');
  await readCatalogue(wish.catalogue, async ({ store }) =>
    print(renderExplanation(await explainTool(store, id))),
  );
}
