import type { Location } from '#data/schema/location.ts';
import type { SkipReason } from '#data/schema/skip.ts';
import type { Annotations } from '#data/schema/tool.ts';
import type { JsonFragment } from '../syntax/json-schema/fragment.ts';
import type { Value } from '../syntax/program/value.ts';

/** A folder with a manifest of its own: what makes one server. */
export interface Project {
  path: string;
  name: string;
  /** What its manifest says of it; empty when it says nothing. */
  description: string;
}

/** A tool as a program tells a server of it, before it is a definition. Absent parts are not stated. */
export interface Registration {
  /** File name of the idiom that read it. */
  idiom: string;
  name: Value;
  title?: Value;
  description?: Value;
  /** What a tool without parameters sends is the SDK's business: an idiom that says nothing sends nothing. */
  inputSchema?: JsonFragment;
  outputSchema?: JsonFragment;
  annotations?: Annotations;
  at: Location;
  /** The flag or environment variable without which it is not offered; empty for none. */
  flag: string;
  /** The server it belongs to, or a file of its project, where that is not the project nearest to `at`. */
  server?: string | Project;
}

/** Something that registers tools, or only looks so, and is not in the list. */
export interface Refusal {
  idiom: string;
  reason: SkipReason;
  message: string;
  at: Location;
}

/** What a run of a program leaves behind. */
export interface Recorded {
  registrations: Registration[];
  refusals: Refusal[];
}

export const newRecord = (): Recorded => ({ registrations: [], refusals: [] });
