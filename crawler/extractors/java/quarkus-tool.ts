// https://docs.quarkiverse.io/quarkus-mcp-server/dev/
import type { Machine } from '../../syntax/program/machine.ts';
import { typesIn } from '../declared.ts';
import type { Idiom, World } from '../idiom.ts';
import { type MethodRules, readMethod } from './annotated-tool.ts';
import { annotatedMethods } from './annotations.ts';
import { construct } from './fluent.ts';

const ID = 'quarkus-tool';
const TOOL = /^io\.(quarkiverse\.mcp\.server|micronaut\.mcp(\.annotations)?)\.Tool$/;

const CONTEXT =
  /^(Mcp(Connection|Log|Request)|Request(Id|Uri)|Progress|Roots|Sampling|Elicitation|Cancellation|RawMessage|Meta|Mcp\w*(Exchange|Context))$/;

const RULES: MethodRules = {
  idiom: ID,
  parameters: { context: CONTEXT, naming: /(^|\.)ToolArg$/, defaults: true },
  describe: () => '',
};

function findTools(machine: Machine, { recorded }: World): void {
  const naming = machine.program.paths.filter((path) =>
    /@(\w+\.)*Tool\b/.test(machine.program.readFile(path)),
  );
  for (const type of typesIn(machine, naming)) {
    if (type.declaration.form === 'interface') continue;
    for (const annotated of annotatedMethods(type, TOOL))
      recorded.registrations.push({ ...readMethod(machine, annotated, RULES), flag: '' });
  }
}

/** Methods with Quarkus's (and Micronaut's) `@Tool`: their class becomes an object of the container by itself. */
export const quarkusTool: Idiom = {
  id: ID,
  models: () => ({ call: (path) => (/\.Tool\.Annotations$/.test(path) ? construct(path) : undefined) }),
  find: findTools,
};
