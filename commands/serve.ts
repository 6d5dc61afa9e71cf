import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
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
  // Files are looked up when they are asked for: listing half a million of them first would take its time.
  const answer = sirv(folder, { dev: true, extensions: ['html'] });
  const server = createServer((request, response) => {
    const notFound = () => {
      response.writeHead(404, { 'content-type': 'text/html;charset=utf-8' });
      response.end(readFileSync(join(folder, '404.html')));
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
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new TypeError('a server that listens has a port');
  return { server, address: `http://127.0.0.1:${bound.port}${base}/` };
}
