// https://docs.spring.io/spring-ai/reference/api/tools.html#_declarative_specification_tool
import { currentFlag, type Machine } from '../../syntax/program/machine.ts';
import { typeToSchema } from '../../syntax/program/type-schema.ts';
import { type Instance, isKind, list, type Value } from '../../syntax/program/value.ts';
import { typesIn } from '../declared.ts';
import type { Idiom, World } from '../idiom.ts';
import { type MethodRules, readMethod } from './annotated-tool.ts';
import { annotatedMethods } from './annotations.ts';
import { isComponent } from './beans.ts';
import { construct, fluentCall, fluentMethod, givenTo } from './fluent.ts';
import { everythingSaid, lastNameOf, offer, offersOf, treeTypes } from './offers.ts';
import { rulesFor } from './schema-rules.ts';
import { readSchema } from './schema-value.ts';

const ID = 'spring-tool';
const TOOL = /^org\.springframework\.ai\.tool\.annotation\.Tool$/;

const RULES: MethodRules = {
  idiom: ID,
  parameters: { context: /^ToolContext$/, defaults: false },
  describe: (method) => method,
};

const BUILT =
  /(^|\.)((Sync|Async)McpToolCallbackProvider|MethodToolCallbackProvider|MethodToolCallback|FunctionToolCallback|\w*ToolDefinition)$/;
const MADE =
  /(^|\.)(ToolCallbacks\.from|ToolCallbackProvider\.from|StaticToolCallbackProvider|(Sync|Async)McpToolCallbackProvider)$/;

/** Tools of objects that are handed to a provider: the annotated methods of their classes. */
function offerObjects(machine: Machine, world: World, objects: readonly Value[]): void {
  for (const object of objects) {
    const types = isKind(object, 'unknown') ? allToolTypes(machine) : treeTypes(machine, object);
    for (const type of types) offerMethods(machine, world, type);
  }
}

function* toolTypes(machine: Machine) {
  const paths = machine.program.paths.filter((path) => /@Tool\b/.test(machine.program.readFile(path)));
  for (const type of typesIn(machine, paths)) if (annotatedMethods(type, TOOL).length > 0) yield type;
}

/** Where only a run would tell which objects they are: every object of the container that has tools. */
const allToolTypes = (machine: Machine) => [...toolTypes(machine)].filter(isComponent);

function offerMethods(machine: Machine, world: World, type: Parameters<typeof annotatedMethods>[0]): void {
  const { offered } = offersOf(world);
  for (const annotated of annotatedMethods(type, TOOL)) {
    if (offered.has(annotated.method)) continue;
    offered.add(annotated.method);
    const read = readMethod(machine, annotated, RULES);
    world.recorded.registrations.push({ ...read, flag: currentFlag(machine) });
  }
}

/** A callback that was built by hand: its definition, or what its builder was told. */
function offerCallback(machine: Machine, world: World, value: Instance): void {
  const definition = value.fields.get('toolDefinition');
  if (isKind(definition, 'instance')) {
    offerCallback(machine, world, definition);
    return;
  }
  const { offered } = offersOf(world);
  if (offered.has(value)) return;
  offered.add(value);
  const type = value.fields.get('inputType');
  const described = value.fields.get('description');
  const schema = isKind(type, 'type')
    ? typeToSchema(
        machine,
        { name: type.declaration.name, args: [], nullable: false },
        type.scope,
        rulesFor(machine),
      )
    : readSchema(value.fields.get('inputSchema'));
  world.recorded.registrations.push({
    idiom: ID,
    name: value.fields.get('name') ?? givenTo(value)[0] ?? null,
    ...(described !== undefined && { description: described }),
    ...(schema && { inputSchema: schema }),
    at: value.at,
    flag: currentFlag(machine) || machine.flags.get(value) || '',
  });
}

function readOffer(machine: Machine, world: World, value: Instance): boolean {
  switch (lastNameOf(value)) {
    case 'MethodToolCallbackProvider':
      offerObjects(machine, world, everythingSaid(value, ['toolObjects']));
      return true;
    case 'from':
      for (const each of everythingSaid(value, [])) offerEither(machine, world, each);
      return true;
    case 'StaticToolCallbackProvider':
      offer(machine, world, givenTo(value)[0]);
      return true;
    case 'SyncMcpToolCallbackProvider':
    case 'AsyncMcpToolCallbackProvider':
      world.recorded.refusals.push({
        idiom: ID,
        reason: 'dynamic',
        message: 'tools of other servers are offered as well; only a run tells which',
        at: value.at,
      });
      return true;
    default:
      return readCallback(machine, world, value);
  }
}

function readCallback(machine: Machine, world: World, value: Instance): boolean {
  const isCallback =
    value.of.kind === 'external' &&
    /^((Function|Method)ToolCallback|\w*ToolDefinition)$/.test(lastNameOf(value));
  if (isCallback) offerCallback(machine, world, value);
  return isCallback;
}

/** `from(…)` takes objects with annotated methods as well as callbacks. */
function offerEither(machine: Machine, world: World, value: Value): void {
  offer(machine, world, value);
  offerObjects(machine, world, [value]);
}

function findRest(machine: Machine, world: World): void {
  const { offered } = offersOf(world);
  for (const type of toolTypes(machine)) {
    for (const { method } of annotatedMethods(type, TOOL)) {
      if (offered.has(method)) continue;
      world.recorded.refusals.push({
        idiom: ID,
        reason: 'never-registered',
        message: `the tool ${method.name} is annotated and no provider offers its object`,
        at: method.at,
      });
    }
  }
}

/** Methods with Spring AI's `@Tool`, of objects that a `ToolCallbackProvider` hands on; callbacks built by hand. */
export const springTool: Idiom = {
  id: ID,
  models(world) {
    offersOf(world).readers.push((machine, value) => readOffer(machine, world, value));
    return {
      call: (path) => fluentCall(path, BUILT) ?? (MADE.test(path) ? construct(path) : undefined),
      method: (type, name) =>
        /(^|\.)\w*ToolCallbackProvider$/.test(type) && name === 'getToolCallbacks'
          ? ({ self }) => list([self ?? null])
          : fluentMethod(type, name, BUILT),
    };
  },
  find: findRest,
};
