import { type CheerioAPI, load } from 'cheerio';
import MarkdownIt from 'markdown-it';

/** Names that stand side by side in one list, one column of a table, or the headings of one section. */
export type NameGroup = readonly string[];

type Node = Parameters<CheerioAPI>[0];

/** Sections about something else than the tools that there are now. */
const ASIDE =
  /\b(prompts?|resources?|parameters?|arguments?|options?|environment|variables?|config\w*|flags?|deprecated|removed|renamed|legacy|planned|upcoming|coming|roadmap|todo|changelog|migrat\w*|breaking|examples?)\b/i;
const NOT_READ = 'script, style, template, s, del, pre';
/** Elements inside elements; what is deeper is no README. */
const MAX_DEPTH = 40;
const MAX_NAME_TEXT = 200;
const MAX_ROWS = 2_000;

/** With HTML, since READMEs mix the two; it is read and never shown. */
const markdown = new MarkdownIt({ html: true });

const IDENTIFIER = /^[A-Za-z][\w.-]{1,63}$/;

/** The name in a piece of text: `name`, `name(…)`, `name:`, `1. name`; the text itself where it is none. */
function stripName(text: string): string {
  const line = text.trim().slice(0, MAX_NAME_TEXT).replaceAll(/\s+/g, ' ');
  const bare = line
    .replace(/^\d+[.)] /, '')
    .replace(/\(.*$/, '')
    .replace(/[ :–—-]+$/, '');
  return IDENTIFIER.test(bare) ? bare : line;
}

/** Names in a table's cell: its code spans where it holds nothing else, else its whole text. */
function namesOfCell($: CheerioAPI, cell: Node): string[] {
  const codes = $(cell)
    .find('code')
    .toArray()
    .map((code) => $(code).text());
  const text = $(cell).text();
  const rest = codes.reduce((left, code) => left.replace(code, ''), text);
  return codes.length > 0 && /^[\s,/|&]*$/.test(rest) ? codes.map(stripName) : [stripName(text)];
}

/** The name that an entry of a list begins with: its code span, link or bold text, or all that stands before a dash or colon. */
function nameOfItem($: CheerioAPI, item: Node): string {
  const line = $(item).contents().not('ul, ol, table, pre, details');
  const first = line.filter((_, node) => $(node).text().trim() !== '').first();
  const lead = first.is('p') ? first.contents().first() : first;
  const leadText = lead.is('code, strong, b, a') ? lead.text().trim() : '';
  const text = line.text().trim().slice(0, MAX_NAME_TEXT);
  return stripName(leadText === '' ? text.split(/[:–—\n]| - /, 1).join('') : leadText);
}

function listColumns($: CheerioAPI, table: Node): NameGroup[] {
  const rows = $(table).find('tr').slice(0, MAX_ROWS).has('td').toArray();
  const cells = rows.map((row) => $(row).children().toArray());
  const width = Math.max(0, ...cells.map((row) => row.length));
  return Array.from({ length: width }, (_, column) =>
    cells.flatMap((row) => row.slice(column, column + 1).flatMap((cell) => namesOfCell($, cell))),
  );
}

/** A heading that the text at hand stands under, and the headings of its level since the last one above it. */
interface Section {
  heading: string;
  siblings: string[];
}

interface Walk {
  $: CheerioAPI;
  groups: NameGroup[];
  summaries: string[];
  /** By level of heading. */
  sections: Map<number, Section>;
}

/** The title of the whole is what the server is called, and says nothing of what is below it. */
const isAside = ({ sections }: Walk): boolean =>
  [...sections].some(([level, { heading }]) => level > 1 && ASIDE.test(heading));

function enterSection(level: number, heading: string, walk: Walk): void {
  const { groups, sections } = walk;
  for (const deeper of [...sections.keys()].filter((each) => each > level)) sections.delete(deeper);
  const siblings = sections.get(level)?.siblings ?? [];
  if (!sections.has(level)) groups.push(siblings);
  sections.set(level, { heading, siblings });
  if (!isAside(walk)) siblings.push(stripName(heading));
}

function takeElement(node: Node, { $, groups, summaries }: Walk): void {
  const element = $(node);
  if (element.is('table')) groups.push(...listColumns($, node));
  else if (element.is('summary')) summaries.push(stripName(element.text()));
  else if (element.is('ul, ol')) {
    const items = element.children('li').toArray();
    groups.push(items.map((item) => nameOfItem($, item)));
  }
}

function visit(node: Node, depth: number, walk: Walk): void {
  const element = walk.$(node);
  const level = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].findIndex((tag) => element.is(tag)) + 1;
  if (level > 0) enterSection(level, element.text(), walk);
  else if (!isAside(walk)) takeElement(node, walk);
  if (depth < MAX_DEPTH) for (const child of element.children().toArray()) visit(child, depth + 1, walk);
}

/** Every group of names in a README. Nothing here knows which of them are tools. */
export function listNameGroups(text: string): NameGroup[] {
  const $ = load(markdown.render(text));
  $(NOT_READ).remove();
  const walk: Walk = { $, groups: [], summaries: [], sections: new Map() };
  visit('body', 0, walk);
  return [...walk.groups, walk.summaries].filter((group) => group.length > 0);
}
