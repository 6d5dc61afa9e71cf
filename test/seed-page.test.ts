import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readPolicy } from '#data/policy/validate.ts';
import { openStore } from '#data/store/open.ts';
import { findServer } from '#data/store/servers.ts';
import { listTools, type StoredTool } from '#data/store/tools.ts';
import { findChromium, launchChromium, serveFolder } from './support/chromium.ts';
import { readSite } from './support/dom.ts';
import { startGithubServer } from './support/github-server.ts';
import { publishSource, type Workspace } from './support/pipeline.ts';
import {
  COMMIT,
  LABELS,
  listSeedTools,
  CLOSE_POSITION as NAME,
  REPOSITORY,
  readSeedRepository,
  SERVER,
} from './support/seed-repository.ts';
import { choosePolicy, readJsonLd, readQuestions, readQuotes, readRelated } from './support/tool-page.ts';

const truth = listSeedTools();

let workspace: Workspace;
let serverName: string;
let tools: StoredTool[];

beforeAll(async () => {
  const github = await startGithubServer();
  github.put(REPOSITORY, { files: readSeedRepository(), commit: COMMIT });
  workspace = await publishSource(SERVER, github.env);
  await github.close();
  const store = openStore(workspace.catalogue, { readonly: true });
  serverName = String((await findServer(store, SERVER))?.name);
  tools = await listTools(store, SERVER);
  await store.destroy();
});

afterAll(() => workspace.remove());

function definitionOf(name: string) {
  const tool = tools.find((candidate) => candidate.definition.name === name);
  if (!tool) throw new Error(`${name} was not read`);
  return tool.definition;
}

/** What the author wrote, as a reader sees it: markdown's own signs gone, every line still a line. */
function linesOf(description: string): string[] {
  const lines = description.split('\n').filter((line) => line !== '' && !line.startsWith('```'));
  return lines.map((line) => line.replaceAll('`', ''));
}

function namesOf(category: string): string[] {
  return Object.entries(LABELS).flatMap(([name, label]) => (label === category ? [name] : []));
}

const SEED_DOCUMENT =
  '{"version":"1","default":"deny","tools":{"binance_futures_close_position":{"deny_if":[{"conditions":[],"on_deny":"Requires human approval."}]}}}';

const FaqPage = z.object({
  mainEntity: z.array(
    z.object({
      '@type': z.literal('Question'),
      name: z.string(),
      acceptedAnswer: z.object({ '@type': z.literal('Answer'), text: z.string().min(20) }),
    }),
  ),
});

describe.skipIf(findChromium() === undefined && !process.env.CI)(
  'the page in Chromium (skipped where there is none: set CHROMIUM)',
  () => {
    let browser: Browser;
    let page: Page;
    let host: Awaited<ReturnType<typeof serveFolder>>;

    beforeAll(async () => {
      host = await serveFolder(workspace.site);
      browser = await launchChromium();
      page = await browser.newPage();
      await page.goto(
        `${host.origin}/tools/github-kydlikebtc-binance-mcp-server/binance-futures-close-position/`,
      );
    });

    afterAll(async () => {
      await browser.close();
      await host.close();
    });

    test('says first how bad it is, and of what and where', async () => {
      const path = page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link');
      expect(await path.allInnerTexts()).toEqual(['Critical risk', 'Financial', serverName]);
      expect(await page.locator('h1 code').innerText()).toBe(NAME);
      const header = await page.locator('article header').innerText();
      expect(header).toContain('Critical risk\n');
      expect(header).toContain(`Financial tool of ${serverName}`);
    });

    test('links the lines of the definition at the commit that was read', async () => {
      const { path, startLine, endLine } = definitionOf(NAME).location;
      const url = `https://github.com/${REPOSITORY}/blob/${COMMIT}/${path}#L${startLine}-L${endLine}`;
      expect(await page.getByRole('link', { name: 'These lines at this commit' }).getAttribute('href')).toBe(
        url,
      );
    });

    test('shows the whole description, line for line, in its own language', async () => {
      const description = page.locator('#description + .description');
      const shown = (await description.innerText()).split('\n').filter((line) => line !== '');
      expect(shown).toEqual(linesOf(String(definitionOf(NAME).description)));
      expect(shown.at(-1)).toBe('📎 只想减掉一部分，请改用 binance_futures_place_order 并设置 reduceOnly。');
      expect(await description.getAttribute('lang')).toBe('zh');
    });

    test('says what it does, in words of its own and of the author', async () => {
      const does = await page.locator('#does').innerText();
      expect(does).toContain(`What ${NAME} does on ${serverName}`);
      expect(does).toMatch(/\b(trade|position)\b/);
      expect(does).toContain('It is one of 4 Financial tools among the 35');
      expect(does).toContain('合约全部平掉');
    });

    test('says why it needs a policy, and contradicts no badge', async () => {
      const why = await page.locator('#why').innerText();
      expect(why).toContain(`Why ${NAME} needs a policy\n\n${NAME} is a Financial tool`);
      expect(why).toContain('Its risk is critical');
      expect(why).not.toMatch(/risk is (high|medium|low)|waiting for a person/);
    });

    test('quotes only what the definition says, at the place it names', async () => {
      const { name, description } = definitionOf(NAME);
      const own: Record<string, string | undefined> = { name, description };
      const quotes = await readQuotes(page);
      for (const { text, field, start, end, marked } of quotes) {
        if (Object.hasOwn(own, field)) expect(own[field]?.slice(start, end)).toBe(text);
        expect(marked).not.toBeNull();
        expect(text.startsWith(String(marked))).toBe(true);
      }
      const described = quotes.filter(({ field }) => field === 'description');
      expect(described.map(({ text }) => text)).toContain('无法撤销');
      expect(described.filter(({ gloss }) => gloss === null)).toEqual([]);
    });

    test('lists the parameters', async () => {
      const rows = await page.locator('#parameters tbody tr').allInnerTexts();
      expect(rows).toHaveLength(2);
      expect(rows[0]).toMatch(/^symbol\s+string\s+yes\s+永续合约代码，例如 BTCUSDT/);
      expect(rows[1]).toMatch(
        /^positionSide\s+string\s+no\s+双向持仓时只平其中一侧；不填则两侧都平\s+One of LONG, SHORT/,
      );
    });

    test('offers a document for this tool alone, and says that the others go on', async () => {
      const { document, effects } = await choosePolicy(page, 'policy-json', 'This tool only');
      expect(JSON.parse(document)).toEqual({ ...JSON.parse(SEED_DOCUMENT), default: 'allow' });
      expect(effects).toContain(`Every call to ${NAME} is denied with “Requires human approval.”`);
      expect(effects).toContain('The other 34 known tools are let through.');
    });

    test('offers the seed’s document, and says that it denies every other tool', async () => {
      const { document, effects } = await choosePolicy(page, 'policy-json', 'Deny by default');
      expect(JSON.stringify(JSON.parse(document))).toBe(SEED_DOCUMENT);
      expect(effects).toContain(
        'The other 34 known tools are denied because the document does not list them.',
      );
      expect(effects).toContain('A tool that the server adds tomorrow is denied until it is listed.');
      expect(effects.join(' ')).not.toMatch(/keeps working|let through/);
    });

    test('offers a document for the whole server, with a rule for each of its tools', async () => {
      const { document, effects } = await choosePolicy(page, 'policy-json', 'Whole server');
      const validation = readPolicy(document);
      if (validation.kind === 'invalid') throw new Error(JSON.stringify(validation.problems));
      const { hide = [], tools: ruled = {}, default: otherwise } = validation.document;
      const named = [...new Set([...hide, ...Object.keys(ruled)])].sort();
      expect(named).toEqual(truth.map(({ name }) => name));
      expect(otherwise).toBe('deny');
      expect(hide).toEqual(namesOf('Destructive'));
      const denied = Object.keys(ruled).filter((name) => ruled[name]?.deny_if?.[0]?.conditions.length === 0);
      expect(denied).toEqual(expect.arrayContaining(namesOf('Financial')));
      expect(effects.join(' ')).toContain(`${denied.length - 1} are denied and 4 are hidden and denied.`);
      expect(effects).toContain('A tool that the server adds tomorrow is denied until it is listed.');
    });

    test.each(['claude-code', 'codex'])('offers the same advice as %s', async (format) => {
      const { document } = await choosePolicy(page, format, 'This tool only');
      expect(document).toContain(NAME);
    });

    test('relates the other tools of the server, worst first, with whole words', async () => {
      const related = await readRelated(page);
      const worst = related.slice(0, 8).map(({ name, category }) => [name, category]);
      expect(worst).toEqual(Object.entries(LABELS).slice(1));
      for (const { name, excerpt } of related) {
        const line = definitionOf(name).description?.replace(/`+/g, '').replace(/\s+/g, ' ');
        const begun = excerpt.replace(/…$/, '');
        expect(line?.slice(0, begun.length)).toBe(begun);
        expect(line?.slice(begun.length - 1)).not.toMatch(/^[A-Za-z0-9]{2}/);
      }
    });

    test('answers the questions, with samples that the format knows', async () => {
      const questions = await readQuestions(page);
      expect(questions.map(({ question }) => question).slice(0, 6)).toEqual([
        `What does the ${NAME} tool do?`,
        `How do I enforce a policy on ${NAME}?`,
        `What risk level is ${NAME}?`,
        `Can I rate-limit ${NAME}?`,
        `How do I block ${NAME} completely?`,
        `Which MCP server provides ${NAME}?`,
      ]);
      const [what, , risk, limit, , server] = questions.map(({ answer }) => answer);
      expect(what).toContain('合约全部平掉');
      expect(risk).toContain(`${NAME} is a Financial tool, and Financial tools are of critical risk.`);
      expect(limit).toContain(`${NAME} cannot be called under it at all`);
      expect(server).toContain(SERVER);
      const samples = questions.flatMap(({ documents }) => documents);
      expect(samples.length).toBeGreaterThanOrEqual(4);
      expect(samples.map(readPolicy).filter(({ kind }) => kind === 'invalid')).toEqual([]);
      const faq = FaqPage.parse((await readJsonLd(page)).get('FAQPage'));
      expect(faq.mainEntity.map(({ name }) => name)).toEqual(questions.map(({ question }) => question));
    });

    test('leads to its level, its category, its server and the method', async () => {
      const links = await page.locator('#deeper a').all();
      const paths = await Promise.all(links.map((link) => link.getAttribute('href')));
      const server = '/servers/github-kydlikebtc-binance-mcp-server/';
      expect(paths).toEqual(
        expect.arrayContaining(['/risk/critical/', '/category/financial/', server, '/method/']),
      );
      for (const path of paths) expect((await page.request.get(`${host.origin}${path}`)).status()).toBe(200);
    });

    test('counts what there is, and leads to all of it', async () => {
      const footer = await page.locator('footer').innerText();
      expect(footer).toContain(
        `35 ${serverName} tools catalogued and risk-classified, across an index of 1 server.`,
      );
      const response = await page.request.get(new URL('index.json', page.url()).href);
      expect(await response.json()).toMatchObject({ definition: definitionOf(NAME), server: { id: SERVER } });
      await page.getByRole('link', { name: `All 35 ${serverName} tools` }).click();
      const listed = await page.locator('main a[href*="/tools/github-"] code').allInnerTexts();
      expect([...new Set(listed)].sort()).toEqual(truth.map(({ name }) => name));
    });
  },
);

test('no page has a defect of the reference', () => {
  const defect =
    /\ba (?=Execute)|MCP Server MCP Server|(?<!\.)\.\.(?![./])|\b1 (tools|servers)\b|\bundefined\b|\[object |\bNaN\b/i;
  const found = [...readSite(workspace.site, '/').pages].flatMap(([address, page]) => {
    const texts = page('p, h1, h2, h3, li, dt, dd, td')
      .toArray()
      .map((element) => page(element).text().replace(/\s+/g, ' ').trim());
    return texts.filter((text) => defect.test(text)).map((text) => `${address}: ${text}`);
  });
  expect(found).toEqual([]);
});
