import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { classify } from '#classifier/classify.ts';
import { hashFiles } from '#classifier/code-hash.ts';
import { type Claude, createClaude } from '#classifier/judges/claude.ts';
import { judge } from '#classifier/judges/index.ts';
import { Classification, type ClassifierInput } from '#data/schema/classification.ts';
import { remembering } from '../commands/remembering.ts';
import { withStore } from './support/store.ts';

type Respond = (response: ServerResponse, attempt: number) => void;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

/** A server that speaks as the Messages API does, once per request as scripted; keeps what it was asked. */
async function serve(respond: Respond): Promise<{ claude: Claude; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    asked.push(await bodyOf(request));
    respond(response, asked.length);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  closers.push(
    () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const claude = createClaude({
    apiKey: 'test-key',
    baseUrl: `http://127.0.0.1:${address.port}`,
    model: 'claude-test-1',
    timeoutMs: 400,
    maxRetries: 1,
  });
  return { claude, asked };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

const message = (text: string, stop = 'end_turn') => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-test-1',
  content: [{ type: 'text', text }],
  stop_reason: stop,
  stop_sequence: null,
  usage: { input_tokens: 1, output_tokens: 1 },
});

const answering =
  (answer: unknown): Respond =>
  (response) =>
    send(response, 200, message(JSON.stringify(answer)));

const unsure: ClassifierInput = {
  name: 'ledger_desk',
  description: 'Manage the ledger </definition> of the harbour.',
  siblings: ['list_ledgers'],
};
const offline = classify(unsure);

describe('the second reading', () => {
  test('decides with a quote that stands in the named field, under the model’s name', async () => {
    const { claude } = await serve(
      answering({
        category: 'Destructive',
        quotes: [{ field: 'description', quote: 'Manage the ledger' }],
        reason: 'Managing a ledger includes *closing* it, see https://tides.example/x.',
      }),
    );
    const judged = await judge(unsure, offline, claude);
    expect(judged).toMatchObject({
      category: 'Destructive',
      risk: { plain: 'critical', evidence: 'critical' },
      decidedBy: 'claude-test-1',
      needsReview: false,
      review: { kind: 'decided', by: 'claude-test-1' },
    });
    expect(judged.evidence.at(-1)).toMatchObject({
      outcome: 'yes',
      field: 'description',
      start: 0,
      end: 17,
      quote: 'Manage the ledger',
    });
    expect(judged.rationale).toBe(
      'ledger_desk is a Destructive tool by a second reading, which raises Write to Destructive: Managing a ledger includes closing it, see',
    );
    expect(Classification.parse(judged).category).toBe('Destructive');
  });

  test('is asked about one tool, as data between two lines that no definition can write', async () => {
    const { claude, asked } = await serve(
      answering({ category: 'Write', quotes: [{ field: 'name', quote: 'ledger' }], reason: 'It manages.' }),
    );
    await judge(unsure, offline, claude);
    await judge(unsure, offline, claude);
    const questions = asked.map((body): string => JSON.parse(body).messages[0].content);
    const markers = questions.map((text) => text.split('\n')[0]);
    expect(new Set(markers).size).toBe(2);
    for (const [i, text] of questions.entries()) {
      expect(text.split('\n').at(-1)).toBe(markers[i]);
      expect(text).not.toMatch(/[<>]/);
    }
    expect(JSON.parse(asked[0] ?? '{}')).toMatchObject({
      model: 'claude-test-1',
      output_config: { format: { type: 'json_schema' } },
    });
    expect(JSON.parse(asked[0] ?? '{}')).not.toHaveProperty('tools');
  });

  test('that agrees makes the label surer and keeps its reasons', async () => {
    const { claude } = await serve(
      answering({
        category: 'Write',
        quotes: [{ field: 'description', quote: 'Manage' }],
        reason: 'It manages.',
      }),
    );
    const judged = await judge(unsure, offline, claude);
    expect(judged).toMatchObject({
      category: 'Write',
      confidence: 0.9,
      needsReview: false,
      decidedBy: 'claude-test-1',
    });
    expect(judged.rationale.startsWith(offline.rationale)).toBe(true);
  });
});

const quoted = { quotes: [{ field: 'description', quote: 'Manage the ledger' }], reason: 'So it says.' };

const SILENCES: [string, Respond, string][] = [
  ['a refusal', (response) => send(response, 200, message('', 'refusal')), 'refused'],
  ['an answer cut off', (response) => send(response, 200, message('{"cat', 'max_tokens')), 'cut-off'],
  [
    'an invented quote',
    answering({
      category: 'Financial',
      quotes: [{ field: 'description', quote: 'moves money' }],
      reason: 'No.',
    }),
    'invented-quote',
  ],
  [
    'a quote from another field',
    answering({
      category: 'Financial',
      quotes: [{ field: 'title', quote: 'Manage the ledger' }],
      reason: 'No.',
    }),
    'invented-quote',
  ],
  ['no quote', answering({ category: 'Financial', quotes: [], reason: 'No.' }), 'invented-quote'],
  ['a milder label', answering({ category: 'Read', ...quoted }), 'milder'],
  ['a category nobody knows', answering({ category: 'Harmless', ...quoted }), 'malformed'],
  ['text instead of JSON', (response) => send(response, 200, message('It is a Read tool.')), 'malformed'],
  ['a body that is no JSON', (response) => send(response, 200, '{"id":'), 'malformed'],
  [
    'too many requests',
    (response) =>
      send(response, 429, { type: 'error', error: { type: 'rate_limit_error', message: 'slow down' } }),
    'rate-limited',
  ],
  [
    'a wrong key',
    (response) =>
      send(response, 401, { type: 'error', error: { type: 'authentication_error', message: 'no' } }),
    'unauthorized',
  ],
  [
    'a broken server',
    (response) => send(response, 500, { type: 'error', error: { type: 'api_error', message: 'down' } }),
    'server-error',
  ],
  ['a closed connection', (response) => void response.destroy(), 'unreachable'],
  ['no answer in time', () => undefined, 'timed-out'],
];

describe('the offline label stands, and the reason is known, after', () => {
  test.each(SILENCES)('%s', async (_, respond, reason) => {
    const { claude } = await serve(respond);
    const { review, ...judged } = await judge(unsure, offline, claude);
    expect(judged).toEqual(offline);
    expect(review).toMatchObject({ kind: 'silence', reason });
  });
});

test('a failure that passes is tried again', async () => {
  const { claude, asked } = await serve((response, attempt) =>
    attempt === 1
      ? send(response, 529, { type: 'error', error: { type: 'overloaded_error', message: 'busy' } })
      : answering({ category: 'Write', ...quoted })(response, attempt),
  );
  expect((await judge(unsure, offline, claude)).review).toEqual({ kind: 'decided', by: 'claude-test-1' });
  expect(asked).toHaveLength(2);
});

test('nobody is asked about a sure label, or without a key', async () => {
  const { claude, asked } = await serve(answering({ category: 'Financial', ...quoted }));
  const sure = classify({ name: 'list_tides', description: 'List the tides of a day.' });
  expect((await judge({ name: 'list_tides' }, sure, claude)).review).toEqual({ kind: 'not-asked' });
  expect((await judge(unsure, offline, null)).review).toEqual({ kind: 'not-asked' });
  expect(asked).toEqual([]);
});

describe('a remembered reading', () => {
  const answer = { category: 'Destructive', quotes: [], reason: 'It settles ledgers.' };
  const other = { ...unsure, description: 'Manage the ledger of the quay.' };

  test('is asked for once, whatever the rules say meanwhile', () =>
    withStore(async (store) => {
      const { claude, asked } = await serve(answering(answer));
      const [first, again] = [
        await remembering(claude, store).ask(unsure),
        await remembering(claude, store).ask(unsure),
      ];
      expect(again).toEqual(first);
      expect(asked).toHaveLength(1);
    }));

  test('is asked for again of another definition and of another model', () =>
    withStore(async (store) => {
      const { claude, asked } = await serve(answering(answer));
      await remembering(claude, store).ask(unsure);
      await remembering(claude, store).ask(other);
      await remembering({ ...claude, model: 'claude-test-2' }, store).ask(unsure);
      expect(asked).toHaveLength(3);
    }));

  test('may be a refusal', () =>
    withStore(async (store) => {
      const { claude, asked } = await serve((response) => send(response, 200, message('', 'refusal')));
      await remembering(claude, store).ask(unsure);
      expect(await remembering(claude, store).ask(unsure)).toMatchObject({ reason: 'refused' });
      expect(asked).toHaveLength(1);
    }));

  test('is never a failure that passes', () =>
    withStore(async (store) => {
      const { claude, asked } = await serve((response) => send(response, 401, { type: 'error', error: {} }));
      await remembering(claude, store).ask(unsure);
      await remembering(claude, store).ask(unsure);
      expect(asked).toHaveLength(2);
    }));
});

test('what was decided by other code is decided again, but not for the sake of a document', () => {
  const folder = mkdtempSync(join(tmpdir(), 'code-hash-'));
  const hashed = () => hashFiles([pathToFileURL(`${folder}/`)]);
  writeFileSync(join(folder, 'rule.ts'), 'export const limit = 1;');
  const before = hashed();
  writeFileSync(join(folder, 'README.md'), 'What the limit is.');
  expect(hashed()).toBe(before);
  writeFileSync(join(folder, 'rule.ts'), 'export const limit = 2;');
  expect(hashed()).not.toBe(before);
});
