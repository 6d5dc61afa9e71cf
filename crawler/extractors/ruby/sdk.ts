import type { Machine } from '../../syntax/program/machine.ts';
import { lineage } from '../../syntax/program/members.ts';
import type { Scope, TypeValue } from '../../syntax/program/value.ts';
import { underscore } from '../../syntax/ruby/builtins.ts';

/** The two gems: the official `mcp`, and `fast-mcp`. */
export type Gem = 'mcp' | 'fast-mcp';

const BASES: Record<string, Gem> = {
  'MCP.Tool': 'mcp',
  'ModelContextProtocol.Tool': 'mcp',
  'FastMcp.Tool': 'fast-mcp',
  'FastMCP.Tool': 'fast-mcp',
  'ActionTool.Base': 'fast-mcp',
};

/** Which gem's tool class a path names; undefined for none. */
export const gemOfBase = (path: string): Gem | undefined =>
  Object.hasOwn(BASES, path) ? BASES[path] : undefined;

/** Which gem's tool a class descends from; undefined for none. */
export function gemOf(machine: Machine, type: TypeValue): Gem | undefined {
  for (const each of lineage(machine, type)) {
    const gem = each.kind === 'external' ? gemOfBase(each.path) : undefined;
    if (gem) return gem;
  }
  return undefined;
}

function outerNames(scope: Scope | null): string[] {
  if (!scope?.owner) return [];
  return [...outerNames(scope.owner.scope), scope.owner.declaration.name];
}

/** fast-mcp takes the whole class name and allows it letters, digits, `_` and `-`, 64 of them. */
const wholeName = (type: TypeValue): string =>
  [...outerNames(type.scope), type.declaration.name]
    .join('::')
    .replace(/[^A-Za-z0-9_-]/g, '_')
    .slice(0, 64);

/** What a tool class without `tool_name` is called. */
export const derivedName = (type: TypeValue, gem: Gem): string =>
  gem === 'mcp' ? underscore(type.declaration.name) : wholeName(type);
