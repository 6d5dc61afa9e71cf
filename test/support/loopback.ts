import { createServer, type IncomingMessage } from 'node:http';

export interface Reply {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface Loopback {
  /** Base address without a trailing slash. */
  url: string;
  close(): Promise<void>;
}

/** An HTTP server on a free loopback port. What the handler throws ends the test run: it is our bug. */
export async function listen(
  handle: (request: IncomingMessage) => Reply | Promise<Reply>,
): Promise<Loopback> {
  const server = createServer(async (request, response) => {
    const { status, headers, body } = await handle(request);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  const close = () =>
    new Promise<void>((resolve, reject) => {
      server.close((error) => (error ? reject(error) : resolve()));
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${address.port}`, close };
}

/** The address of a port on loopback that nobody listens on any more. */
export async function findDeadUrl(): Promise<string> {
  const { url, close } = await listen(() => ({ status: 404 }));
  await close();
  return url;
}
