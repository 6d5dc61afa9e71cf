import type { Span } from '#data/schema/evidence.ts';
import { snake } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { doing, isDoing, orElse, type Rule } from '../rule.ts';

/** Turned on, everybody sees what is made or changed. */
const PUBLIC =
  /^(?:(?:is|make|set)_public(?:_(?:page|page_enabled))?|public_(?:page|link|access|read)|publicly_\w+)$/;
const LIST = 'acl';

function opens({ acts, parameters }: Reading): Span[] {
  const act = acts.find((one) => isDoing(one, 'create', 'alter', 'upload', 'configure'));
  const argument = parameters.find(
    ({ name, types, values }) =>
      (types.has('boolean') && PUBLIC.test(snake(name))) ||
      (snake(name) === LIST && values.some((value) => value.startsWith('public'))),
  );
  return act === undefined || argument === undefined ? [] : [act.span, argument.cite];
}

export const publishes: Rule = {
  id: 'publishes',
  version: 2,
  category: 'Write',
  facet: 'public_exposure',
  says: 'makes something visible to others',
  ask: (reading) => {
    const stated = doing(reading, (act) => isDoing(act, 'publish'));
    return orElse(stated, () => opens(reading));
  },
};
