// https://docs.spring.io/spring-ai/reference/api/mcp/mcp-annotations-server.html
import type { Machine } from '../../syntax/program/machine.ts';
import type { TypeValue } from '../../syntax/program/value.ts';
import { typesIn } from '../declared.ts';
import type { Idiom, World } from '../idiom.ts';
import { type MethodRules, readMethod } from './annotated-tool.ts';
import { annotatedMethods } from './annotations.ts';
import { conditionOf, isComponent } from './beans.ts';
import { construct } from './fluent.ts';
import { offersOf } from './offers.ts';

const ID = 'spring-mcp-tool';
const TOOL = /\bmcp\b.*\.McpTool$/i;

const RULES: MethodRules = {
  idiom: ID,
  parameters: {
    context: /^(Mcp(Sync|Async)(ServerExchange|RequestContext)|McpTransportContext|McpMeta|CallToolRequest)$/,
    contextAnnotation: /(^|\.)McpProgressToken$/,
    naming: /(^|\.)McpToolParam$/,
    defaults: false,
  },
  describe: () => '',
};

/** The scanner finds annotated methods of the container's objects; other objects somebody has to hand over by name. */
function isFound(type: TypeValue, { tree }: World, paths: readonly string[]): boolean {
  if (isComponent(type)) return true;
  const made = new RegExp(
    `\\b(new\\s+)?${type.declaration.name}\\s*\\(|@Bean[^;{]*\\b${type.declaration.name}\\b`,
  );
  return paths.some((path) => path !== type.scope.unit.path && made.test(tree.readFile(path) ?? ''));
}

function findTools(machine: Machine, world: World): void {
  const { paths } = machine.program;
  const naming = paths.filter((path) => /@McpTool\b/.test(machine.program.readFile(path)));
  for (const type of typesIn(machine, naming)) {
    const all = annotatedMethods(type, TOOL);
    const isOffered = all.length > 0 && isFound(type, world, paths);
    for (const annotated of all) {
      const { method } = annotated;
      if (offersOf(world).offered.has(method)) continue;
      if (isOffered) {
        const flag =
          conditionOf(machine, type, method.attributes) ||
          conditionOf(machine, type, type.declaration.attributes);
        world.recorded.registrations.push({ ...readMethod(machine, annotated, RULES), flag });
      } else
        world.recorded.refusals.push({
          idiom: ID,
          reason: 'never-registered',
          message: `the tool ${method.name} is annotated and its class is no component`,
          at: method.at,
        });
    }
  }
}

/** Methods with `@McpTool` of objects that the container makes: the annotation scanner offers them. */
export const springMcpTool: Idiom = {
  id: ID,
  models: () => ({
    call: (path) => (/\.Mcp(Tool\.Mcp)?Annotations$/.test(path) ? construct(path) : undefined),
  }),
  find: findTools,
};
