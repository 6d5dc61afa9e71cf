import type { Act } from './act.ts';

const GETTING = /\b(?:GET|HEAD|OPTIONS)\b.{0,30}\b(?:requests?|calls?)$/;
const CHANGING = /\b(?:POST|PUT|PATCH|DELETE)\b/;

/** "Send a GET request": whatever is asked for, by its method it can only read. */
export const isGetRequest = ({ said }: Act): boolean => GETTING.test(said) && !CHANGING.test(said);
