// Environment variables as somebody would set them who wants the server to start: credentials and addresses given, choices left alone.

const SETTING = 'setting-of-the-user';

/** What a list of capabilities is set to where all of them are asked for. */
export const EVERYTHING = `${SETTING}-all`;

/** Whether a text was made from the value of a variable that somebody else would give another value. */
export const isSetting = (text: string): boolean => /setting-of-the-user|service\.invalid/.test(text);

const VALUES: readonly [RegExp, string | undefined][] = [
  [
    /^(?:npm_|DOTENV|CI$|VITEST|JEST|NODE_OPTIONS|NODE_DEBUG|DEBUG|NO_COLOR|FORCE_COLOR|VERCEL$|LAMBDA|AWS_LAMBDA)/,
    undefined,
  ],
  [/^NODE_ENV$/, 'production'],
  [/^HOME$/, '/home/user'],
  [/^(?:USER|LOGNAME|USERNAME)$/, 'user'],
  [/^PATH$/, '/usr/bin:/bin'],
  [/^(?:PWD|INIT_CWD)$/, '/'],
  [/^(?:TMPDIR|TEMP|TMP)$/, '/tmp'],
  [/^(?:LANG|LC_ALL)$/, 'en_US.UTF-8'],
  [/READ_?ONLY|DISABLE|EXCLUDE|DENY|BLOCK|SKIP|DRY_?RUN|OFFLINE|TEST/, undefined],
  [/ENABLE|ALLOW|(?:^|_)WRITE(?:_|$)/, undefined],
  // Choices and amounts, whatever they are about: one that is none of the program's own would keep it from starting.
  [
    /(?:MODE|TYPE|FORMAT|LEVEL|PROVIDER|STRATEGY|VERBOSITY|TTL|TIMEOUT|SECONDS|RETRIES|LIMIT|SIZE|_MS)$/,
    undefined,
  ],
  // The port of the server itself: with one it would not answer to its standard input.
  [/(?:^|_)MCP(?:_SERVER)?(?:_HTTP)?_PORT$/, undefined],
  [/(?<!TRANS|SUP|RE|EX|IM)PORT$/, '3000'],
  [/(?:CONNECTION_STRING|DSN|DATABASE_URL|DB_URL)$/, 'postgres://user:password@localhost:5432/database'],
  [/(?:URL|URI|ENDPOINT|ORIGIN|WEBHOOK|SERVER)$/, 'https://service.invalid'],
  [/(?:HOST|HOSTNAME|DOMAIN)$/, 'service.invalid'],
  [/EMAIL$/, 'user@service.invalid'],
  [
    /KEY|TOKEN|SECRET|PASSWORD|PASS$|CREDENTIAL|AUTH$|USERNAME|USER$|LOGIN|ACCOUNT|CLIENT_ID|APP_ID|ORG(?:ANIZATION)?(?:_ID)?$|_ID$|COOKIE|SESSION/,
    SETTING,
  ],
];

/** Values for names whose meaning nothing tells: only given when a first run got nowhere without them. */
const EAGER: readonly [RegExp, string | undefined][] = [
  [/TIMEOUT|LIMIT|MAX|MIN|COUNT|SIZE|TTL|INTERVAL|DELAY|RETRIES|ATTEMPTS|SECONDS|_MS$/, '10'],
  [/READ_?ONLY|DISABLE|EXCLUDE|DENY|BLOCK|SKIP|DRY_?RUN|OFFLINE|TEST|DEBUG/, undefined],
  [/ENABLE|ALLOW|(?:^|_)WRITE(?:_|$)/, 'true'],
  [/MODE|TRANSPORT|TOOL|FEATURE|LEVEL|FORMAT|PREFIX|TYPE|LANGUAGE/, undefined],
  [/.*/, SETTING],
];

/** How far a run goes: what a start needs, a value wherever there can be one, or also what switches turn on. */
export type Daring = 'plain' | 'eager' | 'bold';

/** Switches that turn something on, with the value that does. */
const SWITCHES: readonly [RegExp, string | undefined][] = [
  [
    /READ_?ONLY|DISABLE|EXCLUDE|DENY|BLOCK|SKIP|DRY_?RUN|TEST|DEBUG|TELEMETRY|LOG|TRACE|PROXY|OAUTH|AUTH|HTTP|SSE/,
    undefined,
  ],
  [/(?:TOOL_?SETS?|TOOL_?GROUPS?)$/, 'all'],
  [/(?:^|_)(?:CAPS|CAPABILITIES|TOOLS|CATEGORIES|FEATURES)$/, EVERYTHING],
  [
    /^(?:USE|ENABLE|ALLOW|WITH|INCLUDE|SHOW)_|(?:^|_)(?:ENABLED?|ALLOW(?:ED)?|WRITES?)$|ENABLE_|ALLOW_/,
    'true',
  ],
];

const find = (table: readonly [RegExp, string | undefined][], name: string) =>
  table.find(([pattern]) => pattern.test(name));

/** Switches that the program asked for, as they are written: variables, and options with their dashes. */
export const switches = new Set<string>();
const MAX_SWITCHES = 100;

/** Variables and options that the program asked for and that nobody gives, as they are written. */
export const unset = new Set<string>();
const MAX_UNSET = 1_000;

function noteUnset(shown: string): undefined {
  if (unset.size < MAX_UNSET) unset.add(shown);
  return undefined;
}

/** Which switches this run turns on: none, all, or one by its name. */
let turnedOn: 'none' | 'all' | { only: string } = 'none';

export const turnOn = (which: typeof turnedOn): void => {
  turnedOn = which;
};

/** Notes a switch, and whether this run turns it on. */
export function isOn(shown: string): boolean {
  if (switches.size < MAX_SWITCHES) switches.add(shown);
  return typeof turnedOn === 'string' ? turnedOn === 'all' : turnedOn.only === shown;
}

/** The value that turns a switch on, where this run does so. */
function readSwitch(name: string, shown: string): string | undefined {
  const on = find(SWITCHES, name)?.[1];
  return on !== undefined && isOn(shown) ? on : undefined;
}

/** What an option of the command line is given; undefined where nobody gives it. `--enable-writes` is looked up as `ENABLE_WRITES`. */
export const readOption = (name: string): string | undefined => {
  const words = name.replace(/[A-Z]/g, (letter) => `-${letter}`).replace(/-+/g, '-');
  const shown = `--${words.toLowerCase()}`;
  return readSwitch(words.toUpperCase().replace(/-/g, '_'), shown) ?? noteUnset(shown);
};

/** The value of a variable. */
export function readVariable(name: string, daring: Daring): string | undefined {
  const eager = daring === 'eager' ? find(EAGER, name)?.[1] : undefined;
  return readSwitch(name, name) ?? find(VALUES, name)?.[1] ?? eager ?? noteUnset(name);
}

/** An object of every variable there could be. What the program sets stays set. */
export function createEnvironment(daring: Daring): object {
  const own = new Map<string, string | undefined>();
  const read = (key: string | symbol) => {
    if (typeof key === 'symbol') return undefined;
    return own.has(key) ? own.get(key) : readVariable(key, daring);
  };
  return new Proxy(Object.create(null), {
    get: (_target, key) => read(key),
    has: (_target, key) => read(key) !== undefined,
    set: (_target, key, value) => {
      if (typeof key === 'string') own.set(key, String(value));
      return true;
    },
    deleteProperty: (_target, key) => {
      if (typeof key === 'string') own.set(key, undefined);
      return true;
    },
    ownKeys: () => [...own.keys()],
    getOwnPropertyDescriptor: (_target, key) => {
      const value = read(key);
      return value === undefined
        ? undefined
        : { value, writable: true, enumerable: true, configurable: true };
    },
  });
}
