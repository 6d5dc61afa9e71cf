// Command lines that are served as tools: a tool is a command class, its name the path of the groups that hold it

import { madeFrom } from '../../syntax/csharp/builtins/reflection.ts';
import type { Attribute, FunctionNode } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { lineage } from '../../syntax/program/members.ts';
import {
  asText,
  type Instance,
  isKind,
  lastName,
  type TypeValue,
  unknown,
  type Value,
  withArgs,
} from '../../syntax/program/value.ts';
import type { Idiom, World } from '../idiom.ts';
import { csharpHints } from './definition.ts';
import { hostOf, isNew } from './host.ts';
import type { Service } from './services.ts';

const SEPARATOR = '_';
const MAX_DEPTH = 12;

/** Reads the groups that services of the running program register: methods that answer a tree of groups. */
export function readCommandGroups(machine: Machine, world: World): void {
  const { container } = hostOf(world);
  const services = new Set([...container.services.values()].flat());
  for (const service of services) {
    const method = service.type && registeringMethod(machine, service.type);
    if (method) readService(machine, world, { service, method });
  }
}

function readService(
  machine: Machine,
  world: World,
  { service, method }: { service: Service; method: FunctionNode },
): void {
  const args = method.parameters.map((parameter) => unknown(parameter.name));
  const held = service.make();
  const registers = machine.member(held, method.name);
  const group = machine.call(registers, withArgs(args), method.at);
  if (isKind(group, 'instance')) readGroup(machine, world, { group, path: [], flag: service.flag });
}

/** A method of a type, or of an interface of it, that answers a group: something with a name that holds its like. */
const registeringMethod = (machine: Machine, type: TypeValue): FunctionNode | undefined =>
  lineage(machine, type)
    .flatMap((each) => (each.kind === 'type' ? each.declaration.methods.map((fn) => ({ fn, of: each })) : []))
    .find(({ fn, of }) => fn.returns !== null && isGroup(machine.resolveType(fn.returns, of.scope)))?.fn;

function isGroup(type: Value): boolean {
  if (!isKind(type, 'type')) return false;
  const { name, fields } = type.declaration;
  const holdsItsLike = fields.some((field) => field.type?.args.some((each) => lastName(each.name) === name));
  return holdsItsLike && fields.some((field) => field.name === 'Name');
}

interface Place {
  group: Instance;
  path: readonly string[];
  flag: string;
}

function readGroup(machine: Machine, world: World, { group, path, flag }: Place): void {
  const name = asText(group.fields.get('Name'));
  if (name === undefined || path.length > MAX_DEPTH) return;
  const inside = [...path, name];
  for (const held of group.fields.values())
    for (const [key, item] of itemsOf(held)) {
      if (!isKind(item, 'instance')) continue;
      if (item.of === group.of) readGroup(machine, world, { group: item, path: inside, flag });
      else readCommand(machine, world, { command: item, path: [...inside, key], flag });
    }
}

function itemsOf(value: Value): [string, Value][] {
  if (isKind(value, 'dict')) return [...value.entries];
  if (!isKind(value, 'list')) return [];
  return value.items.map((item) => [
    asText(isKind(item, 'instance') ? item.fields.get('Name') : undefined) ?? '',
    item,
  ]);
}

const says = (attribute: Attribute, name: string): boolean =>
  attribute.args.some((each) => each.name === name);

/** The attribute that describes a command, whatever it is called. */
const metadataOf = ({ declaration }: TypeValue): Attribute | undefined =>
  declaration.attributes.find((each) => says(each, 'Name') && says(each, 'Description'));

const isHidden = ({ declaration }: TypeValue): boolean =>
  declaration.attributes.some(({ name }) => /^Hidden/.test(name));

function readCommand(
  machine: Machine,
  world: World,
  { command, path, flag }: { command: Instance; path: readonly string[]; flag: string },
): void {
  const { of } = command;
  const metadata = isKind(of, 'type') ? metadataOf(of) : undefined;
  const isRead = isKind(of, 'type') && metadata && !isHidden(of) && isNew(hostOf(world), command);
  if (!isRead) return;
  const said = madeFrom(metadata, of.scope, machine);
  const fields = isKind(said, 'instance') ? withDefaults(said) : new Map<string, Value>();
  const { entry } = hostOf(world);
  world.recorded.registrations.push({
    idiom: 'command-group',
    name: path.includes('') ? unknown('name') : path.join(SEPARATOR),
    description: fields.get('Description') ?? null,
    annotations: csharpHints((name) => fields.get(name)),
    at: of.declaration.at,
    flag,
    ...(entry !== '' && { server: entry }),
  });
}

/** What the attribute's class says of truths that are not stated: what it sets them to, else false. */
function withDefaults({ of, fields }: Instance): Map<string, Value> {
  const declared = isKind(of, 'type') ? of.declaration.fields : [];
  const truths = declared.filter((field) => field.type?.name === 'bool' && !field.type.nullable);
  return new Map<string, Value>([...truths.map((field): [string, Value] => [field.name, false]), ...fields]);
}

/** A handler that lists what the groups hold answers nothing that they do not say. */
function dropLists(_machine: Machine, { recorded }: World): void {
  const isServed = recorded.registrations.some((each) => each.idiom === 'command-group');
  const lists = recorded.refusals.filter((each) => isServed && each.idiom === 'list-handler');
  for (const each of lists) recorded.refusals.splice(recorded.refusals.indexOf(each), 1);
}

export const commandGroup: Idiom = { id: 'command-group', find: dropLists };
