import type { ExtractedServer } from '#data/schema/extraction.ts';
import { isPackage, type Server, type ServerId } from '#data/schema/server.ts';
import { mergeServers } from './merge-servers.ts';

/** What was read, and the catalogue's server that it belongs to. */
export interface Attributed {
  server: Server;
  extracted: ExtractedServer;
}

function folderOf(id: ServerId): string {
  return id.startsWith('github:') ? id.split('/').slice(2).join('/') : '';
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** `github:owner/name` of `github:owner/name/folder`; other ids as they are. */
function repositoryOf(id: ServerId): string {
  return id.startsWith('github:') ? id.split('/').slice(0, 2).join('/') : id;
}

/** Which server an earlier reading found in a folder of an origin: ids stay, whatever comes and goes beside them. */
export interface Place {
  origin: ServerId;
  path: string;
  id: ServerId;
}

/** A folder's or a file's own name says little; what the code calls itself says more. */
function nameFor(server: Server, origin: ServerId, extracted: ExtractedServer): string {
  return origin.startsWith('local:') ? extracted.name : server.name;
}

function serverAt(server: Server, merged: ExtractedServer, id: ServerId): Server {
  return id === server.id ? server : { ...server, id, name: merged.name, origins: [id] };
}

/**
 * Says which server of the catalogue each extracted one is. A package is one server whatever its inner layout. In a repository, a folder
 * keeps the id that an earlier reading gave it; else a single server, and one in the folder asked for, is the one asked for, and
 * others get the repository's id with their own folder behind it.
 */
export function attribute(
  asked: Server,
  origin: ServerId,
  extracted: readonly ExtractedServer[],
  earlier: readonly Place[],
): Attributed[] {
  const folder = folderOf(origin);
  const own = extracted.filter((candidate) => isBelow(candidate.path, folder));
  const paths = [...new Set(own.map((candidate) => candidate.path))].sort();
  if (own.length === 0) return [];
  if (isPackage(origin))
    return [{ server: asked, extracted: mergeServers(own, paths.length === 1 ? (paths[0] ?? '') : '') }];
  return paths.map((path) => {
    const merged = mergeServers(
      own.filter((candidate) => candidate.path === path),
      path,
    );
    const before = earlier.find((place) => place.origin === origin && place.path === path);
    const isAsked = path === folder || paths.length === 1;
    const id = before?.id ?? (isAsked ? asked.id : `${repositoryOf(asked.id)}/${path}`);
    const named = { ...asked, name: nameFor(asked, origin, merged) };
    return { server: serverAt(named, merged, id), extracted: merged };
  });
}
