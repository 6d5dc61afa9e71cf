import { are, codes } from './wording.ts';

/** What can be lost on the way into a format: a heading for its README, and the sentence that says it of these tools. */
const LOSSES = {
  'limit-asked': {
    title: 'Limits',
    say: (product, tools) =>
      `${product} counts no calls: ${codes(tools)} ${are(tools)} asked about each time instead of being limited.`,
  },
  'limit-open': {
    title: 'Limits',
    say: (product, tools) =>
      `${product} counts no calls of one tool: ${codes(tools)} can be called without a limit.`,
  },
  'limit-window': {
    title: 'Windows',
    say: (product, tools) =>
      `${product} begins a window with the first call, not with the calendar: ${codes(tools)} can be called twice the limit around a full minute, hour or day.`,
  },
  'limit-named': {
    title: 'Limits',
    say: (product, tools) =>
      `${product} counts nothing: for ${codes(tools)} the answer names the limit, and whoever asks must count.`,
  },
  'arguments-asked': {
    title: 'Arguments',
    say: (product, tools) =>
      `${product} cannot check these arguments: the argument rules of ${codes(tools)} are left to the person who is asked.`,
  },
  'arguments-denied': {
    title: 'Arguments',
    say: (product, tools) =>
      `${product} cannot check these arguments: ${codes(tools)} ${are(tools)} denied, whatever the arguments.`,
  },
  'arguments-moot': {
    title: 'Arguments of denied tools',
    say: (_product, tools) =>
      `The argument rules of ${codes(tools)} are left out, because every call is denied already.`,
  },
  'arguments-flat': {
    title: 'Lists, objects and empty values',
    say: (product, tools) =>
      `${product} sees of a list, an object or an empty value only that it is there: ${codes(tools)} ${are(tools)} denied where a rule would have to look into one.`,
  },
  'arguments-given': {
    title: 'Arguments left out',
    say: (product, tools) =>
      `${product} cannot tell an argument left out from one it does not see: calls of ${codes(tools)} must give it, where the policy lets it be left out.`,
  },
  'arguments-rounded': {
    title: 'Numbers',
    say: (product, tools) =>
      `${product} keeps four decimals of a number: bounds of ${codes(tools)} are checked as exactly as that.`,
  },
  'arguments-listed': {
    title: 'Tools with argument rules in the list',
    say: (product, tools) =>
      `${product} lists only what may be called without arguments: ${codes(tools)} can be called and ${are(tools)} not shown.`,
  },
  'approval-denied': {
    title: 'Approval',
    say: (product, tools) =>
      `${product} has no approval: ${codes(tools)} cannot be called until someone changes the policy.`,
  },
  'denial-asked': {
    title: 'Denial',
    say: (product, tools) =>
      `${product} cannot deny or hide: ${codes(tools)} ${are(tools)} asked about each time. Switch them off in its list of tools.`,
  },
  'denial-silent': {
    title: 'Messages',
    say: (_product, tools) => `The message for denied calls of ${codes(tools)} is lost.`,
  },
  'denial-hidden': {
    title: 'Denied but shown',
    say: (product, tools) =>
      `${product} cannot show a tool and refuse it: ${codes(tools)} ${are(tools)} removed from the list without the message.`,
  },
  'hidden-shown': {
    title: 'Hiding',
    say: (product, tools) =>
      `${product} hides nothing: ${codes(tools)} ${tools.length === 1 ? 'stays' : 'stay'} in the list and ${are(tools)} denied.`,
  },
  'denial-escaped': {
    title: 'Calls without arguments',
    say: (product, tools) =>
      `${product} asks its policy only about calls that have arguments: a call of ${codes(tools)} without any goes through. Leave such tools out of the virtual server.`,
  },
  'allow-asked': {
    title: 'Letting through',
    say: (product, tools) =>
      `${product} takes no permission from a file: whether it asks about ${codes(tools)} is set in its window.`,
  },
  name: {
    title: 'Odd names',
    say: (product, tools) =>
      `The name of ${codes(tools)} cannot be written in this format: ${product} treats ${tools.length === 1 ? 'it' : 'them'} like a tool that is not listed.`,
  },
  room: {
    title: 'Long lists',
    say: (product, tools) =>
      `${product} takes no more rules: ${codes(tools)} ${are(tools)} left out, and treated like a tool that is not listed.`,
  },
  'server-name': {
    title: 'Names of servers',
    say: (product, names) =>
      `${product} misreads the name of the server ${codes(names)}: rename it as the rules do, or they have no effect.`,
  },
  'unlisted-asked': {
    title: 'Default deny',
    say: (product) => `${product} cannot deny only the tools that are not listed: it asks about them.`,
  },
  'unlisted-escaped': {
    title: 'Calls without arguments',
    say: (product) =>
      `${product} asks its policy only about calls that have arguments: a call without any of a tool that is not listed goes through.`,
  },
  'unlisted-denied': {
    title: 'Default allow',
    say: (product) => `${product} cannot leave the tools that are not listed alone: they are denied.`,
  },
} as const satisfies Record<
  string,
  { title: string; say: (product: string, names: readonly string[]) => string }
>;

export type LossId = keyof typeof LOSSES;

/** Something that a policy says and a format cannot: of which tools, and in words. */
export interface Loss {
  id: LossId;
  tools: readonly string[];
  sentence: string;
}

const isLossId = (id: string): id is LossId => Object.hasOwn(LOSSES, id);
export const LOSS_IDS = Object.keys(LOSSES).filter(isLossId);

export const titleOf = (id: LossId): string => LOSSES[id].title;

export function describeLoss(id: LossId, product: string, names: readonly string[]): Loss {
  return { id, tools: names, sentence: LOSSES[id].say(product, names) };
}
