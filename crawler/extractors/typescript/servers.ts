import type { Skip } from '#data/schema/skip.ts';
import type { ToolDefinition } from '#data/schema/tool.ts';
import type { Reading } from '../extractor.ts';
import { neverRegistered } from './never-registered.ts';
import type { PackageReading } from './read-package.ts';

/** What makes two tools the same: not the place, which is the registration's in one reading and the definition's in another. */
const identify = (tool: ToolDefinition) => `${tool.name}\n${tool.description}`;

/** Whether everything of a package is also registered by one that runs its files, or all it has is lent to that one: then it is a part of it. */
function isPartOf(part: PackageReading, whole: PackageReading): boolean {
  const known = new Set(whole.server.tools.map(identify));
  const runs = part.entries.some((entry) => whole.ran.has(entry));
  if (part.lent) return runs;
  const covered = part.server.tools.every((tool) => known.has(identify(tool)));
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

/** Definitions that no server of the tree registers: those of shared packages are registered by who imports them. */
function isDead(skip: Skip, kept: readonly PackageReading[]): boolean {
  const isIts = ({ name }: ToolDefinition) => skip.message === neverRegistered(name, skip.path).message;
  return !kept.some(({ ran, server }) => ran.has(skip.path) && server.tools.some(isIts));
}

/** The servers of a tree. A package that another one takes its tools from, and a package without tools, is no server of its own. */
export function mergeServers(readings: readonly PackageReading[]): Reading {
  const withTools = readings.filter((each) => each.server.tools.length > 0);
  const isNone = (all: readonly PackageReading[], is: typeof isPartOf) => (each: PackageReading) =>
    !all.some((other) => other !== each && is(each, other));
  const whole = withTools.filter(isNone(withTools, isPartOf));
  const kept = whole.filter(isNone(whole, isCopyOf));
  const dropped = readings.filter((each) => !withTools.includes(each));
  const isUnused = ({ reason }: Skip) => reason === 'never-registered';
  const isRun = ({ path }: Skip) => kept.some(({ ran }) => ran.has(path));
  const parts = withTools.filter((each) => !kept.includes(each));
  const skipped = [
    ...[...kept, ...dropped].flatMap((each) => each.skipped),
    ...parts.flatMap((each) => each.skipped.filter((skip) => isUnused(skip) && isRun(skip))),
  ];
  return {
    servers: kept.map((each) => each.server),
    skipped: skipped.filter((skip) => !isUnused(skip) || isDead(skip, kept)),
  };
}
