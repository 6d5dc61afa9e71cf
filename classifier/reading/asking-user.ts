import type { Act } from './act.ts';

const QUESTION = /\b(?:elicitations?|user (?:confirmation|consent))\b/i;

/** "Trigger a request for user elicitation": whoever sits there is asked something, whatever word begins it. */
export const isAskingUser = ({ verb, said, rest }: Act): boolean =>
  verb === 'run' && QUESTION.test(`${said} ${rest}`);
