import type { Category, RiskLevel } from '#data/schema/classification.ts';
import { rememberLast } from './remember-last.ts';
import { compareRows, type IndexRow, readToolIndex } from './tool-index.ts';

interface ServerShare {
  slug: string;
  name: string;
  tools: number;
}

/** Tools that have something in common, worst first, and the servers that offer them, most first. */
interface ToolList {
  rows: IndexRow[];
  servers: ServerShare[];
}

function shareByServer(rows: readonly IndexRow[]): ServerShare[] {
  const shares = new Map<string, ServerShare>();
  for (const { serverSlug, serverName } of rows) {
    const share = shares.get(serverSlug) ?? { slug: serverSlug, name: serverName, tools: 0 };
    share.tools += 1;
    shares.set(serverSlug, share);
  }
  return [...shares.values()].sort((a, b) => b.tools - a.tools || (a.slug < b.slug ? -1 : 1));
}

async function select(test: (row: IndexRow) => boolean): Promise<ToolList> {
  const rows = (await readToolIndex()).filter(test).sort(compareRows);
  return { rows, servers: shareByServer(rows) };
}

const atLevel = rememberLast(4, (level) => select((row) => row.level === level));
const inCategory = rememberLast(5, (category) => select((row) => row.category === category));

export function listAtLevel(level: RiskLevel): Promise<ToolList> {
  return atLevel(level);
}

export function listInCategory(category: Category): Promise<ToolList> {
  return inCategory(category);
}

/** The letter that a name is filed under: its first one from a to z, and `other` for everything else. */
function letterOf(name: string): string {
  const first = name.charAt(0).toLowerCase();
  return /[a-z]/.test(first) ? first : 'other';
}

async function groupByLetter(): Promise<Map<string, IndexRow[]>> {
  const groups = new Map<string, IndexRow[]>();
  for (const row of await readToolIndex()) {
    const letter = letterOf(row.name);
    const group = groups.get(letter);
    if (group) group.push(row);
    else groups.set(letter, [row]);
  }
  return new Map(
    [...groups].sort(([a], [b]) => Number(a === 'other') - Number(b === 'other') || (a < b ? -1 : 1)),
  );
}

let letters: Promise<Map<string, IndexRow[]>> | undefined;

/** Every tool by the first letter of its name; only letters that have one. */
export function readLetters(): Promise<Map<string, IndexRow[]>> {
  letters ??= groupByLetter();
  return letters;
}
