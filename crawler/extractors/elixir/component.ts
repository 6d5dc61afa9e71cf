import type { Machine } from '../../syntax/program/machine.ts';
import { findMethod } from '../../syntax/program/members.ts';
import { asText, isKind, type TypeValue, type Value, withArgs } from '../../syntax/program/value.ts';
import { typesIn } from '../declared.ts';
import { sentHints } from '../hints.ts';
import type { Idiom, World } from '../idiom.ts';
import type { Project, Registration } from '../registration.ts';
import { attributeOf, bodyOf, type Said } from './module-body.ts';
import { readSchema } from './peri-schema.ts';

const ID = 'component';

const SERVER = /^(Hermes|Anubis)\.Server$/;
const COMPONENT = /^(Hermes|Anubis)\.Server\.Component$/;

/** `use X, type: :tool`: a name that nothing declares is an outside one. */
const uses = (said: readonly Said[], what: RegExp): Said | undefined =>
  said.find(({ word, given }) => {
    const [target] = given.args;
    return word === 'use' && isKind(target, 'external') && what.test(target.path);
  });

/** `App.ListRowsTool` → `list_rows_tool`, as `Macro.underscore` does it. */
const derivedName = (module: string): string =>
  (module.split('.').at(-1) ?? module)
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase();

/** What a module answers to a call without arguments. */
function answerOf(machine: Machine, type: TypeValue, name: string): Value | undefined {
  const method = findMethod(machine, type, name);
  return method && machine.call({ ...method, self: type }, withArgs(), method.fn.at);
}

/** The tool that a component module is; undefined for prompts, resources and modules that are none. */
function readComponent(
  machine: Machine,
  type: TypeValue,
  given: ReadonlyMap<string, Value>,
): Omit<Registration, 'flag'> | undefined {
  const said = bodyOf(machine, type);
  const use = uses(said, COMPONENT);
  if (!use || asText(use.given.named.get('type')) !== 'tool') return undefined;
  const option = (word: string) =>
    given.get(word) ?? use.given.named.get(word) ?? answerOf(machine, type, word);
  const [title, description] = [
    option('title'),
    option('description') ?? attributeOf(machine, type, 'moduledoc'),
  ];
  const isTold = description !== undefined && typeof description !== 'boolean';
  return {
    idiom: ID,
    name: given.get('name') ?? use.given.named.get('name') ?? derivedName(type.declaration.name),
    ...(title !== undefined && { title }),
    ...(isTold && { description }),
    inputSchema: readSchema(
      machine,
      said.find(({ word }) => word === 'schema'),
      type,
    ),
    annotations: sentHints(option('annotations')),
    at: type.declaration.at,
  };
}

/** Several servers of one project are told apart by the folder their module stands in. */
function serverOf(type: TypeValue, use: Said, isOnly: boolean): Project | undefined {
  if (isOnly) return undefined;
  const { path } = type.declaration.at;
  const name = asText(use.given.named.get('name')) ?? type.declaration.name;
  return { path: path.split('/').slice(0, -1).join('/'), name, description: '' };
}

function registerComponents(
  machine: Machine,
  { recorded }: World,
  server: { type: TypeValue; project: Project | undefined },
): void {
  for (const { word, given, at } of bodyOf(machine, server.type)) {
    if (word !== 'component') continue;
    const [target] = given.args;
    const tool = isKind(target, 'type') ? readComponent(machine, target, given.named) : undefined;
    if (tool)
      recorded.registrations.push({ ...tool, flag: '', ...(server.project && { server: server.project }) });
    else if (!isKind(target, 'type'))
      recorded.refusals.push({
        idiom: ID,
        reason: 'unresolved-import',
        message: 'a component leads to no module',
        at,
      });
  }
}

/** Modules with `use Hermes.Server.Component, type: :tool` that a server module lists with `component`. */
export const component: Idiom = {
  id: ID,
  find(machine, world) {
    const modules = typesIn(machine, machine.program.paths);
    const servers = modules.flatMap((type) => {
      const use = uses(bodyOf(machine, type), SERVER);
      return use ? [{ type, use }] : [];
    });
    for (const { type, use } of servers)
      registerComponents(machine, world, { type, project: serverOf(type, use, servers.length === 1) });
    for (const type of modules) {
      const isListed = world.recorded.registrations.some((each) => each.at === type.declaration.at);
      if (isListed || !readComponent(machine, type, new Map())) continue;
      const message = `no server lists ${type.declaration.name}`;
      world.recorded.refusals.push({
        idiom: ID,
        reason: 'never-registered',
        message,
        at: type.declaration.at,
      });
    }
  },
};
