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

/** All that the sources need to know of the outside. */
export interface SourceSettings {
  githubToken: string | null;
  /** Bases without a trailing slash. */
  githubApiUrl: string;
  githubArchiveUrl: string;
  /** What npm's own configuration is read from: `npm_config_*`, HOME, PATH. */
  npmEnvironment: Readonly<Record<string, string>>;
  limits: Limits;
  patience: Patience;
}

const DEFAULT_PATIENCE: Patience = { timeoutMs: 120_000, retries: 2, retryDelayMs: 500 };

const BaseUrl = z
  .url({ protocol: /^https?$/, error: 'is not an http(s) address' })
  .transform((url) => url.replace(/\/+$/, ''));
/** An empty variable is one that is not set, as CI systems write it for a missing secret. */
const asUnset = (value: unknown) => (value === '' ? undefined : value);

const Environment = z.object({
  GITHUB_TOKEN: z.preprocess(asUnset, z.string().nullable().default(null)),
  GITHUB_API_URL: z.preprocess(asUnset, BaseUrl.default('https://api.github.com')),
  GITHUB_ARCHIVE_URL: z.preprocess(asUnset, BaseUrl.default('https://codeload.github.com')),
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
    npmEnvironment: Object.fromEntries(set),
    limits: DEFAULT_LIMITS,
    patience: DEFAULT_PATIENCE,
  };
}
