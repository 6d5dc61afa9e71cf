import type { Act } from '../../reading/act.ts';
import type { Reading } from '../../reading/reading.ts';
import { citing, isDoing, isHead, isTo, type Rule } from '../rule.ts';

const GUESTS =
  /^(?:attendees?|guests?|recipients?|invitees?|to|to_?email|email_?to|cc|bcc|phone_?number|to_?number)$/i;

/** "Push a text", "add a message to the order". */
const isMessage = (act: Act) =>
  isDoing(act, 'upload', 'create', 'append') && isHead(act, 'message') && !/\bcomments?$/i.test(act.said);

const addresses = (reading: Reading, act: Act) =>
  (isDoing(act, 'send', 'publish') || isMessage(act)) && !isTo(act, 'job')
    ? [...reading.cues.of('outsiders'), ...reading.surroundings.of('outsiders')]
    : [];

/** Beyond the own workspace, where nobody can call it back. */
export const reachesOutsiders: Rule = {
  id: 'reaches-outsiders',
  version: 2,
  category: null,
  facet: 'outsiders',
  says: 'reaches people outside, where it cannot be called back',
  ask: (reading) => {
    const change = reading.acts.find((act) => isDoing(act, 'create', 'alter', 'send', 'publish'));
    const guests = reading.parameters.filter(({ name }) => GUESTS.test(name)).map(({ cite }) => cite);
    if (change !== undefined && guests.length > 0) return citing([change.span, ...guests]);
    const hook = reading.acts.find(
      (act) => isDoing(act, 'create', 'alter') && isTo(act, 'webhook') && !/incoming/i.test(act.said),
    );
    const told = reading.acts.flatMap((act) => addresses(reading, act).map((span) => [act.span, span]));
    return citing(hook === undefined ? (told[0] ?? []) : [hook.span]);
  },
};
