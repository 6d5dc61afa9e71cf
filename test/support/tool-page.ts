import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';

/** A quote as the evidence section shows it. */
export interface ShownQuote {
  text: string;
  /** The quoted field in the reader's words, and the offsets shown with it. */
  field: string;
  start: number;
  end: number;
  gloss: string | null;
  /** The words that the link to the quote's place leads to; null where the page has no such link. */
  marked: string | null;
}

const POSITION = /^(?:Server text: )?(.+), characters (\d+)–(\d+)/;

function readPosition(line: string): Pick<ShownQuote, 'field' | 'start' | 'end'> {
  const [, field, start, end] = POSITION.exec(line) ?? [];
  if (field === undefined) throw new Error(`“${line}” gives no position`);
  return { field, start: Number(start), end: Number(end) };
}

async function textOfFirst(found: Locator): Promise<string | null> {
  return (await found.count()) === 0 ? null : found.first().innerText();
}

/** The marked words after the anchor that a quote links to. */
async function markedWords(page: Page, item: Locator): Promise<string | null> {
  const link = item.getByRole('link', { name: 'in its place' });
  if ((await link.count()) === 0) return null;
  const anchor = await link.getAttribute('href');
  return page.locator(`${anchor} ~ mark`).first().textContent();
}

export async function readQuotes(page: Page): Promise<ShownQuote[]> {
  const quotes: ShownQuote[] = [];
  for (const item of await page
    .locator('#evidence li')
    .filter({ has: page.locator('blockquote') })
    .all()) {
    const position = readPosition(await item.locator('p.note').innerText());
    const text = await item.locator('blockquote').innerText();
    const gloss = await textOfFirst(item.locator('p.gloss span'));
    quotes.push({ text, ...position, gloss, marked: await markedWords(page, item) });
  }
  return quotes;
}

/** Chooses a document in the policy section as a reader does, and returns what is then to be seen. */
export async function choosePolicy(page: Page, format: string, variant: string) {
  const control = page.locator('#control');
  await control.getByLabel('Format').selectOption(format);
  await control.getByLabel(variant, { exact: true }).check();
  const shown = control.locator(format === 'policy-json' ? 'details:visible' : '[data-live]:visible');
  await shown.waitFor();
  if ((await shown.count()) !== 1) throw new Error(`${await shown.count()} documents are shown at a time`);
  return {
    document: await shown.locator('pre').innerText(),
    effects: await shown.locator('dd').allInnerTexts(),
  };
}

/** Opens one question after the other and returns what it answers. */
export async function readQuestions(
  page: Page,
): Promise<{ question: string; answer: string; documents: string[] }[]> {
  const questions = [];
  for (const item of await page.locator('#questions details').all()) {
    const summary = item.locator('summary');
    const question = await summary.innerText();
    if ((await item.getAttribute('open')) === null) await summary.click();
    const paragraphs = await item.locator('p').allInnerTexts();
    const documents = await item.locator('pre').allInnerTexts();
    questions.push({ question, answer: paragraphs.join('\n'), documents });
  }
  return questions;
}

export async function readRelated(
  page: Page,
): Promise<{ name: string; category: string; excerpt: string }[]> {
  const items = await page.locator('#related li').all();
  return Promise.all(
    items.map(async (item) => ({
      name: await item.locator('a').innerText(),
      category: await item.locator('.label').innerText(),
      excerpt: await item.locator('p').nth(1).innerText(),
    })),
  );
}

const JsonLd = z.looseObject({ '@context': z.literal('https://schema.org'), '@type': z.string() });

/** The page's JSON-LD documents by type. */
export async function readJsonLd(page: Page): Promise<Map<string, unknown>> {
  const texts = await page.locator('script[type="application/ld+json"]').allTextContents();
  const documents = texts.map((text) => JsonLd.parse(JSON.parse(text)));
  return new Map(documents.map((document) => [document['@type'], document]));
}
