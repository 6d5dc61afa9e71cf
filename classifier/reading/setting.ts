import type { Span } from '#data/schema/evidence.ts';
import type { Act } from './act.ts';
import type { Reading } from './reading.ts';

const isSibling = ({ field }: Span) => field === 'siblings';

/** Words of markets that drawings, warehouses and libraries have too: they tell only beside others. */
const SHARED = {
  own: /^symbol$/i,
  sibling: /^(?:symbol|stocks?|exchange|margin|spot|shares|broker)$/i,
};
const isTelling = (span: Span) => !SHARED[isSibling(span) ? 'sibling' : 'own'].test(span.quote);

/** Words of the tool, its server or its siblings that make orders and positions a matter of money. */
export const isInMarket = ({ cues, surroundings }: Reading) =>
  [...cues.of('trading'), ...surroundings.of('trading')].some(isTelling);

/** A price is shown by every market; among other tools' names it says nothing of paying. */
const isPrice = ({ quote }: Span) => /^(?:prices?|pricing)$/i.test(quote);

/** The server's own words for payments and trades; without them, the first sibling's name that has one. */
export function paymentWords({ surroundings }: Reading): Span[] {
  const said = [...surroundings.of('paid'), ...surroundings.of('trading')].filter((span) => !isPrice(span));
  const own = said.filter((span) => !isSibling(span));
  return own.length > 0 ? own : said.slice(0, 1);
}

export const isPaid = ({ cues, surroundings }: Reading) =>
  cues.has('paid') || surroundings.of('paid').some((span) => !isSibling(span) || !isPrice(span));

/** An argument asks how much is paid. */
const AMOUNT =
  /^(?:(?:max|min|bid|offer|total|unit|deposit|stake|loan|payment|entry)_?)?(?:amount|price|bid|stake|wager|fee|budget)(?:_?(?:usd|usdc|sats|wei|cents|eur|in_cents))?$|^(?:payment_?(?:method|source|token)(?:_?id)?|card_?(?:id|token|number)|currency)$/i;
export const asksAmount = ({ parameters }: Reading) => parameters.some(({ name }) => AMOUNT.test(name));

/** A server that keeps books notes what was paid elsewhere: there, a payment that is created is an entry. */
export const keepsBooks = ({ cues, surroundings }: Reading) =>
  [...cues.of('bookkeeping'), ...surroundings.of('bookkeeping')].length > 0 && !cues.has('charges');

const CHAIN =
  /\b(?:wallet|blockchain|on[- ]?chain|nfts?\b|usdc|stablecoin|bitcoin|uniswap|aave|staking|cross-?chain|evm|solana|ethereum|web3|erc-?20|defi|token approval|smart contract|smart account|erc-?4337|user ?ops?\b|lightning (?:network|node|channel))/i;

/** The tool or its server works with wallets on a chain. */
export const isOnChain = (reading: Reading) => reading.fields.some(({ text }) => CHAIN.test(text));

/** Words for testnet, paper or estimate, of the definition or the server. An argument of that name does not count. */
export function simulation(reading: Reading): Span[] {
  const own = reading.cues.of('simulated').filter(({ field }) => !field.startsWith('inputSchema'));
  const server = reading.surroundings.of('simulated').filter(({ field }) => field.startsWith('server'));
  return [...own, ...server];
}

export const isSimulated = (reading: Reading) => simulation(reading).length > 0;

/** Where nothing is real, an order that is executed is a row in a simulated book. */
export const isPaperOrder = (reading: Reading, { verb, objects }: Act) =>
  verb === 'run' && objects.has('order') && isSimulated(reading);
