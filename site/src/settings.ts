import { z } from 'zod';

const Settings = z.object({
  /** The SQLite catalogue that the pages are built from. */
  catalogPath: z.string().min(1).optional(),
  /** Where the site will be served, without the base path. */
  siteUrl: z.url().default('http://localhost:4321'),
  /** The folder below `siteUrl`, such as `/toolrisk/`. */
  basePath: z
    .string()
    .default('/')
    .transform((path) => `/${path}/`.replace(/\/{2,}/g, '/')),
  /** The project's repository on the web: without it no page offers to report a wrong label. */
  repositoryUrl: z.url({ protocol: /^https?$/ }).optional(),
});

/** A variable that is set to nothing counts as not set. */
function read(name: string): string | undefined {
  return process.env[name] || undefined;
}

/** Everything that the environment decides about a build. The only place that reads it. */
export const settings = Settings.parse({
  catalogPath: read('TOOLRISK_CATALOG'),
  siteUrl: read('SITE_URL'),
  basePath: read('BASE_PATH'),
  repositoryUrl: read('REPOSITORY_URL'),
});
