import type { APIRoute, GetStaticPaths } from 'astro';
import type { Format } from '#classifier/policies/format.ts';
import { FORMATS } from '#classifier/policies/index.ts';
import { renderPolicy } from '#classifier/policies/render.ts';
import { readShelf, readTotals } from '../../../catalogue.ts';
import { configurationName, serverPolicy } from '../../../view/policy-switch.ts';

const MEDIA_TYPE: Record<Format['language'], string> = {
  json: 'application/json',
  python: 'text/x-python; charset=utf-8',
  rego: 'text/plain; charset=utf-8',
  shell: 'text/plain; charset=utf-8',
  toml: 'application/toml',
  yaml: 'application/yaml',
};

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
  const { text } = renderPolicy(format, serverPolicy(shelf), configurationName(shelf.server.name));
  return new Response(`${text.trimEnd()}\n`, { headers: { 'Content-Type': MEDIA_TYPE[format.language] } });
};
