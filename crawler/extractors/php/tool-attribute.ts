import type { Attribute } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { lineage } from '../../syntax/program/members.ts';
import { lastName, type TypeValue } from '../../syntax/program/value.ts';
import { typesIn } from '../declared.ts';
import type { Idiom, World } from '../idiom.ts';
import { readAttribute } from './attribute.ts';
import { type Handler, handlerTool, methodOf } from './method-tool.ts';

const ID = 'tool-attribute';

const NAMED = /(^|\\)(Mcp|PhpMcp)\\.*McpTool$/;

const toolOf = (attributes: readonly Attribute[]): Attribute | undefined =>
  attributes.find((each) => NAMED.test(each.name));

const ORDER = ['name', 'description', 'annotations', 'icons', 'meta'];

/** What calls for a search of the tree, beside frameworks that always search. */
const SEARCHES =
  /->\s*(?:discover|setDiscovery)\s*\(|symfony\/mcp-bundle|symfony\/ai-mate|extensions\.ai-mate|"ai-mate"/;

/** Whether something goes and looks for attributes: a call, or a framework that always does. */
function isSearched(machine: Machine, { tree }: World): boolean {
  const texts = machine.program.paths.map((path) => machine.program.readFile(path));
  const manifests = tree.listFiles().filter((path) => /(^|\/)composer\.json$/.test(path));
  return [...texts, ...manifests.map((path) => tree.readFile(path) ?? '')].some((text) =>
    SEARCHES.test(text),
  );
}

/** Methods with the attribute, and classes with it that can be called. */
function handlersOf(type: TypeValue): { handler: Handler; attribute: Attribute }[] {
  const own = toolOf(type.declaration.attributes);
  const invoked = own && methodOf(type, '__invoke');
  const methods = type.declaration.methods.flatMap((fn) => {
    const attribute = toolOf(fn.attributes);
    const handler = attribute && methodOf(type, fn.name);
    return attribute && handler ? [{ handler, attribute }] : [];
  });
  return [...(own && invoked ? [{ handler: invoked, attribute: own }] : []), ...methods];
}

const isAbstract = (machine: Machine, type: TypeValue): boolean =>
  type.declaration.modifiers.includes('abstract') || lineage(machine, type).length === 0;

/** `#[McpTool]` on methods and invokable classes, which the SDKs find by searching folders. */
export const toolAttribute: Idiom = {
  id: ID,
  find(machine, world) {
    const found = typesIn(machine, machine.program.paths)
      .filter((type) => !isAbstract(machine, type))
      .flatMap((type) => handlersOf(type).map((each) => ({ ...each, type })));
    const isListed = world.recorded.registrations.length === 0 || isSearched(machine, world);
    for (const { handler, attribute, type } of found) {
      const at = { ...handler.fn.at, startLine: Math.min(attribute.at.startLine, handler.fn.at.startLine) };
      const said = readAttribute(machine, attribute, handler.scope, ORDER);
      if (isListed)
        world.recorded.registrations.push({ ...handlerTool(machine, ID, handler, said), at, flag: '' });
      else if (!isRegistered(world, handler))
        world.recorded.refusals.push({
          idiom: ID,
          reason: 'never-registered',
          message: `nothing searches for the attribute of ${lastName(type.declaration.name)}::${handler.fn.name}`,
          at,
        });
    }
  },
};

const isRegistered = ({ recorded }: World, { fn }: Handler): boolean =>
  recorded.registrations.some(({ at }) => at.path === fn.at.path && at.startLine === fn.at.startLine);
