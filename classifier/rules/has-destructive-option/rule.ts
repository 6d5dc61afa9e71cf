import { isSwitch, type Parameter, snake } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { citing, type Rule } from '../rule.ts';

/** What a switch does to what is there, by its name: "overwrite_existing", "forceDelete", "dropTarget". */
const LOSS =
  '(?:overwrite|overwriting|clobber|delete|deleting|destroy|destructive|discard|drop|erase|purge|prune|wipe|ecraser|sobrescribir|sobrescrever|ueberschreiben)';
/** Verbs that lose something only where the name says of what. */
const AGAIN =
  '(?:replace|clear|clean|reset|recreate|remove|truncate)_?(?:existing|exists|if_exists|old|previous|originals?|target|source|destination|first|before|tags|labels|pictures|items|members|data|database|files|missing|orphans?|tables?|unlisted)';
const BEFORE = '(?:(?:is|do|should|force|hard|allow|auto|also|with|and|then|can|enable|permanent|rsync)_)*';
const NAME = new RegExp(
  `^(?:${BEFORE}${LOSS}(?:_\\w+)?|${BEFORE}${AGAIN}(?:_\\w+)?|permanent(?:ly)?|upsert|recreate|replace|reset|revert)$`,
);
/** What is taken out of a text, a result or a picture on its way, or guarded by the switch, was nobody's. */
const NOT_LOST =
  /_(?:\w+_)?(?:background|bg|blanks?|borders?|comments?_from\w*|diacritics|duplicates?|dupes|emojis?|empty|formatting|hash(?:tag)?s|headers?|html|links?|markdown|metadata|mentions|remote|intermediate|na|nans?|noise|nulls?|outliers?|padding|prefix|protection|punctuation|quotes|result|results|shadow|silence|spaces|stop_?words|suffix|tags_html|tracking|urls?|watermark|whitespace|zeros?|on_termination|on_success|after_days?|older\w*)$/;
/** Turned off, these lose what the default keeps. */
const KEEPING =
  /^(?:(?:save|keep|backup|preserve)_?(?:if_?dirty|changes|existing|before|old|data|original)|(?:create|make|with)_?backup)$/i;
/** What the words of an argument say that it does when it is turned on. */
const LOSES =
  /^\W*(?:(?:if|when) (?:true|set|enabled),? ?|whether to (?:also )?|also |force )?(?:(?:immediately|permanently) )?(?:delet|remov|overwrit|discard|drop|purg|wip|truncat|destroy|revert)(?:e|es|ing|s|ping|ting)?\b(?! (?:(?:the )?(?:intermediate|temporary)|spaces|whitespace|quer(?:y|ies)|text|output|results?|long|duplicates?|accents?|punctuation|markdown|html|formatting|background|from (?:the )?(?:response|output|result)))/i;

const isNamedLoss = ({ name }: Parameter) => NAME.test(snake(name)) && !NOT_LOST.test(snake(name));
/** What is left out of the page, the text or the answer that is handed back. */
const LEFT_OUT =
  /\b(?:remov|strip|discard|delet|drop)(?:e|es|ing|s|ping|ting)? (?:(?:all|any|the|every|inline|unwanted|common) )*(?:<|html|css|javascript|js|svg|xml|base64|scripts?|styles?|meta|navigation|navbars?|headers|footers?|ads|advert\w+|boilerplate|line ?breaks|newlines|ansi|stop ?words|diacritics|tags from)(?:\b|(?=\W))/i;
/** "Whether the results may be kept permanently" ends nothing. */
const ENDS = /delet|remov|eras|destr|purg|trash|wip|discard|lost|undo|ban|irrevers/i;
const isLasting = ({ name, about }: Parameter) =>
  /^permanent(?:ly)?$/.test(snake(name)) && about !== undefined && !ENDS.test(about.text);
const isToldLoss = ({ about }: Parameter) =>
  about !== undefined && LOSES.test(about.text) && !LEFT_OUT.test(about.text);

const isLoss = (one: Parameter) => (isNamedLoss(one) && !isLasting(one)) || isToldLoss(one);
/** "Default: true" stands in the schema or only in words. */
const isOn = (one: Parameter) =>
  one.default === undefined || one.default === null
    ? /\bdefaults?(?: to|:| is)? *[`'"]?true\b/i.test(one.about?.text ?? '')
    : /^true$/i.test(String(one.default));
/** Off unless the caller turns it on, or on and kept so. */
const isOptional = (one: Parameter) => (isOn(one) ? KEEPING.test(snake(one.name)) : isLoss(one));

/** One of several ways of doing it, and not the one that is taken unasked. */
const LOSING = /^(?:replace|overwrite|truncate)(?:[-_](?:all|content|existing|file))?$/i;
const offersLoss = ({ values, default: unasked }: Parameter) =>
  values.length > 1 &&
  values.some((value) => LOSING.test(value)) &&
  (typeof unasked !== 'string' || !LOSING.test(unasked));

const MODE =
  /(?:^|_)(?:mode|modes|strategy|behaviou?r|policy|disposition|if_exists|on_(?:conflict|duplicate|exist\w*))$/;

/** Nobody asked for it, and it loses something: the caller must say that it is to keep it. */
export const isLossUnasked = (one: Parameter): boolean =>
  isSwitch(one)
    ? isNamedLoss(one) && isOn(one)
    : MODE.test(snake(one.name)) && typeof one.default === 'string' && LOSING.test(one.default);

/** Closed without this, the work is gone. */
const SAVING = /^save(?:_(?:changes|document|first|before_close))?$/;
const closing = ({ acts, parameters }: Reading) =>
  acts.some(({ lemma, verb }) => lemma === 'close' || verb === 'close')
    ? parameters.filter((one) => isSwitch(one) && SAVING.test(snake(one.name)))
    : [];

/** An argument that is off unless the caller turns it on. */
export const hasDestructiveOption: Rule = {
  id: 'has-destructive-option',
  version: 6,
  category: null,
  facet: 'optional_destruction',
  says: 'can be told to delete or overwrite as well',
  ask: (reading) => {
    const { parameters } = reading;
    if (parameters.length === 0) return { outcome: 'not-applicable' };
    const losing = parameters.filter((one) => (isSwitch(one) ? isOptional(one) : offersLoss(one)));
    return citing([...losing, ...closing(reading)].map(({ cite }) => cite));
  },
};
