import { Extracted } from '../schema/extraction.ts';
import { ReadingInputs } from '../schema/reading-inputs.ts';
import type { Store } from './open.ts';

/** What was read of the last tree of an origin, so that an equal tree under another commit or version is not read again. */
export interface StoredExtraction {
  origin: string;
  inputs: ReadingInputs;
  extracted: Extracted;
}

export async function putExtraction(
  store: Store,
  { origin, inputs, extracted }: StoredExtraction,
): Promise<void> {
  const row = { inputs: JSON.stringify(inputs), extracted: JSON.stringify(extracted) };
  await store
    .insertInto('extractions')
    .values({ origin, ...row })
    .onConflict((conflict) => conflict.column('origin').doUpdateSet(row))
    .execute();
}

export async function findExtraction(store: Store, origin: string): Promise<StoredExtraction | undefined> {
  const row = await store
    .selectFrom('extractions')
    .selectAll()
    .where('origin', '=', origin)
    .executeTakeFirst();
  return (
    row && {
      origin,
      inputs: ReadingInputs.parse(JSON.parse(row.inputs)),
      extracted: Extracted.parse(JSON.parse(row.extracted)),
    }
  );
}
