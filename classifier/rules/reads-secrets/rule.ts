import type { Span } from '#data/schema/evidence.ts';
import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { citing, describes, isAnswer, isDoing, isHead, isTo, names, type Rule, tells } from '../rule.ts';
import { chosen, revealed } from './reveal.ts';

/** What is listed with its value. */
const PLAIN =
  /\b(?:env(?:ironment)? (?:vars?|variables)|envs|(?:config|service) va(?:rs|riables)|licen[cs]e keys|connection strings?)\b|umgebungsvariable|variables? d['’]environnement|variables? de entorno|variáveis de ambiente|variabili d['’]ambiente|zmienn\w+ środowiskow|переменн\p{L}+ (?:окружения|среды)|环境变量|環境變數|環境変数|환경 ?변수/iu;
/** A list of secrets shows names; getting one shows its value. */
const isListing = ({ lemma, said }: Act) =>
  NAMING.has(lemma) || ((lemma === 'list' || LIST_OF.test(said)) && !PLAIN.test(said));
const NAMING = new Set([
  'count',
  'check',
  'validate',
  'verify',
  'test',
  'poll',
  'detect',
  'ensure',
  'scan',
  'debug',
  'inspect',
  'introspect',
  'audit',
]);
const LIST_OF = /\blist of\b/i;

/** What is told about a secret without telling it. */
const ABOUT =
  /\b(?:publishable|public|(?<!private )ssh keys?|(?:info(?:rmation)?|details) (?:about|for|of|on)|permissions?|scopes?|expir\w+|metadata|types?|names?|status|restrictions?|events|logs|history|usage|audit)\b|权限|権限|권한/iu;

/** With what the call is made. */
const NEEDED = /\b(?:supports?|requires?|needs?|using)\b[^.]*(?:token|key)/i;

/** The definition itself says that no value is shown. */
const WITHHELD =
  /\b(?:never|not) (?:be )?(?:return\w*|show\w*|includ\w*|expos\w*|reveal\w*)\b|\bno (?:secrets?|values?)\b|\b(?:secrets?|values?|psk|keys?) (?:is|are) (?:never|not)\b|\b(?:masked|redacted|sanitized|names only|keys only|metadata only)\b/i;

const isReading = (act: Act) =>
  (isDoing(act, 'read', 'generate') || act.lemma === 'export') && !isListing(act) && !isAnswer(act);

/** A secret among what is handed back, told after what the tool is for. */
const HANDED_BACK =
  /(?<!\b(?:associated|authenticated|authenticates|signed|together) )\b(?:returns?|including|includes|contains?|with) (?:[\w`'’,]+ ){0,6}?(?:(?:raw|plain|decrypted|private) )?(?:private keys?|passwords?|secret keys?|api secrets?|access tokens?|auth(?:entication)? tokens?|jwts?(?: tokens?)?|join tokens?|session cookies?|mnemonics?|seed phrases?|connection strings?)\b(?! (?:polic|expir|status|length|hash|type|name|id\b))/i;

const handedBack = (reading: Reading): Span[] =>
  reading.acts.some(isReading) ? describes(reading, HANDED_BACK) : [];

/** "A token and its expiry" hands over the token too. */
const FURTHER = /\s(?:and|with|plus)\s.*$/is;
const isAbout = (act: Act) =>
  names(isHead(act, 'secret') ? { ...act, said: act.said.replace(FURTHER, '') } : act, ABOUT);

const isOfSecret = (act: Act) =>
  isReading(act) &&
  isTo(act, 'secret') &&
  !isAbout(act) &&
  !NEEDED.test(act.said) &&
  !isHead(act, 'inspection');

/** "get_access_token", described in other words. */
const TOKEN = /(?:access|auth|bearer|session|refresh|api)[ _-]?(?:token|key)$/i;
const HANDING = /^(?:get|retrieve|fetch|read|show)$/;
function namedSecret({ name: { act }, acts }: Reading): Span[] {
  const isMeant = act !== undefined && HANDING.test(act.lemma) && TOKEN.test(act.said);
  return isMeant && acts.every((one) => isDoing(one, 'read') && !tells(one, ABOUT)) ? [act.span] : [];
}

const isShowing = (act: Act) => isDoing(act, 'read', 'download');

export const readsSecrets: Rule = {
  id: 'reads-secrets',
  version: 6,
  category: null,
  facet: 'secrets_read',
  says: 'hands back secret values',
  ask: (reading) => {
    const shown = reading.acts.some(isShowing) ? [...revealed(reading), ...chosen(reading)] : [];
    if (shown.length > 0) return citing(shown);
    if (WITHHELD.test(reading.description)) return { outcome: 'no' };
    const told = reading.acts.filter(isOfSecret).map(({ span }) => span);
    const found = [told, namedSecret(reading), handedBack(reading)];
    return citing(found.find(({ length }) => length > 0) ?? []);
  },
};
