import type { APIRoute } from 'astro';
import { renderSitemapIndex } from '../sitemap.ts';

export const GET: APIRoute = async () =>
  new Response(await renderSitemapIndex(), { headers: { 'Content-Type': 'application/xml' } });
