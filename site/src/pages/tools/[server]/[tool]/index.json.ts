import type { APIRoute, GetStaticPaths } from 'astro';
import { listToolAddresses } from '#data/store/catalogue.ts';
import { catalogue } from '../../../../catalogue.ts';
import { toolRecord } from './_view.ts';

export const getStaticPaths: GetStaticPaths = async () => {
  const addresses = await listToolAddresses(catalogue());
  return addresses.map(({ serverSlug, slug }) => ({ params: { server: serverSlug, tool: slug } }));
};

export const GET: APIRoute = async ({ params: { server, tool } }) => {
  if (server === undefined || tool === undefined) return new Response(null, { status: 404 });
  return Response.json(await toolRecord(server, tool));
};
