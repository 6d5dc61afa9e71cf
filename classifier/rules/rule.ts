import type { Category } from '#data/schema/classification.ts';
import type { Span } from '#data/schema/evidence.ts';
import type { ObjectSense, VerbSense } from '#data/taxonomy/lexicon.ts';
import type { Act } from '../reading/act.ts';
import { cite } from '../reading/field.ts';
import type { Reading } from '../reading/reading.ts';
import { remembered } from '../reading/remembered.ts';
import { keepsBooks } from '../reading/setting.ts';

/** What a rule says of one tool; a yes rests on at least one span. */
export type Answer =
  | { outcome: 'yes'; spans: readonly [Span, ...Span[]] }
  | { outcome: 'no' }
  | { outcome: 'unknown'; reason: string }
  | { outcome: 'not-applicable' };

/** One question a reader of the policy would ask. Rules never score: what a yes means for category and level is decided elsewhere. */
export interface Rule {
  /** A claim that is true or false of a tool: the folder's name. */
  id: string;
  /** Raise it when an answer may change. */
  version: number;
  /** The category a yes argues for; null when it only adds a facet. */
  category: Category | null;
  facet: string | null;
  /** The claim as the end of a sentence that begins with "A call". */
  says: string;
  ask: (reading: Reading) => Answer;
}

const MAX_SPANS = 3;

/** Yes with these spans (the first three), no without any. */
export function citing(spans: readonly Span[]): Answer {
  const [first, ...rest] = spans;
  return first === undefined
    ? { outcome: 'no' }
    : { outcome: 'yes', spans: [first, ...rest.slice(0, MAX_SPANS - 1)] };
}

/** Yes when something the tool does passes the test, citing it. */
export const doing = (reading: Reading, test: (act: Act) => boolean): Answer =>
  citing(reading.acts.filter(test).map((act) => act.span));

/** What was found in another way, where nothing said it. */
export const orElse = (stated: Answer, found: () => readonly Span[]): Answer =>
  stated.outcome === 'yes' ? stated : citing(found());

/** The first words of the description that say this; empty without any. */
export function describes({ fields }: Reading, what: RegExp): Span[] {
  const source = fields.find(({ path }) => path === 'description');
  const match = source === undefined ? null : what.exec(source.text);
  return source === undefined || match === null
    ? []
    : [cite(source, match.index, match.index + match[0].length)];
}

/** An act with what the description tells of it beside; empty without either. */
export function toldOf(reading: Reading, test: (act: Act) => boolean, what: RegExp): Span[] {
  const act = reading.acts.find(test);
  return act === undefined ? [] : describes(reading, what).flatMap((told) => [act.span, told]);
}

export const isDoing = (act: Act, ...verbs: VerbSense[]) => verbs.includes(act.verb);

/** The verb's own object is one of these. */
export const isTo = (act: Act, ...senses: ObjectSense[]) => senses.some((sense) => act.objects.has(sense));

/** The object itself is one of these, not merely named beside it. */
export const isHead = (act: Act, ...senses: ObjectSense[]) => senses.some((sense) => act.head.has(sense));

/** The clause speaks of one of these anywhere. */
export const isNear = (act: Act, ...senses: ObjectSense[]) =>
  senses.some((sense) => act.objects.has(sense) || act.context.has(sense));

/** "Check whether a password is required": a yes or a no is not the thing itself; what *you* have is told all the same. */
const WHETHER = /^\w+ (?:if|whether|that)\b(?! (?:you|I|the user)\b)/i;
export const isAnswer = (act: Act): boolean => names(act, WHETHER);

/** "As a draft": nobody is bound or asked for anything yet. */
export const isOnlyDrafted = ({ rest }: Act) => /^as (?:an? )?(?:\w+ )?drafts?\b/.test(rest);

/** "A payroll of the crew": what is told of a thing behind its noun. */
const TOLD_OF = /\s(?:of|that|which|who|whose|named|called|but)\s.*$/i;
const inWords = (said: string) => said.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
/** Every rule asks about the same few acts. */
const MOST_KEPT = 64;
const wordings = remembered((said) => {
  const words = inWords(said);
  return [words, words.replace(TOLD_OF, '')] as const;
}, MOST_KEPT);

/** The words of the act have this: as they stand, or up to what is told of its noun; a name's parts are words. */
export const names = ({ said }: Act, what: RegExp): boolean =>
  wordings(said).some((words) => what.test(words));

/** The act's words with the rest of its sentence have this. */
export const tells = ({ said, rest }: Act, what: RegExp): boolean => what.test(`${said} ${rest}`);

/** An argument says what runs in it. */
export const takesImage = ({ parameters }: Reading): boolean =>
  parameters.some(({ name }) => /^(?:image|command|args|user_?data|startup_?script)$/i.test(name));

/** Shapes that are worked out of others are created by drawing them. */
export const isDrawn = (act: Act): boolean => isDoing(act, 'create') && names(act, /\bpolygons?$/i);

/** What is sent to whoever subscribes costs nothing by that. */
const NEWS =
  /\b(?:streaming|stream|price|data|event|webhook|websocket|notification|push|topic|channel|alert|email|newsletter|feed)s? subscriptions?\b/i;
export const isToNews = (act: Act) => names(act, NEWS);

/** What books have an entry of, and the ways by which money itself goes. */
const ENTRY = /\b(?:payments?|bills?|deposits?|purchases?|vouchers?|expenses?|receipts?)$/i;
const RAIL =
  /\b(?:iban|qr|sepa|ach|eft|wire|swift|interac|pix|upi|neft|rtgs|spei|card|online|mobile|instant|crypto|lightning|direct|gateway|scheduled|recurring)\b/i;

/** "Create a payment" where books are kept: nobody pays or is paid by it. */
export const isBooked = (reading: Reading, act: Act): boolean =>
  (isDoing(act, 'create', 'store', 'alter') || act.lemma === 'book') &&
  names(act, ENTRY) &&
  !RAIL.test(inWords(act.said)) &&
  keepsBooks(reading);
