import { fragment, type JsonFragment } from '../../syntax/json-schema/fragment.ts';
import type { Attribute, FunctionNode, Parameter } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { objectOf, typeToSchema } from '../../syntax/program/type-schema.ts';
import { asText, type Scope } from '../../syntax/program/value.ts';
import { functionsOf } from '../declared.ts';
import { hintsFrom, snakeCase } from '../hints.ts';
import type { Idiom, World } from '../idiom.ts';
import type { Registration } from '../registration.ts';
import { describedBy, schemars } from './schemars.ts';
import { attributeNamed, groupOf, readStated } from './stated.ts';

const ID = 'tool-function';

/** What a marked parameter is: the whole input, one member of it, or nothing of the wire. */
function schemaOf(machine: Machine, fn: FunctionNode, scope: Scope): JsonFragment {
  const whole = fn.parameters.find(isWhole);
  if (whole?.type) return typeToSchema(machine, whole.type, scope, schemars);
  const members = fn.parameters
    .filter(isMember)
    .map((parameter) => [parameter.name, memberOf(machine, parameter, scope)] as const);
  return objectOf(new Map(members));
}

const marksWith = (parameter: Parameter, word: string): boolean =>
  parameter.attributes.some(
    ({ name, args }) =>
      name === 'tool' && args.some(({ value }) => value.kind === 'name' && value.name === word),
  );

const isWhole = (parameter: Parameter): boolean =>
  parameter.type?.name === 'Parameters' || marksWith(parameter, 'aggr');
const isMember = (parameter: Parameter): boolean => marksWith(parameter, 'param');

function memberOf(machine: Machine, parameter: Parameter, scope: Scope): JsonFragment {
  const { type } = parameter;
  const read = type ? typeToSchema(machine, type, scope, schemars) : fragment({}, { complete: false });
  const description = describedBy(parameter.attributes);
  return { ...read, json: { ...read.json, ...(description !== '' && { description }) } };
}

/** The tool that a function with `#[tool]` is. */
function readFunction(
  machine: Machine,
  fn: FunctionNode,
  attribute: Attribute,
  path: string,
): Omit<Registration, 'flag'> {
  const scope = machine.unitScope(path);
  const stated = readStated(machine, attribute.args, scope);
  const hints = readStated(machine, groupOf(attribute.args, 'annotations'), scope);
  const description = stated.get('description') ?? (fn.doc === '' ? undefined : fn.doc);
  const title = stated.get('title');
  return {
    idiom: ID,
    name: stated.get('name') ?? fn.name,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    inputSchema: schemaOf(machine, fn, scope),
    annotations: hintsFrom((name) => hints.get(snakeCase(name))),
    at: fn.at,
  };
}

/** `#[tool_router(router = other)]` names the router that its functions are in. */
function routerOf(machine: Machine, fn: FunctionNode, path: string): string | undefined {
  const block = fn.attributes.find(({ name }) => name.trim() === 'tool_router' && name.startsWith(' '));
  const named = block?.args.find(({ name }) => name === 'router')?.value;
  if (named?.kind === 'name') return named.name;
  return block ? asText(readStated(machine, block.args, machine.unitScope(path)).get('router')) : undefined;
}

/** Whether a router with a name of its own is used anywhere. */
const isUsed = (machine: Machine, router: string): boolean =>
  machine.program.paths.some((path) =>
    new RegExp(`\\b${router}\\s*\\(`).test(machine.program.readFile(path)),
  );

const speaksOfRmcp = (machine: Machine): boolean =>
  machine.program.paths.some((path) => /\brmcp\b/.test(machine.program.readFile(path)));

function register(machine: Machine, { recorded }: World, fn: FunctionNode, path: string): void {
  const attribute = fn.receiver ? attributeNamed(fn.attributes, 'tool') : undefined;
  if (!attribute) return;
  const router = routerOf(machine, fn, path);
  if (router !== undefined && !isUsed(machine, router))
    recorded.refusals.push({
      idiom: ID,
      reason: 'never-registered',
      message: `no server uses ${router}, which holds ${fn.name}`,
      at: fn.at,
    });
  else recorded.registrations.push({ ...readFunction(machine, fn, attribute, path), flag: '' });
}

/** `#[tool]` of rmcp on functions of an `impl`. */
export const toolFunction: Idiom = {
  id: ID,
  find(machine, world) {
    if (!speaksOfRmcp(machine)) return;
    for (const path of machine.program.paths.filter((each) =>
      /#\[(?:rmcp::)?tool\b/.test(machine.program.readFile(each)),
    ))
      for (const fn of functionsOf(machine, path)) register(machine, world, fn, path);
  },
};
