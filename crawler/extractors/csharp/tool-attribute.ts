// https://github.com/modelcontextprotocol/csharp-sdk: [McpServerTool] on methods of [McpServerToolType] classes

import { typeOfObject } from '../../syntax/csharp/builtins/reflection.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import {
  type Instance,
  isKind,
  type NativeCall,
  type TypeValue,
  type Value,
} from '../../syntax/program/value.ts';
import { typesIn } from '../declared.ts';
import type { Idiom, World } from '../idiom.ts';
import { assemblyTypes, pathOfAssembly } from './assembly.ts';
import { TYPE_ATTRIBUTES } from './definition.ts';
import { hostOf, projectFolder, wasOffered } from './host.ts';
import { isServerTool, noteBlind, offer, offerType, toolMethods } from './offer.ts';

const hasTypeAttribute = ({ declaration }: TypeValue): boolean =>
  declaration.attributes.some(({ name }) => TYPE_ATTRIBUTES.includes(name));

/** `WithTools<T>()`, `WithTools(types)`, `WithTools(tools)`, `WithTools(target)`, and without anything, which once meant the assembly. */
function withTools(machine: Machine, world: World, call: NativeCall): Value {
  const types = call.typeArgs.map((type) => machine.resolveType(type, call.scope));
  const given = [...types, ...call.args, ...call.named.values()];
  if (given.length === 0) return withToolsFromAssembly(machine, world, call);
  for (const value of given) giveTools(machine, world, { value, call });
  return call.self;
}

function giveTools(
  machine: Machine,
  world: World,
  { value, call }: { value: Value; call: NativeCall },
): void {
  if (isKind(value, 'instance') && !isServerTool(machine, value) && !typeOfObject(value))
    offerTarget(machine, world, value);
  else offer(machine, world, value, 'tool-attribute');
  const isOpen = isKind(value, 'list') && value.open;
  if (isOpen || isKind(value, 'unknown')) noteBlind(world, call.at);
  if (isKind(value, 'external')) noteOutside(world, value.path, call);
}

/** An object whose methods are tools. */
function offerTarget(machine: Machine, world: World, { of }: Instance): void {
  if (isKind(of, 'type')) offerType(machine, world, of);
}

const noteOutside = (world: World, path: string, { at }: NativeCall): void => {
  world.recorded.refusals.push({
    idiom: 'tool-attribute',
    reason: 'in-dependency',
    message: `the tools of ${path} are defined in a package`,
    at,
  });
};

/** `WithToolsFromAssembly()`: of the calling assembly, or of the given one. */
function withToolsFromAssembly(machine: Machine, world: World, call: NativeCall): Value {
  const { tree } = hostOf(world);
  const path = pathOfAssembly(call.args[0] ?? call.named.get('toolAssembly')) ?? call.at.path;
  for (const type of assemblyTypes(machine, tree, path))
    if (hasTypeAttribute(type)) offerType(machine, world, type);
  return call.self;
}

/** Methods of attributes that nothing registered. Where a server was given what could not be read, they are taken to be it. */
function findRest(machine: Machine, world: World): void {
  const host = hostOf(world);
  for (const path of machine.program.paths) {
    if (!/\[\s*(?:\w+\.)*Mcp(Server)?Tool(Attribute)?\b/.test(machine.program.readFile(path))) continue;
    const isBlind = host.blind.has(projectFolder(host.tree, path));
    for (const type of typesIn(machine, [path]))
      if (isBlind && hasTypeAttribute(type)) offerType(machine, world, type);
      else refuseRest(machine, world, type);
  }
}

function refuseRest(machine: Machine, world: World, type: TypeValue): void {
  for (const { fn, owner } of toolMethods(machine, type)) {
    const isOwn = owner?.declaration === type.declaration;
    if (!isOwn || wasOffered(hostOf(world), fn) || type.declaration.form === 'interface') continue;
    world.recorded.refusals.push({
      idiom: 'tool-attribute',
      reason: 'never-registered',
      message: `${type.declaration.name}.${fn.name} is a tool that no server is given`,
      at: fn.at,
    });
  }
}

export const toolAttribute: Idiom = {
  id: 'tool-attribute',
  models: (world) => ({
    method(_type, name) {
      if (name === 'WithTools') return (call, machine) => withTools(machine, world, call);
      if (name === 'WithToolsFromAssembly')
        return (call, machine) => withToolsFromAssembly(machine, world, call);
      return undefined;
    },
  }),
  find: findRest,
};
