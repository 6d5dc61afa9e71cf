import { citing, isDoing, type Rule } from '../rule.ts';

const EVERYONE =
  /\b(?:broadcast\w*|all (?:users|followers|subscribers|friends|customers|members)|everyone|群发|广播|全体)/i;

export const reachesEveryone: Rule = {
  id: 'reaches-everyone',
  version: 1,
  category: null,
  facet: 'everyone',
  says: 'reaches everybody at once',
  ask: (reading) =>
    citing(
      reading.acts
        .filter((act) => isDoing(act, 'send', 'publish') && EVERYONE.test(act.said))
        .map((act) => act.span),
    ),
};
