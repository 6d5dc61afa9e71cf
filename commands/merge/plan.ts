import { isDeepStrictEqual } from 'node:util';
import type { MergeRules } from '#classifier/policies/merge-rules.ts';
import { toPointer } from '#data/policy/pointer.ts';
import type { Problem } from '#data/policy/validate.ts';

export type Path = readonly (string | number)[];

/** One change of a file: a key that was not there, or items at the end of a list. */
export type Edit =
  | { kind: 'set'; path: Path; value: unknown }
  | { kind: 'append'; path: Path; items: readonly unknown[] };

export interface Plan {
  edits: Edit[];
  /** Pointers to what the file says otherwise than the policy, and keeps. */
  kept: string[];
  problems: Problem[];
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const matches = (pattern: readonly string[], path: Path) =>
  pattern.length === path.length && pattern.every((key, i) => key === '*' || key === String(path[i]));

/** Everything at the places that a pattern names. */
function findAll(value: unknown, pattern: readonly string[]): unknown[] {
  const [key, ...rest] = pattern;
  if (key === undefined) return value === undefined ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  if (key === '*') return Object.values(value).flatMap((below: unknown) => findAll(below, rest));
  const below = new Map<string, unknown>(Object.entries(value));
  return below.has(key) ? findAll(below.get(key), rest) : [];
}

/** What the file has rules about, by group. */
function claimsOf(theirs: unknown, { lists, rules }: MergeRules): Map<string, Set<string>> {
  const claims = new Map<string, Set<string>>();
  const claim = (group: string, keys: readonly string[]) =>
    claims.set(group, new Set([...(claims.get(group) ?? []), ...keys]));
  for (const { path, group, keyOf } of lists) {
    const items = findAll(theirs, path).flatMap((list) => (Array.isArray(list) ? list : []));
    claim(
      group,
      items.map(keyOf).filter((key) => key !== null),
    );
  }
  if (rules)
    claim(
      rules.group,
      findAll(theirs, rules.path).flatMap((found) => (isObject(found) ? Object.keys(found) : [])),
    );
  return claims;
}

const nounOf = (value: unknown) =>
  Array.isArray(value) ? 'a list' : isObject(value) ? 'an object' : 'a single value';

interface Planning {
  rules: MergeRules;
  claims: Map<string, Set<string>>;
  plan: Plan;
}

function planList(
  path: Path,
  theirs: readonly unknown[],
  ours: readonly unknown[],
  planning: Planning,
): void {
  const list = planning.rules.lists.find((one) => matches(one.path, path));
  if (list === undefined) {
    planning.plan.kept.push(toPointer(path));
    return;
  }
  const claimed = planning.claims.get(list.group);
  const items: unknown[] = [];
  for (const item of ours) {
    const key = list.keyOf(item);
    if (list.isGeneral?.(item)) continue;
    const known = theirs.findIndex((one) =>
      key === null ? isDeepStrictEqual(one, item) : list.keyOf(one) === key,
    );
    if (known >= 0 && list.into) planValue([...path, known], theirs[known], item, planning);
    else if (known >= 0 && !isDeepStrictEqual(theirs[known], item))
      planning.plan.kept.push(toPointer([...path, known]));
    else if (known < 0 && (key === null || !claimed?.has(key))) items.push(item);
    else if (known < 0) planning.plan.kept.push(toPointer(path));
  }
  if (items.length > 0) planning.plan.edits.push({ kind: 'append', path, items });
}

function isBarred(
  path: Path,
  key: string,
  theirs: Record<string, unknown>,
  { unless = [] }: MergeRules,
): boolean {
  const bars = unless.filter((bar) => bar.key === key && matches(bar.path, path));
  return bars.some(({ has }) => has.some((name) => Object.hasOwn(theirs, name)));
}

function planObject(
  path: Path,
  theirs: Record<string, unknown>,
  ours: Record<string, unknown>,
  planning: Planning,
): void {
  const { rules } = planning.rules;
  const areRules = rules !== undefined && matches(rules.path, path);
  for (const [key, value] of Object.entries(ours)) {
    const below = [...path, key];
    const isKnown = Object.hasOwn(theirs, key) && theirs[key] !== null;
    if (!isKnown && areRules && planning.claims.get(rules.group)?.has(key))
      planning.plan.kept.push(toPointer(path));
    else if (isKnown && areRules && !isDeepStrictEqual(theirs[key], value))
      planning.plan.kept.push(toPointer(below));
    else if (isKnown) planValue(below, theirs[key], value, planning);
    else if (isBarred(path, key, theirs, planning.rules)) planning.plan.kept.push(toPointer(path));
    else planSet(below, value, planning);
  }
}

/** A list that is new to the file still adds nothing about what the file has rules for. */
function planSet(path: Path, value: unknown, planning: Planning): void {
  const list = planning.rules.lists.find((one) => matches(one.path, path));
  if (isObject(value)) {
    const below: Planning = { ...planning, plan: { edits: [], kept: [], problems: [] } };
    planObject(path, {}, value, below);
    planning.plan.kept.push(...below.plan.kept);
    if (below.plan.kept.length === 0) planning.plan.edits.push({ kind: 'set', path, value });
    else planning.plan.edits.push(...below.plan.edits);
    return;
  }
  if (!Array.isArray(value) || list === undefined) {
    planning.plan.edits.push({ kind: 'set', path, value });
    return;
  }
  const claimed = planning.claims.get(list.group);
  const free = value.filter((item) => {
    const key = list.keyOf(item);
    return key === null || !claimed?.has(key);
  });
  const isFree = free.length === value.length;
  if (!isFree) planning.plan.kept.push(toPointer(path));
  if (isFree || free.length > 0) planning.plan.edits.push({ kind: 'set', path, value: free });
}

function planValue(path: Path, theirs: unknown, ours: unknown, planning: Planning): void {
  if (isDeepStrictEqual(theirs, ours)) return;
  if (isObject(ours) && isObject(theirs)) planObject(path, theirs, ours, planning);
  else if (Array.isArray(ours) && Array.isArray(theirs)) planList(path, theirs, ours, planning);
  else if (nounOf(ours) !== nounOf(theirs)) {
    const message = `must be ${nounOf(ours)}, but is ${nounOf(theirs)}.`;
    planning.plan.problems.push({ pointer: toPointer(path), message });
  } else planning.plan.kept.push(toPointer(path));
}

/** What must be added to a file for it to say what a policy says, as far as it has no word of its own on it. */
export function planMerge(theirs: unknown, ours: unknown, rules: MergeRules): Plan {
  const plan: Plan = { edits: [], kept: [], problems: [] };
  planValue([], theirs, ours, { rules, claims: claimsOf(theirs, rules), plan });
  return { ...plan, kept: [...new Set(plan.kept)].sort() };
}

function withEdit(value: unknown, path: Path, edit: Edit): unknown {
  const [key, ...rest] = path;
  if (key === undefined) {
    if (edit.kind === 'set') return edit.value;
    return [...(Array.isArray(value) ? value : []), ...edit.items];
  }
  if (Array.isArray(value)) return value.map((item, i) => (i === key ? withEdit(item, rest, edit) : item));
  const entries = new Map<string, unknown>(isObject(value) ? Object.entries(value) : []);
  entries.set(String(key), withEdit(entries.get(String(key)), rest, edit));
  return Object.fromEntries(entries);
}

/** What a file says after its edits. */
export const applyEdits = (value: unknown, edits: readonly Edit[]): unknown =>
  edits.reduce<unknown>((before, edit) => withEdit(before, edit.path, edit), value);
