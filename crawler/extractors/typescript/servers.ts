import type { ToolDefinition } from '#data/schema/tool.ts';
import type { Reading } from '../extractor.ts';
import type { PackageReading } from './read-package.ts';

/** What makes two tools the same: not the place, which is the registration's in one reading and the definition's in another. */
const identify = (tool: ToolDefinition) => `${tool.name}\n${tool.description}`;

/** Whether everything of a package is also registered by one that runs its files: then it is a part of that one. */
function isPartOf(part: PackageReading, whole: PackageReading): boolean {
  const known = new Set(whole.server.tools.map(identify));
  const covered = part.server.tools.every((tool) => known.has(identify(tool)));
  const runs = part.entries.some((entry) => whole.ran.has(entry));
  const smaller =
    part.server.tools.length < whole.server.tools.length || part.server.path > whole.server.path;
  return covered && runs && smaller;
}

/** Of two places of one server, the one that stands higher in the tree. */
function standsBelow(
  { server: { path: a } }: PackageReading,
  { server: { path: b } }: PackageReading,
): boolean {
  const [deep, high] = [a.split('/').length, b === '' ? 0 : b.split('/').length];
  return deep !== high ? deep > high : a.length !== b.length ? a.length > b.length : a > b;
}

/** Whether a package is a copy of another, or the same server for another transport: the same name, and nothing that the other lacks. */
function isCopyOf(copy: PackageReading, original: PackageReading): boolean {
  const known = new Set(original.server.tools.map((tool) => tool.name));
  const equal = copy.server.tools.length === original.server.tools.length;
  const deeper = copy.server.path.split('/').length > original.server.path.split('/').length;
  return (
    copy.server.name === original.server.name &&
    (deeper || original.server.path === '' || (equal && standsBelow(copy, original))) &&
    copy.server.tools.every((tool) => known.has(tool.name))
  );
}

/** The servers of a tree. A package that another one takes its tools from, and a package without tools, is no server of its own. */
export function mergeServers(readings: readonly PackageReading[]): Reading {
  const withTools = readings.filter((each) => each.server.tools.length > 0);
  const kept = withTools.filter(
    (each) => !withTools.some((other) => other !== each && (isPartOf(each, other) || isCopyOf(each, other))),
  );
  const dropped = readings.filter((each) => !withTools.includes(each));
  return {
    servers: kept.map((each) => each.server),
    skipped: [...kept, ...dropped].flatMap((each) => each.skipped),
  };
}
