import { fromData } from '../javascript/from-json.ts';
import type { Value } from '../javascript/value.ts';
import type { JsonFragment } from './fragment.ts';

/** What a converter answers for a schema: its JSON Schema, as data that a program may take apart. Open where a part could not be read. */
export function convertedSchema({ json, complete }: JsonFragment): Value {
  const data = fromData(json);
  return data.kind === 'object' ? { ...data, open: !complete } : data;
}
