import { isBuilt } from '../../syntax/go/build-constraint.ts';
import { readEmbedded } from '../../syntax/go/builtins.ts';
import { goDialect } from '../../syntax/go/dialect.ts';
import { goLibrary } from '../../syntax/go/library.ts';
import type { Models } from '../../syntax/program/machine.ts';
import type { World } from '../idiom.ts';
import type { ProgramReader } from '../program-reader.ts';
import type { Manifest } from '../projects.ts';
import { addTool } from './add-tool.ts';
import { drive } from './drive.ts';
import { fxTool } from './fx-tool.ts';
import { jsonRpc } from './json-rpc.ts';
import { newTool } from './new-tool.ts';
import { registerTool } from './register-tool.ts';
import { sitesOf } from './sites.ts';

/** Texts of the tree that `embed.FS` variables hold, and where named things stand. */
function besideIdioms(world: World) {
  return {
    method: (type: string, name: string) =>
      type === 'embed.FS' && name === 'ReadFile'
        ? (call: Parameters<typeof readEmbedded>[1]) => readEmbedded(world.tree, call)
        : undefined,
    made: ((instance, machine) => sitesOf(world).note(instance, machine)) satisfies Models['made'],
  };
}

/** The last part of a module's path that is no version. */
function readGoMod(text: string): Manifest {
  const module = /^module[ \t]+"?([^\s"]+)/m.exec(text)?.[1];
  return { name: module?.split('/').findLast((part) => !/^v\d+$/.test(part)), description: undefined };
}

export const reader: ProgramReader = {
  dialectFor: goDialect,
  speaks:
    /mark3labs\/mcp-go|modelcontextprotocol\/go-sdk|mcp-golang|foxy-contexts|mcp-go\b|genkit\/go\/plugins\/mcp|"tools\/list"/,
  opensServer: /\.New(?:MCP)?Server\((?:&mcp\.|\s*"|\w)|\bcase "tools\/list"/,
  isBuilt,
  idioms: [newTool, addTool, registerTool, fxTool, jsonRpc],
  beside: (world) => [goLibrary, besideIdioms(world)],
  drive,
  manifests: /(^|\/)go\.mod$/,
  readManifest: readGoMod,
  leave: /_test\.go$|(^|\/)(_|\.)[^/]*\//,
};
