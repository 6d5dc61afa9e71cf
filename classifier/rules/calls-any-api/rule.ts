import type { Act } from '../../reading/act.ts';
import { isGetRequest } from '../../reading/get-request.ts';
import type { Parameter } from '../../reading/parameter.ts';
import type { Reading } from '../../reading/reading.ts';
import { isPhrased } from '../phrased.ts';
import { doing, isDoing, isHead, isNear, names, orElse, type Rule } from '../rule.ts';

const METHOD = /^(?:method|http_?method|verb)$/i;
const TARGET = /^(?:url|uri|endpoint|path|api_?path|route|service)$/i;
const PAYLOAD = /^(?:body|data|payload|json|headers|params)$/i;

const HTTP_METHOD = /\b(?:POST|PUT|PATCH|DELETE)\b/;
const ANY_REQUEST = /\b(?:any|arbitrary|raw|custom|generic|authenticated)\b.*\b(?:requests?|calls?)$/i;

/** Operations handed to an API many at once, each of the caller's choice. */
const BATCH = /\bAPI (?:operations|requests|calls)$/i;

const HTTP = /\bHTTP(?:\/[\d.]+)?(?: (?:POST|PUT|PATCH|DELETE))? requests?$/i;

const isAnyRequest = (reading: Reading, act: Act) =>
  !isGetRequest(reading, act) && (names(act, ANY_REQUEST) || names(act, HTTP) || names(act, BATCH));

const isGetOnly = ({ values }: Parameter) =>
  values.length > 0 && values.every((value) => /^(?:get|head|options)$/i.test(value));

/** A free name of a remote procedure, with its arguments. */
const isRemoteCall = ({ description }: Reading, { values }: Parameter) =>
  values.length === 0 && /\bRPC\b/i.test(description);

/** "Create a webhook", with the request that it will send: a setting, of which the call itself sends nothing. */
const isKept = ({ acts }: Reading) =>
  acts.length > 0 &&
  acts.every(
    (act) =>
      isDoing(act, 'create', 'alter', 'configure') &&
      act.stated !== 'loosely' &&
      !/\b(?:requests?|calls?)$/i.test(act.said),
  );

/** Method, target and payload in the arguments make a client for any request. */
function requestArguments(reading: Reading) {
  const find = (pattern: RegExp) => reading.parameters.find(({ name }) => pattern.test(name));
  const [method, target, payload] = [find(METHOD), find(TARGET), find(PAYLOAD)];
  if (method === undefined || isGetOnly(method) || isKept(reading)) return [];
  if (payload !== undefined && isRemoteCall(reading, method)) return [method.cite, payload.cite];
  if (target === undefined) return [];
  if (payload !== undefined) return [method.cite, target.cite, payload.cite];
  const isSent = reading.acts.some((act) => isDoing(act, 'call', 'run', 'send', 'do'));
  return isSent && HTTP_METHOD.test(method.values.join(' ')) ? [method.cite, target.cite] : [];
}

export const callsAnyApi: Rule = {
  id: 'calls-any-api',
  version: 5,
  category: 'Execute',
  facet: 'generic_api',
  says: 'sends a request of the caller’s choice to an API',
  ask: (reading) => {
    const stated = doing(
      reading,
      (act) =>
        isPhrased(reading, act, 'calls') ||
        (isDoing(act, 'call') && !isGetRequest(reading, act)) ||
        (isDoing(act, 'run') && isNear(act, 'api') && !isHead(act, 'query')) ||
        (isDoing(act, 'create', 'send', 'do', 'run') && isAnyRequest(reading, act)),
    );
    return orElse(stated, () => requestArguments(reading));
  },
};
