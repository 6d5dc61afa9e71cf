// Where programs get their configuration from, and what they call it there.
import type { Invocation } from './realm.ts';
import {
  asString,
  type ExternalValue,
  type ObjectValue,
  primitive,
  UNDEFINED,
  unknown,
  type Value,
} from './value.ts';

/** Methods that ask something of a setting and are none themselves. */
const QUESTIONS = new Set([
  'at',
  'endsWith',
  'entries',
  'every',
  'filter',
  'find',
  'flatMap',
  'get',
  'has',
  'includes',
  'indexOf',
  'join',
  'keys',
  'length',
  'map',
  'match',
  'replace',
  'size',
  'slice',
  'some',
  'split',
  'startsWith',
  'test',
  'then',
  'toLowerCase',
  'toString',
  'toUpperCase',
  'trim',
  'values',
]);

export const asksSetting = (key: string) => QUESTIONS.has(key);

/** Parsers of command lines, and where in what they answer the options are: https://www.npmjs.com/search?q=command%20line%20parser */
const PARSERS: [module: RegExp, options: RegExp][] = [
  [/^yargs(\/yargs)?$/, /(^|\.)(argv|parse(Sync|Async)?\.\(\))$/],
  [/^(commander|@commander-js\/extra-typings)$/, /(^|\.)opts(WithGlobals)?\.\(\)$/],
  [/^(minimist|mri|arg|yargs-parser|getopts|command-line-args)$/, /^(default\.)?\(\)$/],
  [/^meow$/, /\(\)\.flags$/],
  [/^cac$/, /(^|\.)(parse\.\(\)\.)?options$/],
  [/^(node:)?util$/, /^(default\.)?parseArgs\.\(\)\.values$/],
];

/** `readOnly` → `--read-only`, as it is typed. */
export const toOption = (key: string) =>
  key.startsWith('-') ? key : `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Why the file that a process was started with is not known. */
export const STARTED = 'the file that was started';

function isEnvironment({ module, path }: ExternalValue): boolean {
  const name = path.at(-1);
  return (
    (name === 'env' && /^(node:)?process$|^import\.meta$/.test(module)) ||
    (module === 'cloudflare:workers' && name === 'env')
  );
}

function isOptions({ module, path }: ExternalValue): boolean {
  const joined = path.join('.');
  return PARSERS.some(([name, options]) => name.test(module) && options.test(joined));
}

/** A member of something that configures a process: nothing set is the guess. Undefined where it is something else. */
export function readSetting(
  self: ExternalValue,
  key: string,
  defaults: ReadonlyMap<string, Value>,
): Value | undefined {
  if (/^(node:)?process$/.test(self.module) && self.path[0] === 'argv' && key === '1')
    return unknown(STARTED);
  if (isEnvironment(self)) return unknown('environment', key, UNDEFINED);
  if (!isOptions(self)) return undefined;
  const option = toOption(key);
  return unknown('option', option, defaults.get(option) ?? UNDEFINED);
}

/** The name of the member of an outside thing that decides: of `client.getCapabilities().roots` the last. */
export function flagOfExternal({ path, args }: ExternalValue): string | null {
  if (args !== null) return null;
  const names = path.filter(
    (name, index) => name !== '()' && !(asksSetting(name) && path[index + 1] === '()'),
  );
  const last = names.at(-1);
  const isAnswer = path.at(-1) === '()' && !asksSetting(path.at(-2) ?? '');
  if (last === undefined || last === 'default' || isAnswer) return null;
  return names.at(-2) === 'getClientCapabilities' ? `capabilities.${last}` : last;
}

const DECLARES = /^(options?|parseArgs|parse)$/;

/** Whether a call declares options: `yargs.options(…)`, `program.option(…)`, `parseArgs(…)`, or a parser that is one function. */
function declaresOptions({ method, callee }: Invocation): boolean {
  if (method !== null) return DECLARES.test(method);
  return callee.kind === 'external' && PARSERS.some(([name]) => name.test(callee.module));
}

/** Keeps the defaults that a program declares: `.option("name", {default})`, `.options({name: {default}})`, `.option("--name", "text", value)`. */
export function noteOptions(defaults: Map<string, Value>, call: Invocation): void {
  if (!declaresOptions(call)) return;
  const [first, second, third] = call.args;
  const text = asString(first);
  const name = text && (/--[\w-]+/.exec(text)?.[0] ?? toOption(text));
  if (name) noteDefault(defaults, name, second?.kind === 'object' ? second : third);
  for (const object of [first, second])
    for (const [key, declared] of object?.kind === 'object' ? listDeclared(object) : [])
      noteDefault(defaults, toOption(key), declared);
}

/** Options by name: at the top, or below `options` or `flags` as `parseArgs` and meow have them. Each says its type, its default or what it is for. */
function listDeclared(object: ObjectValue): [string, ObjectValue][] {
  const nested = object.properties.get('options') ?? object.properties.get('flags');
  const members = [...(nested?.kind === 'object' ? nested : object).properties];
  return members.flatMap(([key, value]): [string, ObjectValue][] => {
    const declares =
      value.kind === 'object' &&
      ['type', 'describe', 'description', 'default'].some((word) => value.properties.has(word));
    return declares ? [[key, value]] : [];
  });
}

function noteDefault(defaults: Map<string, Value>, name: string, declared: Value | undefined): void {
  const value = declared?.kind === 'object' ? declared.properties.get('default') : declared;
  if (value) defaults.set(name, value);
  if (name.startsWith('--no-')) defaults.set(name.replace(/^--no-/, '--'), primitive(true));
}

/** An object that something unknown may replace or be laid over: its constants are what they are if nothing is configured. */
export function overridable(object: ObjectValue): ObjectValue {
  const soften = (key: string, value: Value): Value =>
    value.kind === 'primitive' ? unknown('setting', key, value) : value;
  const properties = new Map([...object.properties].map(([key, value]) => [key, soften(key, value)]));
  return { ...object, properties, open: true };
}
