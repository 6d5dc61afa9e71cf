// What the host gives the sandbox: functions that take strings and answer strings, and nothing else.
declare global {
  var __readFile: (path: string) => string | undefined;
  var __listFiles: () => string;
  var __emit: (json: string) => void;
}

const { __readFile: readText, __listFiles: listPaths, __emit: sayJson } = globalThis;

/** The text of a file of the snapshot. */
export const readTree = (path: string): string | undefined => readText(path);

let files: ReadonlySet<string> | undefined;
/** Every path of the snapshot. */
export function listTree(): ReadonlySet<string> {
  files ??= new Set<string>(JSON.parse(listPaths()));
  return files;
}

const { stringify } = JSON;
/** Hands a value to the host, as JSON. */
export const emit = (value: unknown): void => sayJson(stringify(value));

for (const name of ['__readFile', '__listFiles', '__emit']) Reflect.deleteProperty(globalThis, name);
