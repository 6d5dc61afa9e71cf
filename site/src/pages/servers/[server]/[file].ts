import type { APIRoute, GetStaticPaths } from 'astro';
import { FORMATS } from '#classifier/policies/index.ts';
import { readShelf, readTotals } from '../../../catalogue.ts';
import { configurationName, serverPolicy } from '../../../view/policy-switch.ts';

/** The whole server's policy as a file, in every format. */
export const getStaticPaths: GetStaticPaths = async () => {
  const { servers } = await readTotals();
  return servers
    .filter((server) => server.tools > 0)
    .flatMap(({ slug }) => FORMATS.map(({ fileName }) => ({ params: { server: slug, file: fileName } })));
};

export const GET: APIRoute = async ({ params: { server, file } }) => {
  const format = FORMATS.find(({ fileName }) => fileName === file);
  if (server === undefined || !format) return new Response(null, { status: 404 });
  const shelf = await readShelf(server);
  const { text } = format.render(serverPolicy(shelf), { serverName: configurationName(shelf.server.name) });
  return new Response(`${text.trimEnd()}\n`, { headers: { 'Content-Type': format.mediaType } });
};
