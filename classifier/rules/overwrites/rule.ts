import { citing, isDoing, type Rule } from '../rule.ts';

const WHOLE = /^(?:content|contents|data|text|body)$/i;
const PLACE = /^(?:path|file_?path|filename|file_?name)$/i;

export const overwrites: Rule = {
  id: 'overwrites',
  version: 2,
  category: null,
  facet: 'overwrite',
  says: 'replaces what was there before',
  ask: (reading) => {
    const flags = new Set(
      reading.parameters.flatMap(({ type, description }) =>
        type === 'boolean' && description ? [description.path] : [],
      ),
    );
    const stated = reading.cues.of('overwrites').filter(({ field }) => !flags.has(field));
    if (stated.length > 0) return citing(stated);
    const write = reading.acts.find((act) => isDoing(act, 'store') && act.lemma === 'write');
    const place = reading.parameters.find(({ name }) => PLACE.test(name));
    const whole = reading.parameters.find(({ name }) => WHOLE.test(name));
    return write === undefined || place === undefined || whole === undefined
      ? { outcome: 'no' }
      : citing([write.span, place.cite]);
  },
};
