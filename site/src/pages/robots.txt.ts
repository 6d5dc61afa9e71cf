import type { APIRoute } from 'astro';
import { fullUrl } from '../address.ts';

export const GET: APIRoute = () =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${fullUrl('sitemap.xml')}\n`);
