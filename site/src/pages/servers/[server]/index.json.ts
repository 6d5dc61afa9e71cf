import type { APIRoute, GetStaticPaths } from 'astro';
import { listServers } from '#data/store/servers.ts';
import { catalogue } from '../../../catalogue.ts';
import { serverRecord } from './_view.ts';

export const getStaticPaths: GetStaticPaths = async () => {
  const servers = await listServers(catalogue());
  return servers.map(({ slug }) => ({ params: { server: slug } }));
};

export const GET: APIRoute = async ({ params: { server } }) => {
  if (server === undefined) return new Response(null, { status: 404 });
  return Response.json(await serverRecord(server));
};
