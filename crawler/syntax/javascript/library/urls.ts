// https://nodejs.org/api/url.html: addresses of files of the tree, and addresses as far as they are known.
import { likeliest } from '../choice.ts';
import { asString, native, objectOf, primitive, unknown, type Value } from '../value.ts';

/** The text of an address: a string, or an object made by `new URL`. */
export function addressOf(value: Value | undefined): string | undefined {
  const likely = value && likeliest(value);
  if (likely?.kind === 'object') return asString(likely.properties.get('href'));
  return asString(likely);
}

function parseAddress(text: string, base: string | undefined): URL | null {
  return URL.parse(text, base);
}

function urlObject({ href, pathname, protocol, hostname, origin, search }: URL): Value {
  const parts = { href, pathname, protocol, hostname, origin, search };
  const made = objectOf(Object.entries(parts).map(([key, text]) => [key, primitive(text)]));
  made.properties.set(
    'toString',
    native('toString', () => primitive(href)),
  );
  made.open = true;
  return made;
}

/** `new URL(text, base)`. */
export const urlConstructor: Value = native('URL', ([text, base]) => {
  const own = addressOf(text);
  const around = addressOf(base);
  const parsed = own === undefined || (base && around === undefined) ? null : parseAddress(own, around);
  return parsed ? urlObject(parsed) : unknown('address');
});

const toPath = ([url]: readonly Value[]): Value => {
  const address = addressOf(url);
  const parsed = address === undefined ? null : parseAddress(address, undefined);
  return parsed?.protocol === 'file:'
    ? primitive(decodeURIComponent(parsed.pathname))
    : (url ?? unknown('address'));
};

const toUrl = ([path]: readonly Value[]): Value => {
  const text = asString(path && likeliest(path));
  const parsed = text?.startsWith('/') ? parseAddress(`file://${encodeURI(text)}`, undefined) : null;
  return parsed ? urlObject(parsed) : (path ?? unknown('path'));
};

/** The module `url`. */
export function createUrlModule(): Value {
  const module = objectOf([
    ['fileURLToPath', native('fileURLToPath', toPath)],
    ['pathToFileURL', native('pathToFileURL', toUrl)],
    ['URL', urlConstructor],
  ]);
  module.open = true;
  module.properties.set('default', module);
  return module;
}
