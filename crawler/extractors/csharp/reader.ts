import type { FileTree } from '../../snapshot.ts';
import { createCsharp, type Surroundings } from '../../syntax/csharp/dialect.ts';
import { globalUsings } from '../../syntax/csharp/unit.ts';
import type { ProgramReader } from '../program-reader.ts';
import { commandGroup } from './command-group.ts';
import { containerModels } from './container-models.ts';
import { drive } from './drive.ts';
import { functionTrigger } from './function-trigger.ts';
import { generatedTool } from './generated-tool.ts';
import { projectFolder } from './host.ts';
import { listHandler } from './list-handler.ts';
import { readManifest } from './manifest.ts';
import { reflectionModels } from './reflection.ts';
import { optionsModels } from './server-options.ts';
import { toolAttribute } from './tool-attribute.ts';
import { toolCreate } from './tool-create.ts';

/** A file that cannot be without a server or a tool in it. */
const SPEAKS = /\bModelContextProtocol\b|\bMcpServerTool|\bMcpTool/;

/** Tests and samples, by the names that projects of this language have. */
const LEAVE = /(^|\/)([^/]*[._-])?([Tt]ests?|[Tt]esting|[Bb]enchmarks?|[Ss]amples?|[Ee]xamples?)\//;

/** What projects say of their files: see `Surroundings`. */
function surroundingsIn(tree: FileTree): Surroundings {
  const byFolder = new Map<string, ReturnType<typeof globalUsings>>();
  for (const path of tree.listFiles().filter((each) => each.endsWith('.cs'))) {
    const text = tree.readFile(path) ?? '';
    if (!text.includes('global using')) continue;
    const folder = projectFolder(tree, path);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), ...globalUsings(text)]);
  }
  return {
    implied: (path) => byFolder.get(projectFolder(tree, path)) ?? [],
    rootOf: (path) => `@${projectFolder(tree, path)}`,
  };
}

export const reader: ProgramReader = {
  dialectFor: (tree) => createCsharp(surroundingsIn(tree)),
  speaks: SPEAKS,
  opensServer: /\.AddMcpServer\(|\bMcpServerFactory\.Create\(|\bMcpServer\.Create\(/,
  idioms: [toolAttribute, toolCreate, listHandler, commandGroup, generatedTool, functionTrigger],
  beside: (world) => [containerModels(world), optionsModels(world), reflectionModels(world)],
  drive,
  manifests: /\.csproj$/,
  readManifest,
  leave: LEAVE,
};
