import type { VerbSense } from '#data/taxonomy/lexicon.ts';
import type { Act } from '../../reading/act.ts';
import { isAskingModel } from '../../reading/asking-model.ts';
import { isFiled } from '../../reading/filed.ts';
import { isGetRequest } from '../../reading/get-request.ts';
import { type Parameter, snake } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { isPaperOrder } from '../../reading/setting.ts';
import { statementVerbs } from '../../reading/statement-verb.ts';
import { doing, isDoing, isDrawn, isHead, isTo, names, type Rule, tells } from '../rule.ts';

const CHANGING: ReadonlySet<VerbSense> = new Set<VerbSense>([
  'accept',
  'actuate',
  'alter',
  'append',
  'archive',
  'attach',
  'borrow',
  'cancel',
  'clear',
  'close',
  'configure',
  'control',
  'copy',
  'create',
  'delete',
  'deploy',
  'destroy',
  'detach',
  'disable',
  'download',
  'enable',
  'grant',
  'manage',
  'merge',
  'move',
  'pay',
  'place',
  'point',
  'publish',
  'purchase',
  'remove',
  'reset',
  'restore',
  'revoke',
  'rollback',
  'save',
  'send',
  'session',
  'sign',
  'start',
  'stop',
  'store',
  'subscribe',
  'trade',
  'transfer',
  'upload',
  'withdraw',
]);

/** "Add" over numbers alone is arithmetic. */
const isArithmetic = ({ parameters, input, acts }: Reading) =>
  (!input.description || acts.some(({ said }) => /\bnumbers?$/.test(said))) &&
  parameters.length > 1 &&
  parameters.every(
    ({ types }) => types.size > 0 && [...types].every((type) => /^(?:number|integer)$/.test(type)),
  );

/** A node of a memory is opened to be looked at; a document is opened in an application. */
const isLookingInto = (act: Act) => act.lemma === 'open' && isTo(act, 'memory');

/** A ticket or a thread that is resolved is done with; a name that is resolved is looked up. */
const isSettling = (act: Act) =>
  act.lemma === 'resolve' &&
  /\b(?:tickets?|issues?|incidents?|alerts?|threads?|conversations?|cases?|comments?|discussions?|disputes?|conflicts?)$/i.test(
    act.said,
  );

/** "Validate the accounting of a bill": a document of a business that is there under its number takes effect by it. */
const BOOKED =
  /\b(?:accounting|invoices?|bills?|vouchers?|contracts?|proposals?|shipments?|expenses?|expense reports?|leave requests?|(?:journal|ledger) entr(?:y|ies)|factures?|contrats?|devis|commandes?|propositions?|expéditions?|factur(?:a|as)|contratos?|pedidos?)\b/i;
const isApproving = ({ parameters }: Reading, act: Act) =>
  act.lemma === 'validate' &&
  act.source === 'prose' &&
  BOOKED.test(act.said) &&
  parameters.some(({ name, isRequired }) => isRequired && OWN_NUMBER.test(snake(name)));

/** What is shown is fetched anew; a token or a table that is refreshed becomes another. */
const REFETCHED = /\b(?:data|information|info|listing|profile|posts|status|state|contents?|metadata|cache)$/i;
const isRefetching = (act: Act) => act.lemma === 'refresh' && names(act, REFETCHED);

/** A report that is filed, a template or a list that is added stays with others. */
const HANDED_IN = new Set([
  'issue',
  'file',
  'submit',
  'raise',
  'open',
  'log',
  'add',
  'insert',
  'register',
  'set up',
]);
const WORKED_OUT = new Set([
  'create',
  'make',
  'produce',
  'construct',
  'merge',
  'split',
  'slice',
  'shuffle',
  'flip',
  'invert',
  'replace',
  'compress',
]);
/** Things that are kept by whoever makes them, though they tell about others. */
const KEPT =
  /\b(?:templates?|lists?|schemas?|logs?|status|states?|metadata|histor(?:y|ies)|recommendations?|info|information|details)$/i;

/** Text made and handed back is not state: an estimate, a built query, a merged value. */
/** A quote with its customer or its lines is a document of a business, not a figure. */
const OFFER = /\b(?:quotes?|quotations?|estimates?|proposals?)$/i;
const PARTY = /^(?:contact|customer|client|line_?items?|items|lines|deal|account|lead|partner)(?:_?ids?)?$/i;
const isOffer = ({ parameters }: Reading, act: Act) =>
  OFFER.test(act.said) && parameters.some(({ name }) => PARTY.test(name));

/** Its fields are written in the call: "reportData", "estimate". */
const isBody = ({ name, types, isRequired }: Parameter) =>
  isRequired && types.has('object') && BODY.test(snake(name));
const BODY =
  /(?:^|_)(?:data|body|payload|params|record|document|estimate|quote|quotation|proposal|report|plan)$/;

/** What is given a name, whose fields are written out, or what is there already under a number, stays. */
const isNamed = ({ parameters }: Pick<Reading, 'parameters'>) =>
  parameters.some(isBody) ||
  parameters.some(({ name }) => /^(?:name|title|(?:quote|estimate|proposal|report|plan)_?id)$/i.test(name));

/** "Draw up a chart and return it": made for whoever asks, and not kept. */
const isGivenBack = ({ acts, parameters }: Reading) =>
  acts.some(({ said, rest }) => /^returns? (?:it|them)$/i.test(said) && !/^(?:to|from)\b/.test(rest)) &&
  !isNamed({ parameters }) &&
  !parameters.some(({ name }) => SAVED.test(name.replaceAll('_', ' ')));

/** "Snap points to the nearest road": the places come back, corrected; on a grid lies what is drawn there. */
const SNAPPED =
  /^(?!.*\bgrid\b)snap\w* (?:[\w-]+ ){0,3}(?:traces?|points?|coordinates?|tracks?|waypoints?|positions?|locations?) (?:on)?to (?:[\w-]+ ){0,2}(?:roads?|streets?|paths?|routes?|lines?|nearest|closest)\b/i;

function isInline(reading: Reading, act: Act): boolean {
  if (tells(act, SNAPPED)) return true;
  if (act.lemma === 'build' || act.lemma === 'compile') return true;
  if (act.lemma === 'issue' && isHead(act, 'inspection')) return true;
  if (act.source !== 'prose' || HANDED_IN.has(act.lemma)) return false;
  if (isDrawn(act)) return false;
  if (WORKED_OUT.has(act.lemma) && (isHead(act, 'inline-value') || isGivenBack(reading)))
    return !isTo(act, 'file');
  return (
    isDoing(act, 'create') &&
    !isOffer(reading, act) &&
    !isNamed(reading) &&
    isHead(act, 'plan', 'inspection', 'status') &&
    !isHead(act, 'price-list') &&
    !KEPT.test(act.said)
  );
}

/** "Read and combine", "download, cache and return": a step between what is read and what is handed back. */
const PASSING =
  /^(?:cache|clean|combine|consolidate|dedupe|deduplicate|join|merge|process|sort|enrich|standardi[sz]e|filter|group)$/;
const isPassing = ({ acts }: Reading, act: Act) =>
  act.source === 'prose' &&
  PASSING.test(act.lemma) &&
  acts.some(
    (other) =>
      other.source === 'prose' &&
      isDoing(other, 'read', 'download') &&
      other.span.start < act.span.start &&
      other.span.field === act.span.field,
  );

/** What is downloaded and handed back, and by no word kept. */
const SAVED = /\b(?:sav\w+|stor\w+|local\w*|disk|folder|director\w+|path|file ?system|import\w*)\b/i;
/** "Data that can be saved": by whoever gets it. */
const LEFT_TO_CALLER = /\b(?:can|may|could) (?:then )?be (?:saved|stored)\b/gi;
const RETURNED =
  /\breturns? (?:(?:the|its|their|an?|raw) )?.{0,60}\b(?:base64|data|contents?|bytes|text|raw|hex|csv|json|string|inline|keys?)\b/i;
const isKept = ({ description, parameters }: Reading) =>
  SAVED.test(description.replaceAll(LEFT_TO_CALLER, '')) ||
  parameters.some(({ name }) => SAVED.test(name.replaceAll('_', ' ')));

/** Asked for by its number at a service, and put nowhere: there is nothing but the answer that it could come in. From another machine it comes to this one. */
const BY_NUMBER = /(?:^|_)(?:ids?|uids?|uuids?|guids?|number|key|token)$/;
const isAskedByNumber = ({ description, parameters }: Reading, { lemma }: Act) =>
  lemma === 'download' &&
  !/\bremote\b/i.test(description) &&
  parameters.some(({ name, isRequired }) => isRequired && BY_NUMBER.test(snake(name)));

const isHandedBack = (reading: Reading, act: Act) =>
  isDoing(act, 'download', 'save') &&
  !isKept(reading) &&
  (isAskedByNumber(reading, act) ||
    RETURNED.test(reading.description) ||
    reading.acts.some(({ lemma, source }) => source === 'prose' && (lemma === 'return' || lemma === 'read')));

/** Worked out or read, and put into a file. */
const INTO_FILE =
  /^(?:in)?to (?:(?:a|an|the|local|output|new|given|specified) ){0,3}(?:files?|disk|path|folder|directory|gallery|\w+ files?)\b/i;
/** Where the result goes: when it must be said, has a default, or what is made is a thing of its own. */
const PLACE =
  /^(?:out(?:put)?|save|dest(?:ination)?|target)_?(?:path|dir(?:ectory)?|file(?:_?(?:name|path))?|folder)$/i;
const isUsed = ({ isRequired, description }: Parameter, act: Act) =>
  isRequired || isDoing(act, 'generate', 'compute') || DEFAULT_PLACE.test(description?.text ?? '');
const DEFAULT_PLACE = /\bdefaults?(?: to)?:? ?["'`]?[\w.~$-]*\/|\bdefaults?:? same directory/i;

/** Drawn where others find it. */
const ONTO =
  /^(?:on|onto|over) (?:(?:a|an|the|current|given) ){0,2}(?:\w+ )?(?:canvas|board|map|schematic|page|scene|slide|sheet|drawing|whiteboard|image)\b/i;
const isSavedTo = ({ parameters }: Reading, act: Act) =>
  isDoing(act, 'compute', 'generate', 'read') &&
  (INTO_FILE.test(act.rest) ||
    (/^(?:draw|plot|paint|sketch)$/.test(act.lemma) && ONTO.test(act.rest)) ||
    (isHead(act, 'file') && isDoing(act, 'generate')) ||
    parameters.some((parameter) => PLACE.test(parameter.name) && isUsed(parameter, act)));

/** "Round a corner", "project a curve" of a thing that is there under its number: it is that thing which becomes another. */
const RESHAPING =
  /^(?:convert|transform|round|project|rasteri[sz]e|vectori[sz]e|enhance|simplify|cluster|normali[sz]e|solve)$/;
const OWN_NUMBER = /(?:^|_)(?:ids?|uids?|uuids?|guids?|handles?|handle_?\d)$/;
const WHOSE =
  /^(?:client|org|organi[sz]ation|user|account|tenant|workspace|session|team|server|company|chat)_/;
const isReshaped = ({ parameters }: Reading, act: Act) =>
  act.source === 'prose' &&
  RESHAPING.test(act.lemma) &&
  parameters.some(
    ({ name, isRequired }) => isRequired && OWN_NUMBER.test(snake(name)) && !WHOSE.test(snake(name)),
  );

/** A statement that may only add. */
const addsRows = (reading: Reading, act: Act) =>
  isDoing(act, 'run') && ['insert', 'create', 'upsert'].some((verb) => statementVerbs(reading).has(verb));

export const changesState: Rule = {
  id: 'changes-state',
  version: 6,
  category: 'Write',
  facet: null,
  says: 'creates or changes something that stays',
  ask: (reading) =>
    isArithmetic(reading)
      ? { outcome: 'no' }
      : doing(
          reading,
          (act) =>
            (CHANGING.has(act.verb) ||
              isSettling(act) ||
              isFiled(act) ||
              isPaperOrder(reading, act) ||
              isApproving(reading, act) ||
              isSavedTo(reading, act) ||
              isReshaped(reading, act) ||
              addsRows(reading, act)) &&
            !isInline(reading, act) &&
            !isPassing(reading, act) &&
            !isLookingInto(act) &&
            !isRefetching(act) &&
            !isHandedBack(reading, act) &&
            !isGetRequest(reading, act) &&
            !isAskingModel(act),
        ),
};
