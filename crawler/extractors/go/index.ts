import type { FileTree } from '../../snapshot.ts';
import { readEmbedded } from '../../syntax/go/builtins.ts';
import { goDialect } from '../../syntax/go/dialect.ts';
import { goLibrary } from '../../syntax/go/library.ts';
import type { Models } from '../../syntax/program/machine.ts';
import type { Extractor } from '../extractor.ts';
import { type Idiom, joinModels, type World } from '../idiom.ts';
import { type ProgramReader, readProgram } from '../read-program.ts';
import { addTool } from './add-tool.ts';
import { drive } from './drive.ts';
import { fxTool } from './fx-tool.ts';
import { newTool } from './new-tool.ts';
import { sitesOf } from './reading.ts';
import { registerTool } from './register-tool.ts';

const VERSION = 1;

const IDIOMS: readonly Idiom[] = [newTool, addTool, registerTool, fxTool];

/** Texts of the tree that `embed.FS` variables hold, and where named things stand. */
function beside(world: World) {
  return {
    method: (type: string, name: string) =>
      type === 'embed.FS' && name === 'ReadFile'
        ? (call: Parameters<typeof readEmbedded>[1]) => readEmbedded(world.tree, call)
        : undefined,
    made: ((instance, machine) => sitesOf(world).note(instance, machine)) satisfies Models['made'],
  };
}

const READER: ProgramReader = {
  id: 'go',
  version: VERSION,
  dialectFor: goDialect,
  speaks: /mark3labs\/mcp-go|modelcontextprotocol\/go-sdk|mcp-golang|foxy-contexts|mcp-go\b|"tools\/list"/,
  models(recorded, tree) {
    const world = { recorded, tree };
    return joinModels(IDIOMS, world, goLibrary, beside(world));
  },
  drive,
  manifests: /(^|\/)go\.mod$/,
  readManifest: (text) => {
    const module = /^module[ \t]+"?([^\s"]+)/m.exec(text)?.[1];
    const name = module?.split('/').findLast((part) => !/^v\d+$/.test(part));
    return name === undefined ? {} : { name };
  },
  leave: /_test\.go$|(^|\/)(_|\.)[^/]*\//,
};

/** Reads servers written in Go by running their registration code on unknown input. See README.md. */
export const go: Extractor = {
  id: 'go',
  version: VERSION,
  languages: ['go'],
  files: /\.go$|(^|\/)go\.(mod|work)$|\.(md|txt|tmpl|json|ya?ml)$/,
  read: (tree: FileTree) => readProgram(tree, READER),
};
