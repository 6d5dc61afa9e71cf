import type { Act } from './act.ts';

const ASKED = /\b(?:prompts?|questions?|quer(?:y|ies)|messages?|text|requests?)\b/i;
const MODEL =
  /\b(?:(?:language|chat|ai|vision|embedding) models?|llms?|models?|(?:chat)?gpt\S*|claude|gemini|grok|perplexity|deepseek|mistral|llama|qwen|kimi|ollama|openai|anthropic|ai api|completions? api|inference api)\b/i;

/** A prompt that is sent to a model comes back as text; nobody else reads it. */
export const isAskingModel = ({ verb, said, rest }: Act): boolean =>
  verb === 'send' && ASKED.test(said) && MODEL.test(`${said} ${rest}`);
