import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { load } from 'cheerio';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FORMATS } from '#classifier/policies/index.ts';
import { readPolicy } from '#data/policy/validate.ts';
import { count, serverTitle, withArticle } from '../site/src/text/english.ts';
import { excerpt, firstSentence } from '../site/src/text/excerpt.ts';
import { languageOf } from '../site/src/text/language.ts';
import { escapeUnseen, spellUnseen } from '../site/src/text/unseen.ts';
import { fieldLabel } from '../site/src/view/field-text.ts';
import { cutAtQuotes } from '../site/src/view/highlight.ts';
import { listParameters } from '../site/src/view/parameters.ts';
import { writeCatalogueFixture } from './support/catalogue-fixture.ts';
import { findChromium, launchChromium, serveFolder } from './support/chromium.ts';
import { type BuiltSite, getPage, listDeadLinks, readSite, textOf } from './support/dom.ts';
import { READERS } from './support/readers/index.ts';
import { runToolrisk } from './support/toolrisk.ts';

const BASE = '/shelf/risk/';

const LEDGER = 'tools/github-harbour-ledger-mcp';
const MIRROR = 'tools/npm--quay-mirror-tools';
const CLOSE_BOOK = `${LEDGER}/close-book/`;
const LAMP = 'tools/github-lantern-house-packages-lamp/light-lamp/';
const PAGE_TYPES = [
  '',
  'risk/',
  'risk/critical/',
  'category/write/',
  'servers/',
  'servers/github-harbour-ledger-mcp/',
  'servers/github-gone-away/',
  'tools/',
  'tools/letter/a/',
  CLOSE_BOOK,
  `${MIRROR}/mirror-txt-exe/`,
  `${MIRROR}/read-at-length/`,
  `${MIRROR}/mirror-${'a-very-long-name-'.repeat(7)}end/`,
  'unreadable/',
  'method/',
  'policies/',
  '404.html',
];

const folder = mkdtempSync(join(tmpdir(), 'toolrisk-site-'));
let plain: BuiltSite;
let based: BuiltSite;

async function build(outDir: string, env: Record<string, string>): Promise<void> {
  const run = await runToolrisk(['build', '--catalogue', join(folder, 'catalog.db'), '--out', outDir], env);
  if (run.code !== 0) throw new Error(run.stderr);
}

beforeAll(async () => {
  await writeCatalogueFixture(join(folder, 'catalog.db'));
  await build(join(folder, 'plain'), { REPOSITORY_URL: 'https://example.com/toolrisk' });
  await build(join(folder, 'based'), { SITE_URL: 'https://example.org', BASE_PATH: BASE });
  plain = readSite(join(folder, 'plain'), '/');
  based = readSite(join(folder, 'based'), BASE);
}, 180_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What `check` finds wrong, page by page. */
function faults(check: (page: ReturnType<typeof getPage>, address: string) => string[]): string[] {
  return [...plain.pages].flatMap(([address, page]) =>
    check(page, address).map((fault) => `${address}: ${fault}`),
  );
}

describe('texts', () => {
  test('are shortened between words, in scripts without spaces too', () => {
    expect(excerpt('Deletes  the\n**whole** archive, now.', 100)).toBe('Deletes the whole archive, now.');
    expect(excerpt('Deletes the whole archive, and then the index.', 27)).toBe('Deletes the whole archive…');
    expect(excerpt('关闭一个账簿并结算全部余额', 8)).toBe('关闭一个账簿并…');
    expect(excerpt(`Reads.${' '.repeat(500)}Then more.`, 100)).toBe('Reads. Then more.');
    expect(excerpt('', 10)).toBe('');
    expect(excerpt('成交,`quantity` 与数量。\n```json\n{"a": 1}\n```\nThen.', 100)).toBe(
      '成交,quantity 与数量。 Then.',
    );
    expect(firstSentence('Reads v1.2 of it. Then more.', 100)).toBe('Reads v1.2 of it.');
  });

  test('are told by their script', () => {
    expect(languageOf('Reads “the” café – 42')).toBeUndefined();
    expect(languageOf('結算を行います')?.lang).toBe('ja');
    expect(languageOf('Читає їжу')?.lang).toBe('uk');
    expect(languageOf('关闭 binance_futures 账簿')?.lang).toBe('zh');
  });

  test.each([
    ['inputSchema.properties', 'parameters'],
    ['inputSchema.properties.crates.description', 'description of the parameter crates'],
    ['inputSchema.properties.crate.properties.lid.description', 'description of the parameter crate.lid'],
    ['inputSchema.properties.action.anyOf.0.enum', 'enum of the parameter action'],
    ['inputSchema.$defs.Action.enum', 'enum of the schema’s part Action'],
    ['server.name', 'server’s name (server text, not this tool’s)'],
  ])('the field %s is called %s', (field, label) => {
    expect(fieldLabel(field)).toBe(label);
  });

  test('cannot hide characters, and documents keep them escaped', () => {
    expect(spellUnseen('a\u202eb\r\nc\u200d\u{e0041}')).toBe('a\\u{202e}b\nc\u200d\\u{e0041}');
    expect(JSON.parse(escapeUnseen('"\u202e\u{e0041}"'))).toBe('\u202e\u{e0041}');
  });

  test('get their articles and plurals', () => {
    expect([withArticle('Execute'), withArticle('Read')]).toEqual(['an Execute', 'a Read']);
    expect([count(1, 'tool'), count(1204, 'tool'), count(0, 'was', 'were')]).toEqual([
      '1 tool',
      '1,204 tools',
      '0 were',
    ]);
    expect(['Ledger', 'Ledger MCP', 'Ledger MCP Server', 'mcp-ledger'].map(serverTitle)).toEqual([
      'Ledger MCP server',
      'Ledger MCP server',
      'Ledger MCP Server',
      'mcp-ledger server',
    ]);
  });

  test('are marked where quotes overlap', () => {
    const marks = [
      { number: 1, start: 0, end: 5 },
      { number: 2, start: 3, end: 8 },
    ];
    expect(
      cutAtQuotes('abcdefghij', marks).map(({ text, quotes, starts }) => [text, quotes, starts]),
    ).toEqual([
      ['abc', [1], [1]],
      ['de', [1, 2], [2]],
      ['fgh', [2], []],
      ['ij', [], []],
    ]);
  });
});

test('parameters are listed with what they point to, hold and leave open', () => {
  const schema = {
    properties: {
      where: { $ref: '#/$defs/Place' },
      urls: { type: 'array', items: { type: 'string', format: 'uri' } },
      allNamespaces: { type: 'boolean' },
      amount: { type: 'number', maximum: 5 },
      kind: { anyOf: [{ const: 'a' }, { type: 'null' }] },
    },
    required: ['where'],
    $defs: { Place: { type: 'object', properties: { path: { type: 'string', default: '' } } } },
  };
  const rows = listParameters(schema).map(({ name, type, required, values, widens }) => [
    name,
    type,
    required,
    values,
    widens?.word,
  ]);
  expect(rows).toEqual([
    ['where', 'object', true, [], undefined],
    ['where.path', 'string', false, [], 'free path'],
    ['urls', 'list of string', false, [], 'free address'],
    ['allNamespaces', 'boolean', false, [], 'widening switch'],
    ['amount', 'number', false, [], undefined],
    ['kind', 'one of a list or null', false, ['a'], undefined],
  ]);
});

describe('every page', () => {
  test('is there for each kind', () => {
    for (const address of PAGE_TYPES) expect([...plain.pages.keys()]).toContain(address);
  });

  test.each(['plain', 'based'] as const)('has no dead link or anchor (%s)', (name) => {
    expect(listDeadLinks(name === 'plain' ? plain : based)).toEqual([]);
  });

  test('has one h1, a language, a description and unique ids', () => {
    expect(
      faults((page) => {
        const ids = page('[id]')
          .toArray()
          .map((element) => page(element).attr('id'));
        return [
          page('h1').length === 1 ? '' : `${page('h1').length} h1`,
          page('html').attr('lang') === 'en' ? '' : 'no language',
          page('meta[name=description]').attr('content') ? '' : 'no description',
          new Set(ids).size === ids.length
            ? ''
            : `doubled ids: ${ids.filter((id, index) => ids.indexOf(id) !== index)}`,
        ].filter(Boolean);
      }),
    ).toEqual([]);
  });

  test('runs no script of its own text and loads nothing from elsewhere', () => {
    expect(
      faults((page) => {
        const inline = page('script:not([src]):not([type="application/ld+json"])').length;
        const handlers = page('*')
          .toArray()
          .flatMap((element) =>
            'attribs' in element
              ? Object.keys(element.attribs).filter((name) => /^(on|style$)/.test(name))
              : [],
          );
        const loaded = page('script[src], img, iframe, link[rel=stylesheet]')
          .toArray()
          .map((element) => page(element).attr('src') ?? page(element).attr('href') ?? '');
        const schemes = page('a')
          .toArray()
          .map((element) => page(element).attr('href') ?? '')
          .filter((href) => /^(?!https?:)[a-z]+:/i.test(href));
        return [
          ...handlers,
          ...schemes,
          ...loaded.filter((address) => !address.startsWith('/')),
          ...(inline > 0 ? ['inline script'] : []),
        ];
      }),
    ).toEqual([]);
  });

  test('has JSON-LD that parses', () => {
    const documents = faults((page) =>
      page('script[type="application/ld+json"]')
        .toArray()
        .map((element) => JSON.parse(page(element).text())['@type']),
    );
    expect(documents).toContain(`${CLOSE_BOOK}: FAQPage`);
  });

  test('is written without slips', () => {
    const slips =
      /\.\.(?!\.)|。\.|\ba (Execute|[aeiou]\w+ tool\b)|\b1 (tools|servers|times)\b|server MCP server|undefined|\[object|\bNaN\b|\bnull\b/i;
    expect(
      faults((original) => {
        const page = load(original.html());
        page('pre, .description, .source, blockquote').remove();
        page('p, li, dd, h1, h2, h3, td').append(' ');
        const found = slips.exec(page('body').text());
        return found ? [found[0]] : [];
      }),
    ).toEqual([]);
  });
});

describe('a tool page', () => {
  test('has its sections in order', () => {
    const page = getPage(plain, CLOSE_BOOK);
    const sections = page('article > section, article > nav, article > div')
      .toArray()
      .map(
        (section) =>
          page(section).attr('id') ??
          page(section).attr('aria-label') ??
          page(section).attr('aria-labelledby'),
      );
    expect(sections).toEqual([
      'description',
      'On this page',
      'does',
      'why',
      'evidence',
      'parameters',
      'annotations',
      'control',
      'attacks',
      'related',
      'deeper',
      'questions',
      'record',
    ]);
  });

  test('says what was read, where and when, with a permalink to the lines', () => {
    const page = getPage(plain, CLOSE_BOOK);
    expect(page('aside a[href^="https://github.com"]').attr('href')).toBe(
      'https://github.com/harbour/ledger-mcp/blob/0f1e2d3c4b5a69788796a5b4c3d2e1f001234567/src/tools/odd%20names.ts#L10-L24',
    );
    expect(textOf(page, 'aside')).toContain('on 4 March 2026');
    const npm = getPage(plain, `${MIRROR}/constructor/`);
    expect(npm('aside a[href^="https://www"]').attr('href')).toBe(
      'https://www.npmjs.com/package/@quay/mirror-tools/v/2.1.0',
    );
    expect(textOf(npm, 'aside')).toContain('sha512-bWlycm9y');
    expect(textOf(npm, 'aside')).toContain('commit abcdef012345, as the package says of itself');
  });

  test('of a dependency, says where the server names it and where it is defined', () => {
    const page = getPage(plain, `${MIRROR}/read-silently/`);
    const links = page('aside a[href^="https://www"]').toArray();
    expect(links.map((link) => page(link).attr('href'))).toEqual([
      'https://www.npmjs.com/package/@quay/mirror-tools/v/2.1.0',
      'https://www.npmjs.com/package/@quay/core/v/4.1.0',
    ]);
    expect(textOf(page, 'aside')).toContain('npm:@quay/core, version 4.1.0 lib/silent.js, line 7');
  });

  test('shows the whole description in its own language', () => {
    const page = getPage(plain, CLOSE_BOOK);
    expect(page('.description').attr('lang')).toBe('zh');
    expect(textOf(page, '.description')).toBe(
      '【结账】关闭一个账簿并结算全部余额 📋 功能说明 立即结算所有未付款项 结算后的款项无法退回 ⚠️ 重要提醒 请先核对余额',
    );
    const long = getPage(plain, `${MIRROR}/read-at-length/`);
    expect(long('.description').text().length).toBeGreaterThan(100_000);
    expect(textOf(getPage(plain, `${MIRROR}/read-silently/`), 'article')).toContain(
      'The author gives no description of read_silently.',
    );
  });

  test('quotes the definition verbatim, with translations apart and each quote marked in its place', () => {
    const page = getPage(plain, CLOSE_BOOK);
    const quotes = page('#evidence blockquote')
      .toArray()
      .map((quote) => page(quote).text());
    expect(quotes).toEqual(['结算所有未付款项', '款项无法退回', '结算']);
    expect(page('#evidence .source').text()).toContain('- 立即结算所有未付款项\n- 结算后的款项无法退回');
    expect(
      page('#evidence mark')
        .toArray()
        .map((mark) => page(mark).text()),
    ).toEqual(['结算', '结算所有未付款项', '款项无法退回']);
    expect(textOf(page, '#words-1 .gloss')).toBe('In English: settles every outstanding payment');
    expect(textOf(page, '#words-1 .note')).toBe(
      'description, characters 31–39 in its place moves-money: Does a call move money or something of value?',
    );
    expect(textOf(page, '#evidence')).not.toContain('not found at this place');
  });

  test('marks parameters that widen a call, and disagreement with the author', () => {
    const page = getPage(plain, CLOSE_BOOK);
    const rows = page('#parameters tbody tr')
      .toArray()
      .map((row) => page(row).find('th code').text());
    expect(rows).toEqual(['book', 'amount', 'mode', 'options', 'options.note', 'options.force']);
    expect(
      page('#parameters .widens')
        .toArray()
        .map((row) => page(row).find('strong').text()),
    ).toEqual(['▲ amount', '▲ widening switch']);
    expect(textOf(page, '#annotations .warning')).toBe(
      'Disagreement. The author marks it as read-only, but its words make it a Financial tool.',
    );
  });

  test('shows the adjusted level with its reason, and a correction with who, why and when', () => {
    expect(textOf(getPage(plain, `${LEDGER}/export-keys/`), '.badges')).toBe(
      'Low risk adjusted to High because the definition says how far it reaches',
    );
    expect(textOf(getPage(plain, `${LEDGER}/close-book/`), '.badges')).toBe('Critical risk');
    expect(textOf(getPage(plain, `${LEDGER}/purge-draft/`), '#why .warning')).toBe(
      'A person corrected this label on 1 February 2026: The draft is the caller’s own and holds one line. Entered by a maintainer.',
    );
  });

  test('offers three documents, each valid, with what they do', () => {
    for (const [address, page] of plain.pages) {
      if (!/^tools\/[^/]+\/[^/]+\/$/.test(address) || address.startsWith('tools/letter/')) continue;
      expect(page('details[data-format="policy-json"]'), address).toHaveLength(3);
      expect(page('details[data-format]'), address).toHaveLength(3);
      expect(page('[data-policy-switch] option'), address).toHaveLength(FORMATS.length);
    }
    const page = getPage(plain, CLOSE_BOOK);
    expect(JSON.parse(page('#policy-policy-json-deny-by-default').text())).toEqual({
      version: '1',
      default: 'deny',
      tools: { close_book: { deny_if: [{ conditions: [], on_deny: 'Requires human approval.' }] } },
    });
    const effects = (variant: string) =>
      textOf(page, `details[data-format="policy-json"][data-variant="${variant}"] dl`);
    expect(effects('this-tool')).toContain('The other 10 known tools are let through.');
    expect(effects('deny-by-default')).toContain(
      'The other 10 known tools are denied because the document does not list them.',
    );
  });

  test('every sample of code on every page is a document that its reader accepts', () => {
    let samples = 0;
    for (const [address, page] of plain.pages) {
      for (const element of page('#control pre, #questions pre').toArray()) {
        const text = page(element).text();
        if (text === '') continue; // the place of a document that the browser writes
        samples++;
        expect(readPolicy(text), `${address}: ${text}`).toMatchObject({ kind: 'valid' });
      }
    }
    expect(samples).toBeGreaterThan(40);
  });

  test('quotes no word of another policy language in a sentence', () => {
    for (const [address, page] of plain.pages) {
      if (address === 'policies/') continue; // where every format speaks of itself
      const text = textOf(page, 'main');
      expect(text, address).not.toMatch(/\brate_limit\b|\bwindow: \d|\baction: deny\b/);
    }
  });

  test('answers its questions about itself', () => {
    const page = getPage(plain, CLOSE_BOOK);
    const questions = page('#questions summary')
      .toArray()
      .map((summary) => page(summary).text().trim());
    expect(questions).toEqual([
      'What does the close_book tool do?',
      'How do I enforce a policy on close_book?',
      'What risk level is close_book?',
      'Can I rate-limit close_book?',
      'How do I block close_book completely?',
      'Which MCP server provides close_book?',
      'What parameters does close_book accept?',
      'Can a call of close_book be undone?',
      'What can I use instead of close_book?',
    ]);
    expect(textOf(page, '#questions')).toContain('list_books of the same server: a Read tool of low risk.');
    expect(textOf(getPage(plain, LAMP), '#questions')).not.toContain('instead of');
  });

  test('counts in the singular and in the plural', () => {
    expect(textOf(getPage(plain, LAMP), '.colophon')).toContain(
      '1 Lamp tool catalogued and risk-classified, across an index of 5 servers.',
    );
    expect(textOf(getPage(plain, LAMP), '#related')).toContain('Lamp and its one tool');
    expect(textOf(getPage(plain, CLOSE_BOOK), '#related')).toContain('All 11 Ledger tools');
    expect(textOf(getPage(plain, CLOSE_BOOK), '.colophon')).toContain(
      '11 Ledger tools catalogued and risk-classified, across an index of 5 servers. Data of 5 March 2026.',
    );
  });

  test('lists earlier definitions, and takes reports only where there is a place for them', () => {
    expect(textOf(getPage(plain, `${LEDGER}/add-entry/`), '#record')).toContain(
      'First read on 2 January 2026',
    );
    expect(textOf(getPage(plain, CLOSE_BOOK), '#record')).not.toContain('History');
    expect(getPage(plain, CLOSE_BOOK)('a[href^="https://example.com/toolrisk/issues/new"]')).toHaveLength(1);
    expect(textOf(getPage(based, CLOSE_BOOK), '#record')).not.toContain('Report');
  });

  test('has a JSON twin with the stored record', () => {
    for (const address of plain.pages.keys()) {
      const twin = join(plain.folder, address, 'index.json');
      if (existsSync(twin)) expect(() => JSON.parse(readFileSync(twin, 'utf8'))).not.toThrow();
    }
    const twin = JSON.parse(readFileSync(join(plain.folder, MIRROR, 'mirror-txt-exe', 'index.json'), 'utf8'));
    expect(twin).toMatchObject({
      definition: { name: 'mirror\u202Etxt.exe' },
      classification: { category: 'Read' },
      policy: { action: { kind: 'allow' } },
    });
  });
});

describe('hostile text', () => {
  test('stays text', () => {
    const page = getPage(plain, `${MIRROR}/-script-alert-1---script-/`);
    expect(page('h1 bdi').text()).toBe('<script>alert(1)</script>');
    expect(page('.description').text().trim()).toBe('<img src=x onerror=alert(1)> & "quotes"');
    expect(page('h1 button').attr('data-copy')).toBe('<script>alert(1)</script>');
  });

  test('of the name __proto__ has a page and a place in the policy', () => {
    const page = getPage(plain, `${MIRROR}/--proto--/`);
    expect(page('#policy-policy-json-this-tool').text()).toContain('"__proto__"');
    expect(
      page('#parameters tbody th code')
        .toArray()
        .map((cell) => page(cell).text()),
    ).toEqual(['__proto__', 'constructor']);
  });

  test('cannot reorder or hide words of a page', () => {
    for (const [address, page] of plain.pages)
      expect(page.root().text(), address).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
    const page = getPage(plain, `${MIRROR}/mirror-txt-exe/`);
    expect(page('h1 bdi').text()).toBe('mirror\\u{202e}txt.exe');
    expect(textOf(page, 'article')).toContain('The text holds 4 invisible characters');
    expect(JSON.parse(page('#policy-policy-json-this-tool').text())).toMatchObject({
      tools: { 'mirror\u202Etxt.exe': {} },
    });
  });

  test('in markdown gives no image, no heading and no link but to the web', () => {
    const page = getPage(plain, `${LEDGER}/write-report/`);
    expect(page('.description').find('img, h1, h2, h3, script')).toHaveLength(0);
    expect(
      page('.description a')
        .toArray()
        .map((link) => [page(link).attr('href'), page(link).attr('rel')]),
    ).toEqual([
      ['https://example.com/entries', 'nofollow noopener ugc'],
      ['https://example.com/pixel.png', 'nofollow noopener ugc'],
    ]);
    expect(page('.description table')).toHaveLength(1);
  });
});

describe('lists and other pages', () => {
  test('a server page says what was read and what was not', () => {
    const page = getPage(plain, 'servers/github-harbour-ledger-mcp/');
    expect(textOf(page, 'section[aria-labelledby="read"]')).toContain(
      'The README gives 1 tool that the code was not seen to offer. It may be among what could not be read. reopen_book',
    );
    expect(textOf(page, '.lead')).toBe(
      'The Ledger MCP server offers 11 tools: 1 Financial, 2 Destructive, 2 Execute, 2 Write and 4 Read.',
    );
    expect(textOf(page, 'section[aria-labelledby=read]')).toContain(
      '11 tools were read, 1 thing could not be',
    );
    expect(textOf(page, 'section[aria-labelledby=read] details li')).toBe(
      'src/extra.ts: The name is built from `prefix`.',
    );
    expect(page('#control pre').first().text()).toBe(
      readFileSync(join(plain.folder, 'servers/github-harbour-ledger-mcp/policy.json'), 'utf8').trimEnd(),
    );
    expect(page('section[aria-labelledby=tools] tbody tr')).toHaveLength(11);
  });

  test('a server’s policy is there as a file in every format, and each is what its product reads', () => {
    const folderOf = (slug: string) => join(plain.folder, 'servers', slug);
    const tools = ['close_book', 'purge_archive', 'list_books', 'added_tomorrow'];
    for (const { id, fileName } of FORMATS) {
      const decide = READERS[id]?.(
        readFileSync(join(folderOf('github-harbour-ledger-mcp'), fileName), 'utf8').trimEnd(),
      );
      const answers = tools.map((tool) => decide?.({ server: 'ledger', tool, args: { note: 'x' } }));
      expect(answers, id).not.toContain(undefined);
      expect(['deny', 'hide', 'ask'], id).toContain(answers[0]);
      expect(['deny', 'hide', 'ask'], id).toContain(answers[1]);
      expect(['allow', 'unset'], id).toContain(answers[2]);
      expect(['deny', 'hide', 'ask', 'unset'], id).toContain(answers[3]);
    }
  });

  test('the page of formats has a row and a README for each, and where it comes from', () => {
    const page = getPage(plain, 'policies/');
    expect(page('tbody tr')).toHaveLength(FORMATS.length);
    for (const { id, title } of FORMATS) {
      expect(textOf(page, `#${id} h2`), id).toBe(title);
      expect(page(`#${id} a[href^="https://"]`).length, id).toBeGreaterThan(0);
      expect(page(`#${id} ol li`).length, id).toBeGreaterThan(1);
    }
    const cells = page('tbody tr')
      .toArray()
      .map((row) => page(row).text());
    expect(cells.find((text) => text.startsWith('ToolHive'))).toContain('values');
    expect(cells.find((text) => text.startsWith('OPA'))).toContain('values and patterns');
  });

  test('a server page says of every format what it cannot express', () => {
    const page = getPage(plain, 'servers/github-harbour-ledger-mcp/');
    for (const { id, fileName } of FORMATS) {
      const panel = page(`details[data-format="${id}"]`);
      expect(panel, id).toHaveLength(1);
      const link = panel.find('a[download]').attr('href');
      if (id !== 'policy-json') expect(link, id).toBe(`/servers/github-harbour-ledger-mcp/${fileName}`);
    }
    expect(textOf(page, 'details[data-format="toolhive"]')).toContain('ToolHive has no approval');
  });

  test('unreadable servers are named with their reason', () => {
    const text = textOf(getPage(plain, 'unreadable/'), 'main');
    expect(text).toContain(
      'Away github:gone/away There is nothing at the place that was named, or it is not public.',
    );
    expect(text).toContain('Empty Shelf npm:empty-shelf It was read, and no tool was recognised in it.');
    expect(text).not.toContain('Lamp');
  });

  test('every tool is reached by its letter, and tools whose slugs met have pages of their own', () => {
    const listed = [...plain.pages]
      .filter(([address]) => address.startsWith('tools/letter/'))
      .flatMap(([, page]) =>
        page('.head a')
          .toArray()
          .map((link) => page(link).attr('href')),
      );
    expect(new Set(listed).size).toBe(20);
    const a = getPage(plain, 'tools/letter/a/');
    expect(
      a('.head code')
        .toArray()
        .map((name) => a(name).text()),
    ).toEqual(['a-b', 'a_b', 'add_entry']);
  });

  test('the site map has every page of the catalogue under its own address', () => {
    const map = readFileSync(join(based.folder, 'sitemap/1.xml'), 'utf8');
    const addresses = [...map.matchAll(/<loc>https:\/\/example\.org\/shelf\/risk\/([^<]*)<\/loc>/g)].map(
      (match) => match[1],
    );
    expect([...based.pages.keys()].filter((address) => address !== '404.html').sort()).toEqual(
      addresses.sort(),
    );
    expect(readFileSync(join(based.folder, 'robots.txt'), 'utf8')).toContain(
      'Sitemap: https://example.org/shelf/risk/sitemap.xml',
    );
    expect(getPage(based, CLOSE_BOOK)('link[rel=canonical]').attr('href')).toBe(
      `https://example.org${BASE}${CLOSE_BOOK}`,
    );
  });
});

describe.skipIf(findChromium() === undefined && !process.env.CI)(
  'in Chromium (skipped where there is none: set CHROMIUM)',
  () => {
    let browser: Browser;
    let served: Awaited<ReturnType<typeof serveFolder>>;

    beforeAll(async () => {
      browser = await launchChromium();
      served = await serveFolder(plain.folder);
    });

    afterAll(async () => {
      await browser?.close();
      await served?.close();
    });

    async function visit(
      address: string,
      options: BrowserContextOptions,
      use: (page: Page) => Promise<void>,
    ): Promise<void> {
      const context = await browser.newContext(options);
      try {
        const page = await context.newPage();
        const strays: string[] = [];
        page.on('request', (request) => {
          if (!request.url().startsWith(served.origin) && !request.url().startsWith('blob:'))
            strays.push(request.url());
        });
        page.on('console', (message) => {
          if (message.type() === 'error') strays.push(message.text());
        });
        await page.goto(`${served.origin}/${address}`);
        await use(page);
        expect(strays).toEqual([]);
      } finally {
        await context.close();
      }
    }

    const desktop = { width: 1280, height: 900 };
    const phone = { width: 320, height: 640 };

    test.each([
      ['dark', { viewport: desktop, colorScheme: 'dark' }, ['color-contrast', 'link-in-text-block']],
      ['phone', { viewport: phone, colorScheme: 'light' }, ['scrollable-region-focusable', 'target-size']],
    ] as const)(
      'axe finds nothing and nothing scrolls sideways (%s)',
      async (_, options, rules) => {
        await visit('', options, async (page) => {
          for (const address of PAGE_TYPES) {
            await page.goto(`${served.origin}/${address}`);
            const axe = new AxeBuilder({ page }).setLegacyMode();
            const { violations } = await (rules.length > 0 ? axe.withRules([...rules]) : axe).analyze();
            expect(violations.map(({ id, nodes }) => `${address}: ${id}: ${nodes[0]?.html}`)).toEqual([]);
            const width = await page.evaluate<number>('document.documentElement.scrollWidth');
            expect(width, address).toBeLessThanOrEqual(options.viewport.width);
          }
        });
      },
      120_000,
    );

    test('copy, switch and download give the document that is shown', () =>
      visit(CLOSE_BOOK, { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
        const clipboard = () => page.evaluate<string>('navigator.clipboard.readText()');
        await page.getByRole('button', { name: 'Copy the name' }).click();
        expect(await clipboard()).toBe('close_book');
        await page.getByLabel('Deny by default').check();
        await page.getByLabel('Format').selectOption('codex');
        const shown = page.locator('[data-live]:visible');
        await shown.waitFor();
        expect(await page.locator('details[data-format]:visible').count()).toBe(0);
        await shown.getByRole('button', { name: /^Copy/ }).click();
        expect(await clipboard()).toBe(await shown.locator('pre').textContent());
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          shown.getByRole('button', { name: /^Download/ }).click(),
        ]);
        expect(download.suggestedFilename()).toBe('config.toml');
        expect(readFileSync(await download.path(), 'utf8')).toBe(await shown.locator('pre').textContent());
      }));

    test('every format is written for the name that the reader gives the server', () =>
      visit(CLOSE_BOOK, {}, async (page) => {
        const live = page.locator('[data-live]');
        const document = () => live.locator('pre').textContent();
        await page.getByLabel('Whole server').check();
        for (const { id, file } of FORMATS.filter(({ id: one }) => one !== 'policy-json')) {
          await page.getByLabel('Format').selectOption(id);
          await page.getByLabel('Your name for the server').fill('my-books');
          await live.locator('figcaption code').getByText(file, { exact: true }).waitFor();
          const decide = READERS[id]?.(String(await document()));
          const answer = decide?.({ server: 'my-books', tool: 'close_book', args: { note: 'x' } });
          expect(['deny', 'hide', 'ask'], id).toContain(answer);
        }
        await page.getByLabel('Format').selectOption('policy-json');
        expect(await live.isVisible()).toBe(false);
        expect(await page.locator('details[data-format]:visible').count()).toBe(1);
      }));

    test('the table of a server filters and orders', () =>
      visit('servers/github-harbour-ledger-mcp/', {}, async (page) => {
        const names = () => page.locator('tbody tr:visible th code').allTextContents();
        await page.getByLabel('Category').selectOption('Read');
        expect(await names()).toEqual(['export_keys', 'a-b', 'a_b', 'list_books']);
        await page.getByLabel('Order').selectOption('name');
        expect((await names()).at(-1)).toBe('list_books');
        expect(await page.locator('[data-table-filter] [role=status]').textContent()).toBe('4 of 11 shown');
      }));

    test('search on the first page leads to a tool', () =>
      visit('', {}, async (page) => {
        await page.getByRole('searchbox').fill('purge arch');
        await page.getByRole('button', { name: 'Search' }).click();
        await page.locator('#found a').click();
        expect(await page.locator('h1 code').textContent()).toBe('purge_archive');
      }));

    test('everything can be read without JavaScript', () =>
      visit(CLOSE_BOOK, { javaScriptEnabled: false }, async (page) => {
        expect(await page.locator('button:visible').count()).toBe(0);
        const panels = page.locator('details[data-format]');
        expect(await panels.locator('> summary:visible').count()).toBe(3);
        await panels.last().locator('> summary').click();
        expect(await panels.last().locator('pre').isVisible()).toBe(true);
      }));
  },
);
