import { currentFlag, type Machine } from '../../syntax/program/machine.ts';
import { findMethod, lineage } from '../../syntax/program/members.ts';
import {
  type Instance,
  isKind,
  lastName,
  type TypeValue,
  type Value,
  withArgs,
} from '../../syntax/program/value.ts';
import type { World } from '../idiom.ts';
import type { Recorded, Registration } from '../registration.ts';
import { allSaid, givenTo } from './fluent.ts';
import { createPlacing, type Placed, place } from './places.ts';
import { isA, isSdkTool, pathOf, readTool } from './tool-value.ts';

/** What a tree has offered so far, and what it has made without offering it. */
export interface Offers {
  /** Tools of the SDK, and nodes of annotated methods. */
  offered: Set<object>;
  built: Map<Instance, Built>;
  registered: Map<Registration, Built>;
  /** A server was given something that only a run would tell. */
  isBlind: boolean;
  /** What else a value may stand for, by idiom. */
  readers: OfferReader[];
}

/** A tool of the SDK: which idiom made it, and where. */
export interface Built extends Placed {
  idiom: string;
}

/** Puts the tools that were offered where they are defined, once all are known. */
export function locateOffers(machine: Machine, world: World): void {
  const { built, registered } = offersOf(world);
  const placing = createPlacing(built.values());
  for (const entry of registered) place(machine, world, placing, entry);
}

/** Offers what a value stands for, and says whether it knew it. */
export type OfferReader = (machine: Machine, value: Instance) => boolean;

const ofRecord = new WeakMap<Recorded, Offers>();

export function offersOf({ recorded }: World): Offers {
  const known = ofRecord.get(recorded) ?? {
    offered: new Set(),
    built: new Map(),
    registered: new Map(),
    isBlind: false,
    readers: [],
  };
  ofRecord.set(recorded, known);
  return known;
}

const MAX_DEPTH = 6;

/** Registers every tool that a value handed to a server, or to the container that feeds it, stands for. */
export function offer(machine: Machine, world: World, value: Value | undefined, depth = 0): void {
  if (value === undefined || depth > MAX_DEPTH) return;
  if (isKind(value, 'list')) {
    if (value.open) offersOf(world).isBlind = true;
    for (const item of value.items) offer(machine, world, item, depth + 1);
  } else if (isKind(value, 'instance')) offerInstance(machine, world, value, depth);
}

function offerInstance(machine: Machine, world: World, value: Instance, depth: number): void {
  const held = specified(value);
  if (isSdkTool(value)) offerTool(machine, world, value);
  else if (held !== undefined) offer(machine, world, withFlag(machine, value, held), depth + 1);
  else if (!offersOf(world).readers.some((read) => read(machine, value)))
    offerOwn(machine, world, value, depth);
}

/** The tool inside a specification: a tool and what answers its calls. */
function specified(value: Instance): Value | undefined {
  if (!/Tool(Specification|Registration)$/.test(pathOf(value)) || value.of.kind !== 'external')
    return undefined;
  return value.fields.get('tool') ?? givenTo(value)[0];
}

function withFlag(machine: Machine, outer: Instance, inner: Value): Value {
  const flag = machine.flags.get(outer);
  if (flag !== undefined && typeof inner === 'object' && inner !== null && !machine.flags.has(inner))
    machine.flags.set(inner, flag);
  return inner;
}

export function offerTool(machine: Machine, world: World, value: Instance): void {
  const { offered, built, registered } = offersOf(world);
  if (offered.has(value)) return;
  offered.add(value);
  const from = built.get(value) ?? {
    idiom: 'tool-specification',
    name: null,
    places: [],
  };
  const flag = currentFlag(machine) || machine.flags.get(value) || '';
  const registration = { ...readTool(value, from.idiom), flag };
  registered.set(registration, from);
  world.recorded.registrations.push(registration);
}

/** Classes of the program that are providers or callbacks by what they descend from: they are asked. */
const ASKED: readonly [RegExp, string][] = [
  [/^ToolCallbackProvider$/, 'getToolCallbacks'],
  [/^(ToolCallback|FunctionCallback)$/, 'getToolDefinition'],
];

function offerOwn(machine: Machine, world: World, value: Instance, depth: number): void {
  const { of } = value;
  if (of.kind !== 'type') return;
  for (const [base, name] of ASKED) {
    const method = isA(machine, of, base) ? findMethod(machine, of, name) : undefined;
    if (!method) continue;
    const given = withArgs();
    offer(machine, world, machine.call({ ...method, self: value }, given, value.at), depth + 1);
  }
}

/** What a builder or a static factory was given, lists opened. */
export const everythingSaid = (value: Instance, names: readonly string[]): Value[] =>
  [...names.flatMap((name) => allSaid(value, name)), ...givenTo(value)].flatMap((each) =>
    isKind(each, 'list') ? each.items : [each],
  );

/** The types of the tree a value is made of, its own first. */
export const treeTypes = (machine: Machine, value: Value): TypeValue[] =>
  isKind(value, 'instance') ? lineage(machine, value.of).filter((each) => each.kind === 'type') : [];

export const lastNameOf = (value: Instance): string => lastName(pathOf(value));
