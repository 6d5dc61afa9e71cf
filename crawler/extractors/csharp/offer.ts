import type { Location } from '#data/schema/location.ts';
import { typeOfObject } from '../../syntax/csharp/builtins/reflection.ts';
import { schemaFrom } from '../../syntax/program/json.ts';
import { currentFlag, type Machine } from '../../syntax/program/machine.ts';
import { lineage } from '../../syntax/program/members.ts';
import {
  type Closure,
  closureOf,
  type Instance,
  isKind,
  lastName,
  type TypeValue,
  type Value,
} from '../../syntax/program/value.ts';

import { saidBy } from '../hints.ts';
import type { World } from '../idiom.ts';
import type { Registration } from '../registration.ts';
import { csharpHints, methodTool, type Stated, TOOL_ATTRIBUTES } from './definition.ts';
import { flagOfValue, hostOf, isNew, projectFolder } from './host.ts';

const SERVER_TOOL = /^(Delegating)?McpServerTool$/;

/** Whether something is a tool that the SDK serves, or descends from one. */
export const isServerTool = (machine: Machine, value: Value): value is Instance =>
  isKind(value, 'instance') &&
  lineage(machine, value.of).some(
    (each) => each.kind === 'external' && SERVER_TOOL.test(lastName(each.path)),
  );

/** Programs have attributes of their own that are called as the SDK's were once. */
const isSdkAttribute = (machine: Machine, name: string, { scope }: TypeValue): boolean =>
  TOOL_ATTRIBUTES.includes(name) &&
  isKind(machine.resolveType({ name: `${name}Attribute`, args: [], nullable: false }, scope), 'external');

/** The methods of a type that its attributes make tools, inherited ones too. */
export function toolMethods(machine: Machine, type: TypeValue): Closure[] {
  return lineage(machine, type).flatMap((each) =>
    each.kind === 'type'
      ? each.declaration.methods
          .filter((fn) => fn.attributes.some(({ name }) => isSdkAttribute(machine, name, each)))
          .map((fn): Closure => closureOf(fn, each.scope, { owner: each }))
      : [],
  );
}

const NOTHING: Stated = new Map();

/** Registers every tool that the methods of a type are. */
export function offerType(machine: Machine, world: World, type: TypeValue, given = ''): void {
  const host = hostOf(world);
  const flag = currentFlag(machine) || given;
  for (const closure of toolMethods(machine, type)) {
    if (!isNew(host, closure.fn)) continue;
    const tool = methodTool({ machine, host }, closure, { idiom: 'tool-attribute', stated: NOTHING, flag });
    push(world, tool);
  }
}

/** A tool belongs to the server whose start-up code registers it, wherever it is defined. */
function push(world: World, tool: Registration): void {
  const { entry } = hostOf(world);
  world.recorded.registrations.push(entry === '' ? tool : { ...tool, server: entry });
}

/** Notes that a server was given tools that only a run would tell. */
export function noteBlind(world: World, at: Location): void {
  const host = hostOf(world);
  host.blind.add(projectFolder(host.tree, at.path));
  world.recorded.refusals.push({
    idiom: 'tool-attribute',
    reason: 'list-computed',
    message: `a list of tools (line ${at.startLine}) is made at run time`,
    at,
  });
}

/** Registers what a server was given: a tool, a type of tools, or a list of them. */
export function offer(machine: Machine, world: World, value: Value, idiom: string): void {
  const type = typeOfObject(value);
  if (isKind(type, 'type')) offerType(machine, world, type, flagOfValue(machine, value));
  else if (isKind(value, 'list')) for (const item of value.items) offer(machine, world, item, idiom);
  else if (isKind(value, 'type')) offerType(machine, world, value);
  else if (isServerTool(machine, value)) offerServerTool(machine, world, value);
  else if (isProtocolTool(value)) offerProtocolTool(machine, world, { tool: value, idiom });
}

function offerServerTool(machine: Machine, world: World, value: Instance): void {
  const host = hostOf(world);
  if (!isNew(host, value)) return;
  const flag = currentFlag(machine) || flagOfValue(machine, value);
  const made = host.made.get(value);
  const tool = machine.member(value, 'ProtocolTool');
  const method = value.fields.get('$method');
  if (isKind(method, 'closure')) isNew(host, method.fn);
  if (made) push(world, { ...made, ...changed(tool), flag: made.flag || flag });
  else if (isKind(tool, 'instance')) offerProtocolTool(machine, world, { tool, idiom: 'tool-class', flag });
}

/** What was changed on a tool after it was made. */
function changed(tool: Value): Partial<Registration> {
  if (!isKind(tool, 'instance')) return {};
  const [name, description] = [tool.fields.get('Name'), tool.fields.get('Description')];
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && description !== null && { description }),
  };
}

export const isProtocolTool = (value: Value | undefined): value is Instance =>
  isKind(value, 'instance') &&
  value.of.kind === 'external' &&
  /^(Tool|)$/.test(lastName(value.of.path)) &&
  value.fields.has('Name');

/** Registers a tool that is written as the protocol has it. */
export function offerProtocolTool(
  machine: Machine,
  world: World,
  { tool, idiom, flag = '' }: { tool: Instance; idiom: string; flag?: string },
): void {
  if (!isNew(hostOf(world), tool)) return;
  const { fields } = tool;
  const said = (name: string) => fields.get(name) ?? undefined;
  const [title, description, input, output] = ['Title', 'Description', 'InputSchema', 'OutputSchema'].map(
    said,
  );
  const hints = saidBy(said('Annotations'));
  push(world, {
    idiom,
    name: fields.get('Name') ?? null,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(input !== undefined && { inputSchema: schemaFrom(input) }),
    ...(output !== undefined && { outputSchema: schemaFrom(output) }),
    annotations: csharpHints((name) => hints.get(name)),
    at: tool.at,
    flag: flag || currentFlag(machine) || flagOfValue(machine, tool),
  });
}
