import type { SkipReason } from '#data/schema/skip.ts';
import type { Fetched } from './source.ts';

/** Why a far side gave nothing: a reason from the list, and one sentence of ours. Its own words are never shown. */
export interface Failure {
  reason: SkipReason;
  message: string;
}

/** The far side's answer, as far as it tells why there is nothing. `what` and `host` are what the sentence names. */
export interface Answer {
  what: string;
  host: string;
  status: number;
  /** Undefined or null for a header that was not sent. */
  header(name: string): string | null | undefined;
}

/** When the far side says that it will answer again. */
function describeReset({ header }: Answer): string {
  const wait = header('retry-after');
  if (wait) return `it asks to wait ${Number(wait)} s`;
  const reset = header('x-ratelimit-reset');
  return reset ? `the limit resets at ${new Date(Number(reset) * 1000).toISOString()}` : 'try again later';
}

const isSpent = ({ status, header }: Answer): boolean =>
  status === 429 ||
  (status === 403 && (header('x-ratelimit-remaining') === '0' || Boolean(header('retry-after'))));

/** What an HTTP status other than success means. */
export function explainStatus(answer: Answer): Failure {
  const { status, what, host } = answer;
  if (isSpent(answer))
    return { reason: 'rate-limited', message: `${host} takes no more requests: ${describeReset(answer)}.` };
  if (status === 401 || status === 403)
    return { reason: 'unauthorized', message: `${host} refuses ${what} (${status}): check the token.` };
  if (status === 404 || status === 410)
    return { reason: 'not-found', message: `${host} has no ${what}, or does not show it (${status}).` };
  if (status === 451)
    return { reason: 'not-found', message: `${host} withholds ${what} for legal reasons (451).` };
  return { reason: 'host-error', message: `${host} answered ${what} with ${status}.` };
}

const isTimeout = (error: Error): boolean => error.name === 'TimeoutError' || error.name === 'AbortError';

/** The code of an error or of what caused it, such as ECONNREFUSED. */
export function findErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return findErrorCode(error.cause);
}

/** What a connection that could not be made, broke off or took too long means. */
export function explainBreak(host: string, error: unknown): Failure {
  if (
    error instanceof Error &&
    (isTimeout(error) || (error.cause instanceof Error && isTimeout(error.cause)))
  )
    return { reason: 'time-limit', message: `${host} took longer than is waited for.` };
  const code = findErrorCode(error);
  return { reason: 'unreachable', message: `${host} cannot be reached${code ? ` (${code})` : ''}.` };
}

/** The answer of a source that has nothing to give. */
export function skipWhole(extractor: string, { reason, message }: Failure): Fetched {
  return { kind: 'skip', skip: { path: '', extractor, reason, message } };
}
