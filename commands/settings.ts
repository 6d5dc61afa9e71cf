import { z } from 'zod';
import { readSettings as readSourceSettings, type SourceSettings } from '#crawler/sources/settings.ts';

/** Everything that the environment can set, read once. */
export interface Settings {
  sources: SourceSettings;
  /** Null without a key: then the rules decide alone. */
  anthropic: { apiKey: string; baseUrl: string | null; model: string } | null;
  site: { siteUrl: string | null; basePath: string; repositoryUrl: string | null };
}

const Environment = z.object({
  ANTHROPIC_API_KEY: z.string().optional(),
  ANTHROPIC_BASE_URL: z.string().optional(),
  TOOLRISK_CLAUDE_MODEL: z.string().default('claude-haiku-5-5'),
  SITE_URL: z.string().optional(),
  BASE_PATH: z.string().default('/'),
  REPOSITORY_URL: z.string().optional(),
});

/** Reads the environment given. Throws one Error that names the variable where one makes no sense. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL, ...rest } = Environment.parse(set);
  const anthropic = ANTHROPIC_API_KEY && {
    apiKey: ANTHROPIC_API_KEY,
    baseUrl: ANTHROPIC_BASE_URL ?? null,
    model: rest.TOOLRISK_CLAUDE_MODEL,
  };
  return {
    sources: readSourceSettings(env),
    anthropic: anthropic || null,
    site: {
      siteUrl: rest.SITE_URL ?? null,
      basePath: rest.BASE_PATH,
      repositoryUrl: rest.REPOSITORY_URL ?? null,
    },
  };
}
