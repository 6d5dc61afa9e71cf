// Tools that are files of a folder: https://xmcp.dev/docs/core-concepts/tools, https://mcp-framework.com/docs/tools/tools-overview, and own loaders
import type { Syntax } from '../../syntax/javascript/syntax.ts';
import { unknown, type Value } from '../../syntax/javascript/value.ts';
import { asObject, type Idiom, type Parts, type Recorder } from './registration.ts';
import { readToolObject } from './tool-object.ts';

const ID = 'directory-scan';
/** Where frameworks and loaders look, sources before built files; the first that holds a tool counts. */
const FOLDERS = ['src/tools', 'tools', 'dist/tools', 'build/tools', 'dist/src/tools'];

/** A class whose instances name themselves; the definition may be kept in a member of its own. */
function readClass(exported: Value, recorder: Recorder): Parts | undefined {
  const instance = exported.kind === 'class' ? asObject(recorder.construct(exported)) : undefined;
  if (!instance) return undefined;
  const own = asObject(recorder.member(instance, 'toolDefinition')) ?? instance;
  const parts = readToolObject(own, recorder);
  return parts.name !== undefined && parts.description !== undefined ? parts : undefined;
}

/** Whether what a file exports, or the parent of its class, is nowhere in the tree: it may be a tool. */
const isElsewhere = ({ kind }: Value) => kind === 'external' || kind === 'unknown';

/** `export const metadata = {name, description}` beside `schema`; without a name the file's own. */
function readMetadata(namespace: Value, path: string, recorder: Recorder): Parts | undefined {
  const metadata = asObject(recorder.member(namespace, 'metadata'));
  if (!metadata) return undefined;
  const parts = readToolObject(metadata, recorder);
  const file = path.replace(/^.*\//, '').replace(/\.\w+$/, '');
  const schema = recorder.member(namespace, 'schema');
  const name = parts.name ?? { kind: 'primitive' as const, value: file, origin: null };
  return { ...parts, name, inputSchema: schema.kind === 'primitive' ? parts.inputSchema : schema };
}

const refuseFile = (site: Syntax, recorder: Recorder): void =>
  recorder.refuse({
    idiom: ID,
    reason: 'list-computed',
    site,
    message: 'what a file of the folder holds is not known',
  });

function scanFolder(folder: string, recorder: Recorder): number {
  let found = 0;
  for (const { path, namespace, root } of recorder.runFolder(folder)) {
    const exported = recorder.member(namespace, 'default');
    const parts = readMetadata(namespace, path, recorder) ?? readClass(exported, recorder);
    if (parts) recorder.register({ idiom: ID, parts, site: root, server: null });
    else if ([exported, recorder.member(namespace, 'metadata')].some(isElsewhere)) refuseFile(root, recorder);
    if (parts) found++;
  }
  return found;
}

/** Reads the tools of a package whose files are loaded by a directory scan. */
export function scanDirectories(recorder: Recorder): void {
  for (const folder of FOLDERS) if (scanFolder(folder, recorder) > 0) return;
}

/** `new MCPServer()` of mcp-framework, and `import(path)` of a path that is computed. */
export const directoryScan: Idiom = {
  id: ID,
  version: 1,
  observe(call, recorder) {
    const { callee } = call;
    const isFramework =
      call.kind === 'new' && callee.kind === 'external' && callee.module === 'mcp-framework';
    const isComputedImport = call.method === 'import()';
    if (!isFramework && !isComputedImport) return undefined;
    recorder.noteScan();
    return unknown('loaded from a folder');
  },
};
