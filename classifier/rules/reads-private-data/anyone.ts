import type { Reading } from '../../reading/reading.ts';

/** Trades of one symbol are everybody's, trades without one are the caller's own. */
const TRADES = /\b(?:trad(?:e|ing)|transaction|fill|liquidation|execution)(?:s|\b.*\bhistory)?\b/i;
const TRADED =
  /^(?:symbol|coin|ticker|pair|currency_?pair|market|instrument|inst|product|asset|security|stock|isin|slug|condition|address|token)(?:_?(?:id|ids|name|code))?s?$/i;
const OWN = /\b(?:your|my|own|user's|account|closed)\b/i;
/** Whoever can name an order or an account asks for what belongs to it. */
const OWNED =
  /^(?:client_?)?(?:order|account|sub_?account|portfolio|wallet)(?:_?(?:id|no|number|seq|hash))?s?$/i;
export const isOfAll = ({ parameters }: Reading, said: string) =>
  TRADES.test(said) &&
  !OWN.test(said) &&
  parameters.some(({ name }) => TRADED.test(name)) &&
  !parameters.some(({ name }) => OWNED.test(name));

/** What lies on a chain under an address that the caller names is everybody's to see. */
const ADDRESS = /(?:address(?:es)?|contract|public_?key|pubkey|account_?id|wallets?|hash|mint)$/i;
const ANYONE =
  /\b(?:any|an?|given|specific|this|provided) (?:[\w-]+ )?(?:wallet|address|public key|contract)\b/i;
export const isUnderAddress = ({ parameters, description }: Reading) =>
  parameters.some(({ name }) => ADDRESS.test(name)) || ANYONE.test(description);

/** Compared with each other in public: "top traders by profit". */
const RANKED =
  /\b(?:leader ?boards?|rankings?|top (?:\w+ )?(?:traders?|wallets?|holders?|agents?)|whales?|holders)\b/i;

/** A symbol, an address or a person of the market is named by the caller, and no account of their own. */
export const isOfAnyone = (reading: Reading) =>
  isUnderAddress(reading) ||
  RANKED.test(`${reading.input.name.replaceAll('_', ' ')} ${reading.description.slice(0, 200)}`) ||
  (reading.parameters.some(({ name }) => TRADED.test(name)) &&
    !reading.parameters.some(({ name }) => OWNED.test(name)));
