import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Anthropic from '@anthropic-ai/sdk';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import type { ClassifierInput } from '#data/schema/classification.ts';
import { describeDefinition } from './definition.ts';
import { Answer, type Opinion, silence } from './opinion.ts';

/** How to reach Claude. `baseUrl` null means the vendor's own address. */
export interface ClaudeSettings {
  apiKey: string;
  baseUrl: string | null;
  model: string;
  /** For one request; 60 seconds where it is left out. */
  timeoutMs?: number;
  /** After a first failure that may pass; 3 where it is left out. */
  maxRetries?: number;
}

export interface Claude {
  model: string;
  /** All that it is asked of a definition, in one text: equal texts are equal questions. */
  questionOf: (input: ClassifierInput) => string;
  /** Never throws for what the network or the model does: no answer is a value with a reason. */
  ask: (input: ClassifierInput) => Promise<Opinion>;
}

const PROMPT = readFileSync(new URL('prompts/label.md', import.meta.url), 'utf8');
const MAX_TOKENS = 1_000;

/** The marker is new in each request, so that no definition can know how to end its own block. */
function question(input: ClassifierInput): string {
  const marker = randomUUID();
  return `definition ${marker}\n${describeDefinition(input)}\ndefinition ${marker}`;
}

function parseAnswer(text: string): Opinion {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    return silence('malformed', `The answer is not JSON: ${String(cause)}`);
  }
  const checked = Answer.safeParse(value);
  if (checked.success) return { kind: 'answer', answer: checked.data };
  return silence('malformed', `The answer has not the form asked for: ${checked.error.issues[0]?.message}`);
}

function opinionOf(message: Anthropic.Message): Opinion {
  if (message.stop_reason === 'refusal')
    return silence('refused', 'Claude declined to label this definition.');
  if (message.stop_reason !== 'end_turn')
    return silence('cut-off', `The answer ended with ${message.stop_reason}.`);
  return parseAnswer(
    message.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join(''),
  );
}

function silenceOf(error: unknown): Opinion {
  if (error instanceof Anthropic.APIConnectionTimeoutError) return silence('timed-out', error.message);
  if (error instanceof Anthropic.APIConnectionError) return silence('unreachable', error.message);
  if (error instanceof Anthropic.RateLimitError) return silence('rate-limited', error.message);
  if (error instanceof Anthropic.AuthenticationError || error instanceof Anthropic.PermissionDeniedError) {
    return silence('unauthorized', error.message);
  }
  if (error instanceof Anthropic.APIError) return silence('server-error', error.message);
  // A body that the client cannot read reaches us as a plain error of its parser.
  if (error instanceof SyntaxError || error instanceof Anthropic.AnthropicError)
    return silence('malformed', error.message);
  throw error;
}

/** One tool a request, no tools, nothing remembered between requests. */
export function createClaude({
  apiKey,
  baseUrl,
  model,
  timeoutMs = 60_000,
  maxRetries = 3,
}: ClaudeSettings): Claude {
  const client = new Anthropic({ apiKey, baseURL: baseUrl, timeout: timeoutMs, maxRetries });
  const format = zodOutputFormat(Answer);
  return {
    model,
    questionOf: (input) => `${PROMPT}\n${describeDefinition(input)}`,
    ask: async (input) => {
      try {
        const message = await client.messages.create({
          model,
          max_tokens: MAX_TOKENS,
          system: [{ type: 'text', text: PROMPT, cache_control: { type: 'ephemeral' } }],
          messages: [{ role: 'user', content: question(input) }],
          output_config: { format, effort: 'low' },
        });
        return opinionOf(message);
      } catch (error) {
        return silenceOf(error);
      }
    },
  };
}
