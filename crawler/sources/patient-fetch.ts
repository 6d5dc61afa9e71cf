import { setTimeout as wait } from 'node:timers/promises';
import { findErrorCode } from './far-side.ts';
import type { Patience } from './settings.ts';

/** Asking again would only wait again: there is no such host, or it does not even answer the door. */
const FINAL: ReadonlySet<string | undefined> = new Set(['ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT']);

async function attempt(url: string, init: RequestInit): Promise<Response | Error> {
  try {
    return await fetch(url, init);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error)); // a value: whether it is final is the caller's question
  }
}

function mayPass(outcome: Response | Error): boolean {
  if (outcome instanceof Error) return !FINAL.has(findErrorCode(outcome)) && outcome.name !== 'TimeoutError';
  return outcome.status >= 500;
}

/** A GET that is tried again after a broken connection or a 5xx, within the patience given. The last outcome is the answer. */
export async function fetchPatiently(
  url: string,
  headers: Record<string, string>,
  patience: Patience,
): Promise<Response | Error> {
  const signal = AbortSignal.timeout(patience.timeoutMs);
  let outcome = await attempt(url, { headers, signal });
  for (let retry = 0; retry < patience.retries && mayPass(outcome) && !signal.aborted; retry += 1) {
    if (outcome instanceof Response) await outcome.body?.cancel();
    await wait(patience.retryDelayMs * 2 ** retry);
    outcome = await attempt(url, { headers, signal });
  }
  return outcome;
}
