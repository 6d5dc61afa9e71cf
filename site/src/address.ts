import { settings } from './settings.ts';

/** An address on this site: `path` is given from the root without a leading slash, the base path is put before it. */
export function pageAt(path: string): string {
  return `${settings.basePath}${path}`;
}

/** The same address with its host, for machines that keep it. */
export function fullUrl(path: string): string {
  return new URL(pageAt(path), settings.siteUrl).href;
}

export const toolPath = (serverSlug: string, toolSlug: string) => `tools/${serverSlug}/${toolSlug}/`;
export const serverPath = (serverSlug: string) => `servers/${serverSlug}/`;
export const levelPath = (level: string) => `risk/${level}/`;
export const categoryPath = (category: string) => `category/${category.toLowerCase()}/`;
