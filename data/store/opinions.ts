import type { Store } from './open.ts';

/** What a model answered to the question with this hash, as JSON; undefined where it was not asked. */
export async function findOpinion(store: Store, question: string): Promise<string | undefined> {
  const row = await store
    .selectFrom('opinions')
    .select('opinion')
    .where('question', '=', question)
    .executeTakeFirst();
  return row?.opinion;
}

export async function putOpinion(store: Store, question: string, opinion: string): Promise<void> {
  await store
    .insertInto('opinions')
    .values({ question, opinion })
    .onConflict((conflict) => conflict.column('question').doUpdateSet({ opinion }))
    .execute();
}
