// What the idioms tell while a program runs, and what they may ask of it.
import type { FileTree } from '../../snapshot.ts';
import { callValue, constructValue } from '../../syntax/javascript/call.ts';
import type { Interpreter } from '../../syntax/javascript/interpreter.ts';
import { getMember } from '../../syntax/javascript/members.ts';
import { guardSince, isCertain, type Realm } from '../../syntax/javascript/realm.ts';
import { UNDEFINED, type Value } from '../../syntax/javascript/value.ts';
import { registeredTool } from './registered-tool.ts';
import { type Recorder, type Refused, type Registration, textOf } from './registration.ts';

/** Something to do when the program has run, on a server. */
export interface Later {
  server: Value | null;
  run(): void;
}

export interface Recorded {
  registrations: Registration[];
  refusals: Refused[];
  later: Later[];
  /** What was done later and may be done again, when more has run. */
  asked: Later[];
  /** A directory scan was seen. */
  scanned: boolean;
  /** What runs now is run only because somebody outside might call it. */
  uncalled: boolean;
  serverName: string | undefined;
}

export const createRecorded = (): Recorded => ({
  registrations: [],
  refusals: [],
  later: [],
  asked: [],
  scanned: false,
  uncalled: false,
  serverName: undefined,
});

export interface Surroundings {
  getInterpreter(): Interpreter;
  /** The folder of the package. */
  folder: string;
  tree: FileTree;
}

/** What is done later, under the conditions of now. What it certainly replaces on the same server is not done. */
function createLater(recorded: Recorded, realm: () => Realm): Recorder['later'] {
  return (server, run) => {
    const conditions = [...realm().conditions];
    const name = guardSince(realm(), server, true);
    if (server?.kind === 'external' && server.args !== null && isCertain(realm(), server))
      for (const list of ['later', 'asked'] as const)
        recorded[list] = recorded[list].filter((each) => each.server !== server);
    const resume = () => {
      realm().conditions.splice(0, Number.POSITIVE_INFINITY, ...conditions);
      realm().guards.splice(0, Number.POSITIVE_INFINITY, { name, needed: true });
      run();
    };
    recorded.later.push({ server, run: resume });
  };
}

function runFolder(relative: string, { getInterpreter, folder, tree }: Surroundings) {
  const start = folder === '' ? `${relative}/` : `${folder}/${relative}/`;
  const paths = tree.listFiles().filter((path) => path.startsWith(start) && /\.[cm]?[jt]sx?$/.test(path));
  return paths.flatMap((path) => {
    const namespace = getInterpreter().runModule(path);
    const root = getInterpreter().ran.get(path);
    return root ? [{ path, namespace, root }] : [];
  });
}

export function createRecorder(recorded: Recorded, surroundings: Surroundings): Recorder {
  const realm = () => surroundings.getInterpreter().realm;
  return {
    register: ({ server, flag, ...registration }) => {
      const decided = flag === undefined ? guardSince(realm(), server, true) : flag;
      const made = { ...registration, flag: decided, called: !recorded.uncalled, removed: false };
      recorded.registrations.push(made);
      return registeredTool(made, realm);
    },
    noteScan: () => {
      recorded.scanned = true;
    },
    refuse: (refusal) => {
      const isSame = (each: Refused) => each.site === refusal.site && each.message === refusal.message;
      if (!recorded.refusals.some(isSame))
        recorded.refusals.push({ ...refusal, flag: guardSince(realm(), null, true) });
    },
    invoke: (callee, args) => callValue(realm(), callee, UNDEFINED, args),
    member: (value, key) => getMember(realm(), value, key),
    construct: (callee) => constructValue(realm(), callee, []),
    later: createLater(recorded, realm),
    nameServer: (name) => {
      recorded.serverName ??= textOf(name);
    },
    runFolder: (relative) => runFolder(relative, surroundings),
  };
}
