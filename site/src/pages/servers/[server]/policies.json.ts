import type { APIRoute, GetStaticPaths } from 'astro';
import { readShelf, readTotals } from '../../../catalogue.ts';
import { serverPolicy } from '../../../view/policy-switch.ts';

/** The whole server's policy as data, which every document is written from. Reasons and quotes stand in the records of its tools. */
export const getStaticPaths: GetStaticPaths = async () => {
  const { servers } = await readTotals();
  return servers.filter((server) => server.tools > 0).map(({ slug }) => ({ params: { server: slug } }));
};

export const GET: APIRoute = async ({ params: { server } }) => {
  if (server === undefined) return new Response(null, { status: 404 });
  const policy = serverPolicy(await readShelf(server));
  const tools = policy.tools.map((advice) => ({ ...advice, reason: '', evidence: [] }));
  return Response.json({ ...policy, tools });
};
