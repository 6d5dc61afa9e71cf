import type { Claude } from '#classifier/judges/claude.ts';
import { isPassing, Opinion } from '#classifier/judges/opinion.ts';
import { hashOf } from '#data/store/hash.ts';
import type { Store } from '#data/store/open.ts';
import { findOpinion, putOpinion } from '#data/store/opinions.ts';

/** Claude, asked the same question once: rules change often, and what it says of a definition does not hang on them. */
export const remembering = (claude: Claude, store: Store): Claude => ({
  ...claude,
  ask: async (input) => {
    const question = hashOf({ model: claude.model, question: claude.questionOf(input) });
    const known = await findOpinion(store, question);
    if (known !== undefined) return Opinion.parse(JSON.parse(known));
    const opinion = await claude.ask(input);
    if (opinion.kind === 'answer' || !isPassing(opinion.reason))
      await putOpinion(store, question, JSON.stringify(opinion));
    return opinion;
  },
});
