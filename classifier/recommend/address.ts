import { type Argument, admits, statedDefault } from './argument.ts';
import { adjustment, type Suggest } from './suggestion.ts';

const PLACEHOLDER = 'example.com';
const URL_WORD = new Set(['url', 'uri', 'href', 'endpoint', 'webhook', 'link']);
const HOST_WORD = new Set(['host', 'hostname']);
const URL_FORMAT = new Set(['uri', 'url', 'iri', 'http-url']);
const HOST = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}$/;

const lastWord = ({ words }: Argument) => String(words.at(-1));
const hasFormat = ({ shapes }: Argument, formats: ReadonlySet<string>) =>
  shapes.some((shape) => typeof shape.format === 'string' && formats.has(shape.format));

const isFreeText = (argument: Argument) => admits(argument, 'string') && argument.values.length === 0;

/** The host of a default that the schema states, else a placeholder that nothing is reached at. */
function assumedHost(argument: Argument): string {
  const stated = statedDefault(argument);
  if (typeof stated !== 'string') return PLACEHOLDER;
  const host = URL.canParse(stated) ? new URL(stated).hostname : stated;
  return HOST.test(host) ? host : PLACEHOLDER;
}

const replaceHost = (argument: Argument, host: string) =>
  adjustment(argument, `Put the hosts that \`${argument.name}\` may name in place of ${host}.`);

/** An allow-list for a URL: https, one host, and after the host only a path, a query or a fragment. */
export const suggestUrls: Suggest = (argument) => {
  if (!isFreeText(argument)) return [];
  if (!URL_WORD.has(lastWord(argument)) && !hasFormat(argument, URL_FORMAT)) return [];
  const host = assumedHost(argument);
  const pattern = `^https://${host.replaceAll('.', '\\.')}([/?#][^\\s\\\\]*)?$`;
  return [
    {
      effect: 'require',
      conditions: [{ path: argument.path, op: 'regex', value: pattern }],
      message: `\`${argument.name}\` must be an https address on ${host}.`,
      adjust: replaceHost(argument, host),
      examples: {
        passes: `https://${host}/ledger`,
        denied: [
          `https://${host}@evil.example/`,
          `HTTPS://${host.toUpperCase()}/`,
          `http://${host}/`,
          `https://${host}.evil.example/`,
          `https://${host}:8443/`,
          `https://${host}\\@evil.example/`,
          `https://evil.example/#https://${host}/`,
          `https://${host}/\nhttps://evil.example/`,
          [`https://${host}/`],
          7,
          null,
        ],
      },
    },
  ];
};

/** An allow-list for a host name. */
export const suggestHosts: Suggest = (argument) => {
  if (!isFreeText(argument)) return [];
  if (!HOST_WORD.has(lastWord(argument)) && !hasFormat(argument, new Set(['hostname']))) return [];
  const host = assumedHost(argument);
  return [
    {
      effect: 'require',
      conditions: [{ path: argument.path, op: 'in', value: [host] }],
      message: `\`${argument.name}\` must be ${host}.`,
      adjust: replaceHost(argument, host),
      examples: {
        passes: host,
        denied: [
          `${host}@evil.example`,
          `${host}.evil.example`,
          host.toUpperCase(),
          '127.0.0.1',
          [host],
          7,
          null,
        ],
      },
    },
  ];
};
