import type { APIRoute, GetStaticPaths } from 'astro';
import { listSitemapParts, renderSitemapPart } from '../../sitemap.ts';

export const getStaticPaths: GetStaticPaths = async () => {
  const parts = await listSitemapParts();
  return parts.map((part) => ({ params: { part: String(part) } }));
};

export const GET: APIRoute = async ({ params: { part } }) =>
  new Response(await renderSitemapPart(Number(part)), { headers: { 'Content-Type': 'application/xml' } });
