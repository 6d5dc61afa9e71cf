import type { FunctionNode } from '../../syntax/program/ir.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { type Closure, closureOf } from '../../syntax/program/value.ts';
import { functionsOf } from '../declared.ts';
import { callBlindly } from '../phase.ts';

/** Functions that answer for a list of tools. */
const LISTING = /^(handle_)?(list_tools|tools_list|get_tools|tools)(_request)?$/;

/** A function of a file, bound to the type it belongs to. */
export function bind(machine: Machine, path: string, fn: FunctionNode): Closure {
  const scope = machine.unitScope(path);
  const owner = fn.receiver && machine.resolveType(fn.receiver.type, scope);
  const type = owner && typeof owner === 'object' && owner.kind === 'type' ? owner : null;
  return closureOf(fn, scope, { owner: type });
}

/** The functions of the tree that make a list of tools by hand. */
export function listingFunctions(machine: Machine): Closure[] {
  return machine.program.paths
    .filter((path) => /\btools\/list\b|\bListToolsResult\b/.test(machine.program.readFile(path)))
    .flatMap((path) =>
      functionsOf(machine, path)
        .filter((fn) => LISTING.test(fn.name) || fn.name === 'main')
        .map((fn) => bind(machine, path, fn)),
    );
}

export function drive(machine: Machine): void {
  for (const closure of listingFunctions(machine)) callBlindly(machine, closure);
}
