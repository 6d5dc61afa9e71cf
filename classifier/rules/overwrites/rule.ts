import type { Act } from '../../reading/act.ts';
import { citing, isDoing, type Rule } from '../rule.ts';

/** Replacing several things, or all of one, keeps nothing of them; replacing a word in a text keeps the text. */
const WHOLE_OBJECT =
  /\b(?:all|every|entire|whole|full|complete|existing|current|contents?|lists?|body|source|rows?|records|members|servers|name ?servers|entries|exercises|items|lines|certificates?)\b|[a-z]{2,}[^s\W]s$/i;
const PART =
  /\b(?:settings?|text|strings?|words?|occurrences?|matches|references|placeholders?|values?|patterns?|colou?rs?)\b/i;

const replaces = ({ lemma, said }: Act) => lemma === 'replace' && WHOLE_OBJECT.test(said) && !PART.test(said);

const WHOLE = /^(?:content|contents|data|text|body)$/i;
const PLACE = /^(?:path|file_?path|filename|file_?name)$/i;

export const overwrites: Rule = {
  id: 'overwrites',
  version: 3,
  category: null,
  facet: 'overwrite',
  says: 'replaces what was there before',
  ask: (reading) => {
    const optional = new Set(
      reading.parameters.flatMap(({ type, isRequired, description }) =>
        (type === 'boolean' || !isRequired) && description ? [description.path] : [],
      ),
    );
    const stated = reading.cues.of('overwrites').filter(({ field }) => !optional.has(field));
    if (stated.length > 0) return citing(stated);
    const replaced = reading.acts.filter(replaces);
    if (replaced.length > 0) return citing(replaced.map(({ span }) => span));
    const write = reading.acts.find((act) => isDoing(act, 'store') && act.lemma === 'write');
    const place = reading.parameters.find(({ name }) => PLACE.test(name));
    const whole = reading.parameters.find(({ name }) => WHOLE.test(name));
    return write === undefined || place === undefined || whole === undefined
      ? { outcome: 'no' }
      : citing([write.span, place.cite]);
  },
};
