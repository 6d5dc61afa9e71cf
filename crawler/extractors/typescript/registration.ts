import type { SkipReason } from '#data/schema/skip.ts';
import { alternatives, likeliest } from '../../syntax/javascript/choice.ts';
import { toJson } from '../../syntax/javascript/convert.ts';
import type { Invocation } from '../../syntax/javascript/realm.ts';
import type { Syntax } from '../../syntax/javascript/syntax.ts';
import { asString, type ObjectValue, type Value } from '../../syntax/javascript/value.ts';

/** The parts of a tool as the program gives them, before they are read. */
export interface Parts {
  name: Value | undefined;
  title?: Value | undefined;
  description?: Value | undefined;
  inputSchema?: Value | undefined;
  outputSchema?: Value | undefined;
  annotations?: Value | undefined;
}

/** A tool as a server was told of it: by which idiom, and where. */
export interface Registration {
  idiom: string;
  parts: Parts;
  /** The call or the object literal that defines it. */
  site: Syntax;
  /** What has to be configured for it to be there; null where it is there anyway. */
  flag: string | null;
  /** It was certainly taken away again. */
  removed: boolean;
  /** Something of the program leads to it; false where only somebody outside might. */
  called: boolean;
}

/** What an idiom saw being registered: on which server, and the flag it hangs on; without one, that of what runs now. */
export interface Registered extends Omit<Registration, 'flag' | 'called' | 'removed'> {
  server: Value | null;
  flag?: string | null;
}

/** Something that registers tools and could not be read. */
export interface Refusal {
  idiom: string;
  reason: SkipReason;
  site: Syntax;
  message: string;
}

/** A refusal, and the flag that what was refused hangs on. */
export interface Refused extends Refusal {
  flag: string | null;
}

/** What idioms may do while a program runs. */
export interface Recorder {
  register(registered: Registered): Value;
  refuse(refusal: Refusal): void;
  /** Calls a function of the program. */
  invoke(callee: Value, args: readonly Value[]): Value;
  /** Does something when the program has run, so that lists which are filled meanwhile are full. */
  later(server: Value | null, run: () => void): void;
  /** Notes that tools are loaded from a folder, which is read unless everything else found the tools. */
  noteScan(): void;
  /** Notes the name a server gives itself. */
  nameServer(name: Value | undefined): void;
  /** Runs every file below a folder of the package and answers their namespaces. */
  runFolder(folder: string): { path: string; namespace: Value; root: Syntax }[];
  member(value: Value, key: string): Value;
  construct(callee: Value): Value;
}

/** One way of defining tools. */
export interface Idiom {
  id: string;
  version: number;
  /** Shown every call before it happens. An answer replaces the call: it was a registration. */
  observe(call: Invocation, recorder: Recorder): Value | undefined;
  /** Shown every object literal once it is made. */
  noteObject?(made: ObjectValue, recorder: Recorder): void;
}

/** Whether a value may be called back: a function, or something not known. */
export const mayBeFunction = (value: Value | undefined): boolean => {
  const likely = value && likeliest(value);
  return likely !== undefined && /^(function|native|unknown|external|class)$/.test(likely.kind);
};

/** The object that a value is, by its likeliest reading. */
export function asObject(value: Value | undefined): ObjectValue | undefined {
  const likely = value && (alternatives(value)[0]?.value ?? value);
  return likely?.kind === 'object' ? likely : undefined;
}

export const textOf = (value: Value | undefined): string | undefined => value && asString(likeliest(value));

/** Whether an object holds schemas by name, as the SDK decides it: empty, or one of its members is a schema. */
export function isShape(value: Value | undefined): boolean {
  const object = asObject(value);
  if (!object) return value?.kind === 'schema';
  const members = [...object.properties.values()].map(likeliest);
  if (members.some((member) => member.kind === 'schema')) return true;
  return (
    members.length === 0 || members.every((member) => member.kind === 'unknown' || member.kind === 'external')
  );
}

export const jsonOf = (value: Value | undefined) =>
  value === undefined ? { value: undefined, complete: true } : toJson(value);
