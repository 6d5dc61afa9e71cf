import type { Annotations } from '#data/schema/tool.ts';
import { evaluateArguments } from '../../syntax/program/construct.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { findMember, lineage, typeScope } from '../../syntax/program/members.ts';
import {
  type Instance,
  isKind,
  lastName,
  list,
  type TypeValue,
  type Value,
  withArgs,
} from '../../syntax/program/value.ts';
import { typesIn } from '../declared.ts';
import { hintsFrom, pascalCase } from '../hints.ts';
import type { Idiom, World } from '../idiom.ts';
import { laravelSchema, schemaModels } from './laravel-schema.ts';

const ID = 'laravel-tool';

const isFrom = (machine: Machine, type: TypeValue, name: string): boolean =>
  lineage(machine, type).some(
    (each) =>
      each.kind === 'external' &&
      /^Laravel\\Mcp\\|^Laravel\.Mcp\./.test(each.path) &&
      lastName(each.path) === name,
  );

/** `ArchiveRowsTool` → `archive-rows-tool` */
const kebab = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();

/** `ArchiveRowsTool` → `Archive Rows Tool`, which stands for what a class does not say of itself. */
const headline = (name: string): string =>
  name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');

/** `#[IsReadOnly]` is true, `#[IsReadOnly(false)]` is not. */
function readHints(machine: Machine, type: TypeValue): Annotations {
  const said = type.declaration.attributes.map(({ name, args }) => {
    const { args: placed, named } = evaluateArguments(machine, args, typeScope(type));
    return [lastName(name), placed[0] ?? named.get('value') ?? true] as const;
  });
  const byName = new Map(said);
  return hintsFrom((name) => byName.get(`Is${pascalCase(name).replace(/Hint$/, '')}`));
}

/** `#[Description('…')]`, a property, or a method of that name. */
function say(machine: Machine, tool: Instance, type: TypeValue, word: string): Value | undefined {
  const attribute = type.declaration.attributes.find(({ name }) => lastName(name).toLowerCase() === word);
  const stated = attribute && evaluateArguments(machine, attribute.args, typeScope(type));
  const value = stated ? (stated.args[0] ?? stated.named.get('value')) : findMember(machine, tool, word);
  const said = isKind(value, 'closure') ? machine.call(value, withArgs(), value.fn.at) : value;
  return said === null ? undefined : said;
}

function register(machine: Machine, { recorded }: World, type: TypeValue): void {
  const { at, name } = type.declaration;
  if (recorded.registrations.some((each) => each.at === at)) return;
  const tool: Value = machine.construct({ name, args: [], nullable: false }, withArgs(), {
    at,
    scope: type.scope,
  });
  if (!isKind(tool, 'instance')) return;
  const [own, title, description] = ['name', 'title', 'description'].map((word) =>
    say(machine, tool, type, word),
  );
  recorded.registrations.push({
    idiom: ID,
    name: own ?? kebab(name),
    title: title ?? headline(name),
    description: description ?? headline(name),
    inputSchema: laravelSchema(machine, tool),
    annotations: readHints(machine, type),
    at,
    flag: isKind(findMember(machine, tool, 'shouldRegister'), 'closure') ? 'shouldRegister' : '',
  });
}

/** The classes that a server class names in `$tools`. */
function listedBy(machine: Machine, server: TypeValue): Value {
  const { name, at } = server.declaration;
  const made = machine.construct({ name, args: [], nullable: false }, withArgs(), {
    at,
    scope: server.scope,
  });
  if (!isKind(made, 'instance')) return list([]);
  const boot = findMember(machine, made, 'boot');
  if (isKind(boot, 'closure')) machine.call(boot, withArgs(), at);
  return made.fields.get('tools') ?? list([]);
}

/** Classes below `Laravel\Mcp\Server\Tool` that a server class lists. */
export const laravelTool: Idiom = {
  id: ID,
  models: () => schemaModels,
  find(machine, world) {
    const types = typesIn(machine, machine.program.paths).filter(
      (type) => !type.declaration.modifiers.includes('abstract'),
    );
    const servers = types.filter((type) => isFrom(machine, type, 'Server'));
    for (const server of servers) {
      const tools = listedBy(machine, server);
      for (const tool of isKind(tools, 'list') ? tools.items : [])
        if (isKind(tool, 'type')) register(machine, world, tool);
      if (!isKind(tools, 'list'))
        world.recorded.refusals.push({
          idiom: ID,
          reason: 'list-computed',
          message: `the tools of ${server.declaration.name} are made at run time`,
          at: server.declaration.at,
        });
    }
    const isOpen = world.recorded.refusals.some((refusal) => refusal.reason === 'list-computed');
    for (const type of types.filter((each) => isFrom(machine, each, 'Tool'))) {
      const { at, name } = type.declaration;
      if (world.recorded.registrations.some((each) => each.at === at)) continue;
      const message = `no server lists ${name}`;
      if (isOpen) register(machine, world, type);
      else world.recorded.refusals.push({ idiom: ID, reason: 'never-registered', message, at });
    }
  },
};
