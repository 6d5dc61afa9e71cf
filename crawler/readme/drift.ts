import type { ReadmeDrift } from '#data/schema/readme.ts';
import type { ToolDefinition } from '#data/schema/tool.ts';
import { listNameGroups, type NameGroup } from './list-names.ts';
import { createShapeTest, foldName, foldText } from './name-shape.ts';

/** UTF-16 code units of a README that is read. */
const MAX_LENGTH = 500_000;
/** A group lists tools when this part of it, and this many, are tools of the server. */
const KNOWN_SHARE = 0.6;
const KNOWN_COUNT = 2;
/** A README that lists less than this part of the tools does not mean to list them all. */
const LISTED_SHARE = 0.5;

function listsTools(group: NameGroup, isKnown: (name: string) => boolean): boolean {
  const known = new Set(group.filter(isKnown));
  return known.size >= KNOWN_COUNT && known.size / new Set(group).size >= KNOWN_SHARE;
}

function listParameters(tools: readonly ToolDefinition[]): Set<string> {
  return new Set(
    tools.flatMap(({ inputSchema }) => Object.keys(Object(inputSchema?.properties))).map(foldName),
  );
}

/** A README may write a name as a client shows it, with the server's own name before it. */
function createKnownTest(tools: readonly ToolDefinition[]): (name: string) => boolean {
  const folded = tools.map(({ name }) => foldName(name));
  return (name) => {
    const own = foldName(name);
    return folded.some((known) => own === known || (known.length > 5 && own.endsWith(known)));
  };
}

const sortedOnce = (names: Iterable<string>): string[] => [...new Set(names)].sort();

/**
 * Compares the tools that a README lists with those that were read. Null where it lists none. Careful rather than thorough: a name is
 * missing only where it stands among names of tools and looks like them; a tool is unlisted only where its name stands nowhere in the
 * text and the README lists most of the others. Wrong where a README lists another server's tools among this one's.
 */
export function findReadmeDrift(
  { path, text }: { path: string; text: string },
  tools: readonly ToolDefinition[],
): ReadmeDrift | null {
  if (text.length > MAX_LENGTH) return null;
  const isKnown = createKnownTest(tools);
  const groups = listNameGroups(text).filter((group) => listsTools(group, isKnown));
  if (groups.length === 0) return null;
  const names = tools.map(({ name }) => name);
  const hasShape = createShapeTest(names);
  const parameters = listParameters(tools);
  const isStrange = (name: string) => !isKnown(name) && !parameters.has(foldName(name)) && hasShape(name);
  const listed = new Set(groups.flat().map(foldName));
  const isWhole = names.filter((name) => listed.has(foldName(name))).length / names.length >= LISTED_SHARE;
  const words = foldText(text);
  return {
    path,
    missing: sortedOnce(groups.flat().filter(isStrange)),
    unlisted: isWhole ? sortedOnce(names.filter((name) => !words.includes(foldName(name)))) : [],
  };
}
