// Parsers of command lines, as they answer when nobody gave an argument: with the defaults that the program declares.
import { readOption } from './environment.ts';
import { createStub } from './stub.ts';

type Values = Record<string, unknown>;
type Run = (...args: unknown[]) => unknown;

const camel = (text: string) => text.replace(/-+(\w)/g, (_all, letter: string) => letter.toUpperCase());
const asObject = (value: unknown): Values =>
  typeof value === 'object' && value !== null ? { ...value } : {};
const asFunction = (value: unknown): Run | undefined =>
  typeof value === 'function' ? (...args) => Reflect.apply(value, undefined, args) : undefined;

/** What an option is: nothing, a text, or a list of texts. */
type Kind = 'switch' | 'text' | 'list';

/** What an option is given; where nobody gives it, what the program says it is then. */
export function giveOption(name: string, kind: Kind, otherwise: unknown): unknown {
  const given = readOption(name);
  if (given === undefined || (kind === 'switch' && given !== 'true')) return otherwise;
  if (kind === 'switch') return true;
  return kind === 'list' ? [given] : given;
}

/** The kind that a parser's description of an option names, by `type`, `array` and the like. */
export function kindOf(spec: Values): Kind {
  if (spec.array === true || spec.multiple === true || spec.type === 'array') return 'list';
  if (spec.boolean === true || spec.type === 'boolean') return 'switch';
  return 'text';
}

/** Names of subcommands that start a server. */
const SERVES = /^(?:\$0|\*|serve|server|start|stdio|run|mcp)\b/;

/** An object whose own methods are given, and whose other methods answer the object itself. */
function chain(methods: Values): object {
  const self: object = new Proxy(methods, {
    get(target, key) {
      if (Object.hasOwn(target, key)) return Reflect.get(target, key);
      return typeof key === 'symbol' || key === 'then' ? undefined : () => self;
    },
  });
  return self;
}

/** The name, key and kind of `-p, --port <number>`, and whether it is a negation. */
function readFlags(flags: unknown) {
  const text = String(flags);
  const long = /--(no-)?([\w-]+)/.exec(text) ?? /-()(\w)/.exec(text);
  const name = long?.[2] ?? '';
  const kind: Kind = text.includes('...') ? 'list' : /[<[]/.test(text) ? 'text' : 'switch';
  return { name, key: camel(name), kind, negated: Boolean(long?.[1]) };
}

/** https://www.npmjs.com/package/commander */
function createCommand(inherited: Values = {}): { command: object; run: () => unknown } {
  const values: Values = { ...inherited };
  const children: { name: string; run: () => unknown }[] = [];
  let action: Run | undefined;
  let parameters = 0;
  const run = (): unknown => {
    if (action) return action(...Array.from({ length: parameters }, () => undefined), values, command);
    return children.find(({ name }) => SERVES.test(name))?.run();
  };
  const declare = (flags: unknown, value: unknown) => {
    const { name, key, kind, negated } = readFlags(flags);
    const given = negated ? true : giveOption(name, kind, value);
    if (given !== undefined) values[key] = given;
    return command;
  };
  const command = chain({
    args: [],
    commands: [],
    options: [],
    option: (flags: unknown, _description: unknown, ...rest: unknown[]) =>
      declare(flags, typeof rest[0] === 'function' ? rest[1] : rest[0]),
    requiredOption: (flags: unknown, _description: unknown, ...rest: unknown[]) =>
      declare(flags, rest.at(-1) ?? createStub(['option', readFlags(flags).key])),
    addOption: (option: unknown) => {
      const { flags, value } = asObject(option);
      return declare(flags, value);
    },
    argument: (name: unknown) => {
      parameters += /^[<[]/.test(String(name)) ? 1 : 0;
      return command;
    },
    command: (name: unknown, settings: unknown) => {
      const child = createCommand(values);
      const { isDefault } = asObject(settings);
      children.push({ name: isDefault === true ? 'start' : String(name), run: child.run });
      return child.command;
    },
    addCommand: () => command,
    action: (given: unknown) => {
      action = asFunction(given);
      return command;
    },
    opts: () => values,
    optsWithGlobals: () => values,
    getOptionValue: (key: unknown) => values[String(key)],
    parse: () => {
      run();
      return command;
    },
    parseAsync: async () => {
      await run();
      return command;
    },
  });
  return { command, run };
}

class Command {
  constructor() {
    // biome-ignore lint/correctness/noConstructorReturn: a command answers every method, those that are not modelled too
    return createCommand().command;
  }
}

class Option {
  constructor(flags: string) {
    const parts: Values = { flags, value: undefined };
    const self = chain(parts);
    parts.default = (value: unknown) => {
      parts.value = value;
      return self;
    };
    // biome-ignore lint/correctness/noConstructorReturn: as above
    return self;
  }
}

export const commander = {
  Command,
  Option,
  program: createCommand().command,
  createCommand: () => createCommand().command,
  InvalidArgumentError: Error,
};

/** https://yargs.js.org/docs/ */
function createYargs(): object {
  const values: Values = { _: [], $0: 'server' };
  const handlers: (() => unknown)[] = [];
  const declare = (name: string, spec: unknown) => {
    const { default: otherwise, ...rest } = asObject(spec);
    const value = giveOption(name, kindOf(rest), otherwise);
    if (value === undefined) return;
    values[name] = value;
    values[camel(name)] = value;
  };
  const settle = () => {
    for (const handle of handlers.splice(0)) handle();
    return values;
  };
  const option = (name: unknown, spec: unknown) => {
    if (typeof name === 'string') declare(name, spec);
    else for (const [key, each] of Object.entries(asObject(name))) declare(key, each);
    return self;
  };
  const self: object = chain({
    option,
    options: option,
    positional: option,
    default: (name: unknown, value: unknown) => option(name, { default: value }),
    command: (name: unknown, ...rest: unknown[]) => {
      const [build, handle] = rest.filter((each) => typeof each === 'function');
      const names = [name].flat().map(String);
      if (names.some((each) => SERVES.test(each))) {
        asFunction(build)?.(self);
        handlers.push(() => asFunction(handle)?.(values));
      }
      return self;
    },
    parse: settle,
    parseSync: settle,
    parseAsync: async () => settle(),
    exit: () => undefined,
  });
  Object.defineProperty(self, 'argv', { get: settle });
  return self;
}

export const yargs = Object.assign(createYargs, { hideBin: () => [] });

/** https://www.npmjs.com/package/minimist */
export function minimist(_args: unknown, settings: unknown): Values {
  const { default: defaults, boolean } = asObject(settings);
  const switches = [boolean].flat().filter((name) => typeof name === 'string');
  return { _: [], ...Object.fromEntries(switches.map((name) => [name, false])), ...asObject(defaults) };
}

/** https://www.npmjs.com/package/yargs-parser: what nobody gave is not there, but for the defaults */
function parseOptions(_args: unknown, settings: unknown): Values {
  const { default: defaults } = asObject(settings);
  const entries = Object.entries(asObject(defaults));
  return {
    _: [],
    ...Object.fromEntries(
      entries.flatMap(([key, value]) => [
        [key, value],
        [camel(key), value],
      ]),
    ),
  };
}

export const yargsParser = Object.assign(parseOptions, {
  detailed: (args: unknown, settings: unknown) => {
    const none = { aliases: {}, defaulted: {}, newAliases: {}, configuration: {} };
    return { argv: parseOptions(args, settings), error: null, ...none };
  },
  camelCase: camel,
});

/** https://www.npmjs.com/package/meow */
export function meow(_help: unknown, settings: unknown): Values {
  const { flags } = asObject(settings);
  const declared = Object.entries(asObject(flags)).map(
    ([key, spec]) => [key, asObject(spec).default] as const,
  );
  const given = declared.filter(([, value]) => value !== undefined);
  return { flags: Object.fromEntries(given), input: [], unnormalizedFlags: {}, pkg: {}, help: '' };
}
