import type { Server, ServerId } from '#data/schema/server.ts';
import type { Skip, SkipReason } from '#data/schema/skip.ts';
import { parseOrigin } from '../sources/parse-origin.ts';
import type { Origin } from '../sources/source.ts';

/** The servers that a file names, each once, in the file's order; and what it names that cannot be crawled. */
export interface Discovered {
  servers: Server[];
  /** The version, tag or branch asked for, by the server's id; the newest where there is none. */
  refs: ReadonlyMap<ServerId, string>;
  skipped: Skip[];
}

/** Reads one kind of file that names servers. Pure: text in, values out. Never throws for what the text holds. */
export interface Discovery {
  id: string;
  /** Which files it reads, by name. */
  files: RegExp;
  read(text: string): Discovered;
}

/** What is found in a file, as it is found. */
export interface Findings {
  /** Takes what a person would call a source; a second mention of the same place adds nothing. */
  add(source: string, name: string | null): void;
  skip(what: string, reason: SkipReason, why: string): void;
  finish(): Discovered;
}

/** Asking for one of these is asking for the newest version, whatever it is. */
const NEWEST: ReadonlySet<string> = new Set(['main', 'master', 'latest']);
const SHOWN_LENGTH = 120;

/** One line of hostile text, fit for a message: no hidden characters, cut to a readable length. */
function showText(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return line.length > SHOWN_LENGTH ? `${line.slice(0, SHOWN_LENGTH)}…` : line;
}

/** The last part of an id, where nobody gave a better name. */
const nameOf = (id: ServerId): string => id.slice(id.indexOf(':') + 1).replace(/^(?!@).*\//, '') || id;

export function createFindings(discovery: string): Findings {
  const servers = new Map<string, Server>();
  const refs = new Map<ServerId, string>();
  const skipped: Skip[] = [];

  function skip(what: string, reason: SkipReason, why: string): void {
    const message = `${showText(what)}: ${showText(why)}`;
    skipped.push({ path: '', extractor: `discovery/${discovery}`, reason, message });
  }

  function put({ id, ref }: Origin, name: string | null): void {
    const key = id.startsWith('local:') ? id : id.toLowerCase();
    if (servers.has(key)) return;
    servers.set(key, { id, name: showText(name ?? '') || nameOf(id), origins: [id], topic: null });
    if (ref !== null && !NEWEST.has(ref)) refs.set(id, ref);
  }

  function add(source: string, name: string | null): void {
    const parsed = parseOrigin(source);
    if (parsed.kind === 'origin') put(parsed.origin, name);
    else skip(source, 'unsupported-origin', parsed.message);
  }

  return { add, skip, finish: () => ({ servers: [...servers.values()], refs, skipped }) };
}
