import type { Parameter } from './parameter.ts';
import type { Reading } from './reading.ts';

const SQL_NAME = /^(?:sql|sql_?query|query_?sql|sql_?statement|statement|cypher|cypher_?query|sparql|ddl)$/i;
const QUERY_NAME = /^(?:query|queries|q|command)$/i;
const SQL_WORDS = /\b(?:sql|cypher|ddl|sparql|gremlin)\b/i;

/** The argument that takes a free statement of a language that could write; undefined when there is none. */
export function queryArgument(reading: Reading): Parameter | undefined {
  return reading.parameters.find(
    ({ name, description, values }) =>
      values.length === 0 &&
      (SQL_NAME.test(name) || (QUERY_NAME.test(name) && SQL_WORDS.test(description?.text ?? ''))),
  );
}

const CONDITION = /^(?:filters?|where|conditions?)$/i;
const CUT = /^(?:projection|select|fields|columns|sort|order_?by)$/i;
const STATEMENT =
  /^(?:quer(?:y|ies)|q|sql|statements?|commands?|scripts?|pipeline|operations?|updates?|documents?|body)$/i;

/** A query whose conditions and fields are arguments of their own, and no statement among them: it can only look. */
export const isShapedQuery = ({ parameters }: Reading): boolean =>
  parameters.some(({ name, types }) => CONDITION.test(name) && !types.has('string')) &&
  parameters.some(({ name }) => CUT.test(name)) &&
  !parameters.some(({ name }) => STATEMENT.test(name));
