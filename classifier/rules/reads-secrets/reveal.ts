import type { Span } from '#data/schema/evidence.ts';
import { type Parameter, snake } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';

/** An argument by which the caller has masked values shown. */
const REVEAL = /^(?:reveal|unmask|unmasked|with_decryption|show_(?:raw|plain(?:text)?)|plaintext)$/;
const REVEAL_THEM =
  /^(?:reveal|unmask|show|include|with|return|expose|display|print)_(?:\w+_)?(?:secrets?|passwords?|credentials?|private_keys?|keys?|mnemonics?|seed|plaintext|sensitive(?:_\w+)?)$/;

/** What it would be said of besides: rows and buckets have keys and values too. */
const SECRETS =
  /\b(?:secrets?|passwords?|credentials?|private keys?|api keys?|mnemonics?|seed phrases?|(?:agent|api|access|join|auth) tokens?|env(?:ironment)? va(?:rs|riables)|masked|wallets?)\b/i;

const isRevealing = ({ name }: Parameter) => REVEAL.test(snake(name)) || REVEAL_THEM.test(snake(name));

/** The argument that shows what is masked without it, with the words that tell what that is; empty without both. */
export function revealed({ parameters, fields, description }: Reading): Span[] {
  const flag = parameters.find(isRevealing);
  const told =
    SECRETS.test(description) || fields.some(({ path, text }) => path === 'name' && SECRETS.test(text));
  return flag === undefined || !told ? [] : [flag.cite];
}

/** Of the kinds of thing that the caller may ask for, one is a secret. */
const KIND = /^(?:object|item|what|kind|include|property|attribute|part|field)$/;
const SECRET_KIND =
  /^(?:passwords?|totp|otp|secrets?|private_?keys?|credentials?|mnemonic|seed_?phrase|connection_?strings?|kubeconfig|env(?:_?vars)?|api_?keys?)$/i;

/** An argument whose choices name what is handed back, a secret among them. */
export const chosen = ({ parameters }: Reading): Span[] =>
  parameters
    .filter(({ name, values }) => KIND.test(snake(name)) && values.some((value) => SECRET_KIND.test(value)))
    .map(({ cite }) => cite);
