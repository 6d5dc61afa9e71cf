import { createHash } from 'node:crypto';
import { explainBreak, explainStatus, type Failure } from './far-side.ts';
import { fetchPatiently } from './patient-fetch.ts';
import type { Patience } from './settings.ts';

/** What is asked for by HTTP, and how sentences name it and its host. */
export interface Asked {
  url: string;
  headers: Record<string, string>;
  maxBytes: number;
  what: string;
  host: string;
}

export type Downloaded =
  | { kind: 'body'; bytes: Buffer; response: Response }
  | { kind: 'unchanged' }
  | ({ kind: 'failed' } & Failure);

const fail = ({ reason, message }: Failure): Downloaded => ({ kind: 'failed', reason, message });

/** All bytes of a body; undefined once they are too many. Rejects where the connection breaks off. */
async function readBody(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function readResponse(response: Response, { maxBytes, what, host }: Asked): Promise<Downloaded> {
  if (response.status === 304) return { kind: 'unchanged' };
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    const header = (name: string) => response.headers.get(name);
    return fail(explainStatus({ what, host, status: response.status, header }));
  }
  const bytes = await readBody(response.body, maxBytes);
  const message = `${host} sends over ${maxBytes} bytes for ${what}.`;
  return bytes === undefined
    ? fail({ reason: 'snapshot-too-large', message })
    : { kind: 'body', bytes, response };
}

/** Fetches into memory. Never rejects for what the far side does. `unchanged` is the answer to an `if-none-match`. */
export async function download(asked: Asked, patience: Patience): Promise<Downloaded> {
  const response = await fetchPatiently(asked.url, asked.headers, patience);
  if (response instanceof Error) return fail(explainBreak(asked.host, response));
  return readResponse(response, asked).catch((error: unknown) => fail(explainBreak(asked.host, error)));
}

/** Whether these bytes are the ones that a subresource integrity, such as `sha256-…`, was taken of. */
export function hasIntegrity(bytes: Buffer, integrity: string): boolean {
  const dash = integrity.indexOf('-');
  const digest = createHash(integrity.slice(0, dash)).update(bytes).digest('base64');
  return digest === integrity.slice(dash + 1);
}
