import type { Act } from './act.ts';

const ASKED = /\b(?:prompts?|questions?|quer(?:y|ies)|messages?|text)\b/i;
const MODEL =
  /\b(?:(?:language|chat|ai|vision|embedding) models?|llms?|models?|gpt\S*|claude|gemini|openai|completions? api)\b/i;

/** A prompt that is sent to a model comes back as text; nobody else reads it. */
export const isAskingModel = ({ verb, said, rest }: Act): boolean =>
  verb === 'send' && ASKED.test(said) && MODEL.test(`${said} ${rest}`);
