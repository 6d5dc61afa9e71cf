import { citing, type Rule } from '../rule.ts';

const NAME =
  /^(?:overwrite|overwrite_?existing|force_?overwrite|clear_?existing|delete_?(?:existing|source|original|branch|after|remote|files|data)?|purge|hard_?delete|permanent|prune|replace_?existing|recreate|drop_?existing|truncate|wipe)$/i;

/** An argument that is off unless the caller turns it on. */
export const hasDestructiveOption: Rule = {
  id: 'has-destructive-option',
  version: 1,
  category: null,
  facet: 'optional_destruction',
  says: 'can be told to delete or overwrite as well',
  ask: ({ parameters }) => {
    if (parameters.length === 0) return { outcome: 'not-applicable' };
    return citing(
      parameters
        .filter(
          (one) => one.type === 'boolean' && one.default !== true && !one.isRequired && NAME.test(one.name),
        )
        .map(({ cite }) => cite),
    );
  },
};
