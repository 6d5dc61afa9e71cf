import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { isPhrased } from '../phrased.ts';
import { doing, isDoing, isHead, isNear, isTo, names, orElse, type Rule, tells, toldOf } from '../rule.ts';

/** Words for a hand on a running interface that elsewhere are about data. */
const SHARED = new Set([
  'accept',
  'dismiss',
  'select',
  'upload',
  'open',
  'submit',
  'handle',
  'drop',
  'type',
  'press',
  'fill',
  'paste',
]);

/** Nothing but an interface is handled so. */
const PHYSICAL =
  /^(?:(?:(?:double|right|triple) )?click|swipe|(?:long |key)press|(?:press|hold|tap|send key|check|tick|select|choose|click) .+|send keys\w*|(?:mouse|key) ?(?:down|up))$/;
/** Sent to whatever has the focus. */
const KEYS =
  /\b(?:remote(?: control)? keys?|hotkeys?|keystrokes?|key (?:combo|combination)s?|keyboard (?:input|shortcuts?))$/i;
const isKeySent = (act: Act) => isDoing(act, 'send') && isHead(act, 'ui-element') && names(act, KEYS);

/** Whatever is asked for is done on a site. */
const ON_SITE = /^(?:on|in) (?:an?|the|your) (?:[\w-]+ )?(?:websites?|sites?|browser|web ?pages?|pages?)\b/;
const isDoneOnSite = (act: Act) =>
  isDoing(act, 'do') && /\b(?:tasks?|actions?)\b/i.test(act.said) && ON_SITE.test(act.rest);
const DEVICE = /\b(?:desktop|phone|device|computer|screen|simulator|emulator|mac|macos|windows|linux)\b/i;

/** Shown in the browser of whoever sits there: a page is opened. */
const IN_BROWSER =
  /^(?:in|with) (?:(?:the|a|an|your|user's|system's|system|local) ){0,3}default (?:web )?browser\b/;

/** In a browser a file is handed to the page, which does with it what it likes. */
const UPLOADING = new Set(['upload', 'drop']);
const BROWSER = /^(?:browser|page|puppeteer|playwright|chrome)_?/i;
const isBrowser = ({ input, isInterface }: Reading) => isInterface && BROWSER.test(input.name);

/** "Opens a browser for consent", of a login: the browser is started for it. */
const STARTED =
  /\b(?:opens?|launch(?:es)?|opening|launching) (?:up )?(?:an?|the|your|a new)? ?(?:\w+ )?browser\b(?!-)|\bvia (?:the |your |a )?browser\b/i;
const isLogin = (act: Act) =>
  isDoing(act, 'session') ||
  (isHead(act, 'undertaking') && isDoing(act, 'create', 'start')) ||
  /^connect to/.test(act.lemma);

/** What was held down is let go. */
const LET_GO = /\b(?:keys?|buttons?)$/i;

/** Cells, layers and placeholders are filled in a document, whatever shows it. */
const IN_DOCUMENT =
  /\b(?:cells?|rows?|columns?|tables?|ranges?|selections?|layers?|shapes?|paths?|templates?|placeholders?|documents?|pdf|bookmarks?|bucket)(?:\b|_)/i;
const isInDocument = (reading: Reading, act: Act) =>
  /^(?:fill|paste)$/.test(act.lemma) &&
  IN_DOCUMENT.test(act.said.replaceAll('_', ' ')) &&
  !isBrowser(reading);

function acts(reading: Reading, act: Act): boolean {
  if (isInDocument(reading, act)) return false;
  if (isPhrased(reading, act, 'drives')) return true;
  if (isDoing(act, 'actuate'))
    return reading.isInterface || isNear(act, 'ui-element') || PHYSICAL.test(act.lemma);
  if (isKeySent(act) || isDoneOnSite(act)) return true;
  if (act.lemma === 'release' && names(act, LET_GO)) return true;
  if (UPLOADING.has(act.lemma) && isBrowser(reading)) return true;
  if (isDoing(act, 'read', 'create') && IN_BROWSER.test(act.rest)) return true;
  if (act.lemma === 'open' && isTo(act, 'process')) return tells(act, DEVICE);
  const isHand = SHARED.has(act.lemma) && isNear(act, 'ui-element') && !isHead(act, 'status');
  return isHand && (reading.isInterface || tells(act, /\bbrowser\b/i));
}

export const drivesUi: Rule = {
  id: 'drives-ui',
  version: 5,
  category: 'Execute',
  facet: 'ui_control',
  says: 'acts on a running interface as a person would',
  ask: (reading) =>
    orElse(
      doing(reading, (act) => acts(reading, act)),
      () => toldOf(reading, isLogin, STARTED),
    ),
};
