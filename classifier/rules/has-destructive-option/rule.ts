import { type Parameter, snake } from '../../reading/parameter.ts';
import { citing, type Rule } from '../rule.ts';

const NAME =
  /^(?:overwrite|overwrite_?existing|force_?overwrite|clear_?existing|delete_?(?:existing|source|original|branch|after|remote|files|data)?|(?:is_)?delete_?\w*(?:data|entry|entries|messages|members|items)|remove_(?:\w+_)?(?:data|orphans?|existing|missing|unlisted|old|files)|purge|hard_?delete|permanent|prune|upsert|replace_?existing|replace_?(?:tags|labels|pictures|items|members)|recreate|drop_?existing|wipe|reset|revert|discard_?changes)$/i;
/** Turned off, these lose what the default keeps. */
const KEEPING =
  /^(?:(?:save|keep|backup|preserve)_?(?:if_?dirty|changes|existing|before|old|data|original)|(?:create|make|with)_?backup)$/i;
/** What the words of an argument say that it does when it is turned on. */
const LOSES =
  /^\W*(?:(?:if|when) (?:true|set|enabled),? ?|whether to (?:also )?|also |force )?(?:(?:immediately|permanently) )?(?:delet|remov|overwrit|discard|drop|purg|wip|truncat|destroy|revert)(?:e|es|ing|s|ping|ting)?\b(?! (?:spaces|whitespace|quer(?:y|ies)|text|output|results?|long|duplicates?|accents?|punctuation|markdown|html|formatting|background|from (?:the )?(?:response|output|result)))/i;

const isSwitch = ({ types }: Parameter) => types.has('boolean');
const isLoss = ({ name, description }: Parameter) =>
  NAME.test(snake(name)) || (description !== undefined && LOSES.test(description.text));
/** Off unless the caller turns it on, or on and kept so. */
const isOptional = (one: Parameter) =>
  one.default === true ? KEEPING.test(snake(one.name)) : !one.isRequired && isLoss(one);

/** One of several ways of doing it, and not the one that is taken unasked. */
const LOSING = /^(?:replace|overwrite|truncate)(?:[-_](?:all|content|existing|file))?$/i;
const offersLoss = ({ values, default: unasked }: Parameter) =>
  values.length > 1 &&
  values.some((value) => LOSING.test(value)) &&
  (typeof unasked !== 'string' || !LOSING.test(unasked));

/** An argument that is off unless the caller turns it on. */
export const hasDestructiveOption: Rule = {
  id: 'has-destructive-option',
  version: 3,
  category: null,
  facet: 'optional_destruction',
  says: 'can be told to delete or overwrite as well',
  ask: ({ parameters }) => {
    if (parameters.length === 0) return { outcome: 'not-applicable' };
    return citing(
      parameters.filter((one) => (isSwitch(one) ? isOptional(one) : offersLoss(one))).map(({ cite }) => cite),
    );
  },
};
