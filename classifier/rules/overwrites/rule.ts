import type { Span } from '#data/schema/evidence.ts';
import type { Act } from '../../reading/act.ts';
import { snake } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { isLossUnasked } from '../has-destructive-option/rule.ts';
import { citing, isDoing, isHead, type Rule } from '../rule.ts';

/** Replacing several things, or all of one, keeps nothing of them; replacing a word in a text keeps the text. */
const WHOLE_OBJECT =
  /\b(?:all|every|entire|whole|full|complete|existing|current|contents?|lists?|body|source|rows?|records|members|servers|name ?servers|entries|exercises|items|lines|certificates?)\b|[a-z]{2,}[^s\W]s$/i;
const PART =
  /\b(?:settings?|text|strings?|words?|occurrences?|matches|references|placeholders?|values?|patterns?|colou?rs?)\b/i;

const replaces = ({ lemma, said }: Act) => lemma === 'replace' && WHOLE_OBJECT.test(said) && !PART.test(said);

const WHOLE = /^(?:content|contents|data|text|body)$/i;
const PLACE = /^(?:path|file_?path|filename|file_?name)$/i;
/** Only from here on, or only between these. */
const SPOT = /^(?:start|end|row|line|cell|range|offset|position|at|sheet)(?:_\w+)?$/;

/** A file written at a place keeps nothing of what was there. */
function writesFile({ acts, parameters }: Reading): Span[] {
  const write = acts.find((act) => isDoing(act, 'store') && act.lemma === 'write');
  const place = parameters.find(({ name }) => PLACE.test(name));
  const whole = parameters.find(({ name }) => WHOLE.test(name));
  const isPart = parameters.some(({ name }) => SPOT.test(snake(name)));
  return write === undefined || place === undefined || whole === undefined || isPart
    ? []
    : [write.span, place.cite];
}

const PROGRAM = /\b(?:files?|scripts?|sources?|classes|programs?|functions?|data apps?)\b/i;
const NEW_TEXT = /^(?:new_)?(?:content|contents|source_code|script_content|file_content|code)$/;

/** "Modify a script", and the new text of it: the old one is gone. */
function rewritesProgram({ acts, parameters, name }: Reading): Span[] {
  const words = name.parts.map(({ text }) => text).join(' ');
  if (name.act?.verb === 'create') return [];
  const act = acts.find((one) => isDoing(one, 'alter') && PROGRAM.test(`${one.said} ${words}`));
  const text = parameters.find((one) => NEW_TEXT.test(snake(one.name)));
  return act === undefined || text === undefined ? [] : [act.span, text.cite];
}

/** A password of a document locks it, and what is set in an environment is no key; one of an account takes the place of another. */
const LOCK =
  /\b(?:documents?|workbooks?|worksheets?|sheets?|pdfs?|files?|cookies?|forms?|env|variables?|vars?)\b|变量|変数|변수|переменн/i;
const replacesSecret = (act: Act) =>
  isDoing(act, 'alter') &&
  isHead(act, 'secret') &&
  !LOCK.test(act.said) &&
  !/^(?:rotate|refresh|renew|extend)$/.test(act.lemma);

/** Of an argument that may be left out, the words must say that something goes. */
const GOES = /\b(?:removed|deleted|cleared|lost)$/i;

/** What is stated, but for what an argument does only when it is given or turned on. */
function stated({ cues, parameters }: Reading): Span[] {
  const optional = new Map(
    parameters.flatMap(({ types, isRequired, description }) =>
      (types.has('boolean') || !isRequired) && description
        ? [[description.path, types.has('boolean')] as const]
        : [],
    ),
  );
  return cues
    .of('overwrites')
    .filter(({ quote }) => !quote.includes('_'))
    .filter(
      ({ field, quote }) => !optional.has(field) || (optional.get(field) === false && GOES.test(quote)),
    );
}

export const overwrites: Rule = {
  id: 'overwrites',
  version: 5,
  category: null,
  facet: 'overwrite',
  says: 'replaces what was there before',
  ask: (reading) => {
    const said = stated(reading);
    if (said.length > 0) return citing(said);
    const replaced = reading.acts.filter((act) => replaces(act) || replacesSecret(act));
    if (replaced.length > 0) return citing(replaced.map(({ span }) => span));
    const unasked = reading.parameters.filter(isLossUnasked);
    if (unasked.length > 0) return citing(unasked.map(({ cite }) => cite));
    const written = writesFile(reading);
    return citing(written.length > 0 ? written : rewritesProgram(reading));
  },
};
