// https://github.com/modelcontextprotocol/typescript-sdk/blob/main/docs/server.md#tools
import type { Invocation } from '../../syntax/javascript/realm.ts';
import { unknown } from '../../syntax/javascript/value.ts';
import { asObject, type Idiom, isShape, mayBeFunction, textOf } from './registration.ts';
import { isSdkMethod } from './sdk.ts';

const METHODS = new Set(['registerTool', 'registerAppTool', 'registerToolTask', 'experimentalRegisterTool']);

/** `registerAppTool(server, …)`, imported on its own, is `server.registerAppTool(…)`. https://www.npmjs.com/package/@modelcontextprotocol/ext-apps */
function asMethod(call: Invocation): Invocation {
  const { callee, args } = call;
  const [receiver, ...rest] = args;
  const name = callee.kind === 'external' ? callee.path.at(-1) : undefined;
  const isFunction = call.method === null && name === 'registerAppTool' && receiver !== undefined;
  return isFunction ? { ...call, receiver, method: name, args: rest } : call;
}

/** `server.registerTool(name, {title, description, inputSchema, outputSchema, annotations}, handler)` */
export const registerTool: Idiom = {
  id: 'register-tool',
  version: 1,
  observe(given, recorder) {
    const call = asMethod(given);
    const { method, args } = call;
    if (call.kind !== 'call' || method === null || !METHODS.has(method) || !isSdkMethod(call.callee))
      return undefined;
    const [name, config, handler] = args;
    const object = asObject(config);
    const isRegistration =
      args.length >= 2 && name !== undefined && !isShape(name) && (object || mayBeFunction(handler));
    if (!isRegistration || asObject(name)) return undefined;
    if (textOf(name) === undefined) {
      recorder.refuse({
        idiom: 'register-tool',
        reason: 'name-computed',
        site: call.site,
        message: 'the name of a tool is computed',
      });
      return unknown('registered tool');
    }
    const part = (key: string) => object && recorder.member(object, key);
    return recorder.register({
      idiom: 'register-tool',
      parts: {
        name,
        title: part('title'),
        description: object ? part('description') : config,
        inputSchema: object ? part('inputSchema') : config,
        outputSchema: part('outputSchema'),
        annotations: part('annotations'),
      },
      site: call.site,
      server: call.receiver,
    });
  },
};
