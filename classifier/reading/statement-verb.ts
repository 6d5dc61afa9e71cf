import type { Reading } from './reading.ts';

const WRITTEN = /\b(SELECT|INSERT|CREATE|UPDATE|DELETE|DROP|TRUNCATE|ALTER|MERGE|REPLACE|UPSERT)\b/gi;
/** "a CREATE TABLE statement", "INSERT, UPDATE or DELETE queries". */
const LIMITED =
  /\b((?:(?:SELECT|INSERT|CREATE|UPDATE|DELETE|DROP|TRUNCATE|ALTER|MERGE|REPLACE|UPSERT)(?: TABLES?| INTO| INDEX(?:ES)?| DATABASES?)?(?:\s*[,/|]\s*(?:(?:and|or) )?| (?:and|or) )?){1,8})\s*(?:SQL )?(?:statements?|queries|query|commands?|operations?)\b/i;

/** The statements that the description says may be run, in lower case; empty when it sets no limit. */
export function statementVerbs({ acts }: Reading): ReadonlySet<string> {
  const told = acts.map(({ said, rest }) => LIMITED.exec(`${said} ${rest}`)?.[1]).find(Boolean);
  return new Set([...(told ?? '').matchAll(WRITTEN)].map(([verb]) => verb.toLowerCase()));
}
