import { z } from 'zod';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';

/** How long a far side is waited for. */
export interface Patience {
  /** For one origin, from the first request to the last byte. */
  timeoutMs: number;
  /** Further tries after a failure that may pass: a broken connection, a 5xx. */
  retries: number;
  /** Before the first further try; each later one waits twice as long. */
  retryDelayMs: number;
}

/** An index of Python packages. The credentials are those that its address was given with; null without any. */
export interface PackageIndex {
  url: string;
  authorization: string | null;
}

/** All that the sources need to know of the outside. */
export interface SourceSettings {
  githubToken: string | null;
  /** Bases without a trailing slash. */
  githubApiUrl: string;
  githubArchiveUrl: string;
  pypi: PackageIndex;
  /** What npm's own configuration is read from: `npm_config_*`, HOME, PATH. */
  npmEnvironment: Readonly<Record<string, string>>;
  limits: Limits;
  patience: Patience;
}

const DEFAULT_PATIENCE: Patience = { timeoutMs: 120_000, retries: 2, retryDelayMs: 500 };

const BaseUrl = z
  .url({ protocol: /^https?$/, error: 'is not an http(s) address' })
  .transform((url) => url.replace(/\/+$/, ''));

/** pip and uv take user and password within the address; `fetch` wants them beside it. */
const IndexUrl = BaseUrl.transform((text): PackageIndex => {
  const { username, password, ...url } = splitCredentials(text);
  const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = username === '' ? null : `Basic ${Buffer.from(words).toString('base64')}`;
  return { ...url, authorization };
});

function splitCredentials(text: string) {
  const url = new URL(text);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  return { username, password, url: url.href.replace(/\/+$/, '') };
}

/** An empty variable is one that is not set, as CI systems write it for a missing secret. */
const asUnset = (value: unknown) => (value === '' ? undefined : value);

const PUBLIC_INDEX: PackageIndex = { url: 'https://pypi.org/simple', authorization: null };

const Environment = z.object({
  GITHUB_TOKEN: z.preprocess(asUnset, z.string().nullable().default(null)),
  GITHUB_API_URL: z.preprocess(asUnset, BaseUrl.default('https://api.github.com')),
  GITHUB_ARCHIVE_URL: z.preprocess(asUnset, BaseUrl.default('https://codeload.github.com')),
  PIP_INDEX_URL: z.preprocess(asUnset, IndexUrl.optional()),
  UV_DEFAULT_INDEX: z.preprocess(asUnset, IndexUrl.optional()),
});

/** Reads the environment given. Throws one Error that names the variable where one makes no sense. */
export function readSettings(env: NodeJS.ProcessEnv): SourceSettings {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`the environment variable ${issue?.path.join('.')} ${issue?.message}`);
  }
  const set = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return {
    githubToken: parsed.data.GITHUB_TOKEN,
    githubApiUrl: parsed.data.GITHUB_API_URL,
    githubArchiveUrl: parsed.data.GITHUB_ARCHIVE_URL,
    pypi: parsed.data.PIP_INDEX_URL ?? parsed.data.UV_DEFAULT_INDEX ?? PUBLIC_INDEX,
    npmEnvironment: Object.fromEntries(set),
    limits: DEFAULT_LIMITS,
    patience: DEFAULT_PATIENCE,
  };
}
