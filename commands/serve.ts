import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';

/** Serves a built site on loopback; port 0 takes any free one. Throws when there is no site or the port is taken. */
export async function serveSite(
  folder: string,
  { port, basePath }: { port: number; basePath: string },
): Promise<{ server: Server; address: string }> {
  if (!existsSync(join(folder, 'index.html'))) {
    throw new Error(`There is no site in ${folder}. Run \`toolrisk build\` to make it.`);
  }
  const base = `/${basePath.replace(/^\/+|\/+$/g, '')}`.replace(/\/$/, '');
  const answer = sirv(folder, { dev: true, extensions: [] });
  const server = createServer((request, response) => {
    const notFound = () => {
      response.statusCode = 404;
      request.url = '/404.html';
      answer(request, response);
    };
    if (!request.url?.startsWith(`${base}/`)) return notFound();
    request.url = request.url.slice(base.length);
    answer(request, response, notFound);
  });
  await new Promise<void>((done, fail) => {
    server.once('error', fail).listen(port, '127.0.0.1', done);
  }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE') throw cause;
    throw new Error(`Port ${port} of this machine is taken. Choose another with --port.`, { cause });
  });
  const { port: bound } = server.address() as AddressInfo;
  return { server, address: `http://127.0.0.1:${bound}${base}/` };
}
