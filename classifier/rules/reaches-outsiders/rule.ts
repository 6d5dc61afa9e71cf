import type { Span } from '#data/schema/evidence.ts';
import type { Act } from '../../reading/act.ts';
import { isAskingModel } from '../../reading/asking-model.ts';
import { matterWords } from '../../reading/matter.ts';
import { snake } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { citing, describes, isDoing, isHead, isTo, type Rule } from '../rule.ts';

/** People who are told of it when they are put on something. */
const GUESTS = /^(?:attendees?|guests?|invitees?)$/i;
/** Whether those who are put on it are told, and by what. */
const TELLING =
  /^(?:send_(?:updates|invit(?:es?|ations?))|notify_(?:attendees|guests|invitees|participants))$/;
/** Where something is sent. */
const ADDRESS = /^(?:recipients?|to|to_?email|email_?to|cc|bcc|phone_?number|to_?number)$/i;
const HOOK = /(?:^|_)webhook(?:_\w+)?_ur[il]s?$|^webhook$|^status_?callback(?:_?url)?$/i;
/** The same in the description's own list of arguments. */
const HOOK_IN_PROSE = /\b(?:webhook(?:_\w+)?_ur[il]|status_callback(?:_url)?)\b(?=\s*[:(])/;

const DRAFT =
  /\b(?:drafts?|borrador(?:es)?|rascunhos?|brouillons?|entw[uü]rfe?)\b|草稿|下書き|초안|черновик/i;
const isDraft = (act: Act) => act.lemma === 'draft' || DRAFT.test(act.said);
/** A campaign that is made is not sent; folders of documents; a comment is read where it stands. */
const NO_MESSAGE =
  /\bcomments?$|campaign|campagne|campaña|campanha|kampagne|kampani|\b(?:folders?|templates?)\b|кампани|キャンペーン|캠페인/i;
/** "Push a text", "add a message to the order". */
const isMessage = (act: Act) =>
  isDoing(act, 'upload', 'create', 'append') && isHead(act, 'message') && !NO_MESSAGE.test(act.said);
/** Nouns that look like verbs of sending: "name, email, phone number", "sms_mark_read". */
const NO_SENDING =
  /^(?:(?:phone|e-?mail|mail|text|sms|mms|fax)[ _.](?:numbers?|address(?:es)?|status|app|mark\w*)|e-?mail)$/i;
/** Who chats does so with a model. */
const sends = (act: Act) =>
  (isDoing(act, 'send', 'publish') || isMessage(act)) &&
  !NO_SENDING.test(act.said) &&
  !isDraft(act) &&
  act.lemma !== 'chat';
/** A call that is placed or passed on rings at somebody's. */
const calls = (act: Act) =>
  /^(?:start|initiate|place|make|transfer|create|dial)$/.test(act.lemma) && /\bcalls?$/i.test(act.said);

const changing = (act: Act) =>
  act.lemma !== 'mark' && isDoing(act, 'create', 'alter', 'configure', 'send', 'publish');

const making = (act: Act) => isDoing(act, 'create');

/** The act and the arguments that name whom it reaches. */
function named({ acts, parameters }: Reading): Span[] {
  const by = (test: (act: Act) => boolean, name: RegExp) => {
    const [act, found] = [acts.find(test), parameters.filter((one) => name.test(snake(one.name)))];
    return act === undefined || found.length === 0 ? [] : [act.span, ...found.map((one) => one.cite)];
  };
  return [
    ...by(changing, GUESTS),
    ...by(making, TELLING),
    ...by((act) => sends(act) || calls(act), ADDRESS),
    ...by(changing, HOOK),
  ];
}

/** What is handed in to those who run a service. */
const HANDED_IN =
  /\b(?:feedback|bug reports?|support (?:requests?|tickets?|cases?)|inquir(?:y|ies)|enquir(?:y|ies)|complaints?|testimonials?|appeals?)\b/i;
const handsIn = ({ acts }: Reading): Span[] =>
  acts.filter(({ lemma, said }) => lemma === 'submit' && HANDED_IN.test(said)).map(({ span }) => span);

/** What a neighbour sends to says nothing of what is sent here, unless it is a message. */
function addressed({ acts, cues, surroundings }: Reading): Span[] {
  const act = acts.find((one) => (sends(one) || calls(one)) && !isTo(one, 'job'));
  if (act === undefined) return [];
  const around = surroundings.of('outsiders').filter(({ field }) => field !== 'siblings' || isLetter(act));
  const [first] = [...cues.of('outsiders'), ...around];
  return first === undefined ? [] : [act.span, first];
}

/** What people are sent where messages are the server's matter. */
const LETTER =
  /\b(?:messages?|texts?|files?|images?|photos?|pictures?|videos?|audios?|voices?|stickers?|locations?|cards?|posts?|threads?|repl(?:y|ies)|gifs?|polls?)\b/i;
const isLetter = (act: Act) =>
  isTo(act, 'message') || LETTER.test(act.said) || /^(?:reply|forward)$/.test(act.lemma);

/** An assistant answers; nobody else reads it. */
const TO_MODEL = /^(?:to|with) (?:[\w-]+ ){0,4}(?:assistant|agent|chatbot|copilot|model|ai)\b/i;
const TO_ONESELF = /\b(?:test|desktop|own|yourself)\b/i;
/** Where a neighbour takes messages back, what is sent can be. */
const TAKES_BACK = /recall|unsend|retract/i;

/** A message from a server whose matter is messages. */
function corresponds(reading: Reading): Span[] {
  if ((reading.input.siblings ?? []).some((name) => TAKES_BACK.test(name))) return [];
  const act = reading.acts.find(
    (one) =>
      isDoing(one, 'send', 'publish') &&
      sends(one) &&
      isLetter(one) &&
      !isAskingModel(one) &&
      !TO_MODEL.test(one.rest) &&
      !TO_ONESELF.test(one.said),
  );
  const words = act === undefined ? [] : matterWords(reading, 'letters');
  return act === undefined || words.length === 0 ? [] : [act.span, ...words];
}

const TELLS =
  /(?<!\b(?:no|not|never)\b[^.\n]{0,20})\b(?:sends|e-?mails|notifies|mails|texts) (?:them|him|her|(?:the|each|every|all) (?:user|customer|guest|invitee|recipient|attendee|contact|friend|client|requester|member)s?|an? (?:invit\w+|(?:\w+ )?e-?mail|sms))\b/i;

/** What a change also does: "adds a friend (sends them an invitation)"; a webhook told of among its arguments. */
function told(reading: Reading): Span[] {
  if (!reading.acts.some((act) => changing(act) || isDoing(act, 'attach'))) return [];
  const sending = describes(reading, TELLS);
  return sending.length > 0 ? sending : describes(reading, HOOK_IN_PROSE);
}

const hooks = ({ acts }: Reading) =>
  acts
    .filter((act) => isDoing(act, 'create', 'alter') && isTo(act, 'webhook') && !/incoming/i.test(act.said))
    .map(({ span }) => span);

/** Beyond the own workspace, where nobody can call it back. */
export const reachesOutsiders: Rule = {
  id: 'reaches-outsiders',
  version: 6,
  category: null,
  facet: 'outsiders',
  says: 'reaches people outside, where it cannot be called back',
  ask: (reading) =>
    citing(
      [named, hooks, addressed, corresponds, handsIn, told]
        .map((find) => find(reading))
        .find((spans) => spans.length > 0) ?? [],
    ),
};
