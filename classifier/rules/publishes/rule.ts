import type { Span } from '#data/schema/evidence.ts';
import type { Act } from '../../reading/act.ts';
import { snake } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { doing, isDoing, orElse, type Rule } from '../rule.ts';

/** Turned on, everybody sees what is made or changed. */
const PUBLIC =
  /^(?:(?:is|make|set)_public(?:_(?:page|page_enabled))?|public_(?:page|link|access|read)|publicly_\w+)$/;
const LIST = 'acl';

/** What is published under a topic goes to the programs that listen. */
const TOPIC = /^(?:subject|topic|topic_name|queue|exchange|routing_key|qos)$/;
const isToPrograms = ({ parameters }: Reading, act: Act) =>
  /^(?:publish|broadcast)$/.test(act.lemma) &&
  (/\b(?:mqtt|nats|kafka|ros|amqp|pub\/?sub)\b/i.test(act.said) ||
    parameters.some(({ name }) => TOPIC.test(snake(name))));

/** Posted into books or onto a ticket, not before people. */
const FILED =
  /\b(?:solutions?|follow-?ups?|declarations?|documents?|journals?|(?:journal|ledger) entr(?:y|ies)|invoices?|transactions?)$/i;
const isBooked = (act: Act) => act.lemma === 'post' && FILED.test(act.said);

/** "Push an image": to a registry, where others pull it. */
const PUSHED = /\b(?:images?|packages?|charts?|plugins?|artifacts?|index)(?= to |$)/i;
const isPushed = (act: Act) => /^push(?: image)?$/.test(act.lemma) && PUSHED.test(act.said);

/** Comments that anybody reads who sees what they are on. */
const SEEN =
  /^(?:on|to|under|for) (?:[\w-]+ ){0,4}(?:posts?|videos?|walls?|feeds?|photos?|tweets?|reels?|status pages?)\b/i;
const isSeen = (act: Act) =>
  isDoing(act, 'create', 'append', 'send', 'publish') &&
  /\b(?:comments?|repl(?:y|ies))$/i.test(act.said) &&
  SEEN.test(act.rest);

function opens({ acts, parameters }: Reading): Span[] {
  const act = acts.find((one) => isDoing(one, 'create', 'alter', 'upload', 'configure'));
  const argument = parameters.find(
    ({ name, types, values }) =>
      (types.has('boolean') && PUBLIC.test(snake(name))) ||
      (snake(name) === LIST && values.some((value) => value.startsWith('public'))),
  );
  return act === undefined || argument === undefined ? [] : [act.span, argument.cite];
}

export const publishes: Rule = {
  id: 'publishes',
  version: 3,
  category: 'Write',
  facet: 'public_exposure',
  says: 'makes something visible to others',
  ask: (reading) => {
    const stated = doing(
      reading,
      (act) =>
        (isDoing(act, 'publish') && !isToPrograms(reading, act) && !isBooked(act)) ||
        isPushed(act) ||
        isSeen(act),
    );
    return orElse(stated, () => opens(reading));
  },
};
