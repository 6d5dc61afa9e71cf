import type { APIRoute } from 'astro';
import { readToolIndex } from '../../tool-index.ts';
import { CATEGORIES, LEVELS } from '../../view/severity.ts';

/**
 * Every tool, for the search box. Servers, categories and levels are named once and then given by number:
 * `tools` holds `[name, slug, server, category, level]`, `servers` holds `[name, slug]`.
 */
export const GET: APIRoute = async () => {
  const servers = new Map<string, { number: number; name: string }>();
  const tools = (await readToolIndex()).map((row) => {
    const known = servers.get(row.serverSlug) ?? { number: servers.size, name: row.serverName };
    servers.set(row.serverSlug, known);
    return [row.name, row.slug, known.number, CATEGORIES.indexOf(row.category), LEVELS.indexOf(row.level)];
  });
  return Response.json({
    categories: CATEGORIES,
    levels: LEVELS,
    servers: [...servers].map(([slug, { name }]) => [name, slug]),
    tools,
  });
};
