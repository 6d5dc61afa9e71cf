// https://github.com/punkpeye/fastmcp#tools
import { unknown } from '../../syntax/javascript/value.ts';
import { asObject, type Idiom, textOf } from './registration.ts';
import { isSdkMethod } from './sdk.ts';
import { readToolObject } from './tool-object.ts';

const METHODS = new Set(['addTool', 'addTools']);

/** `server.addTool({name, description, parameters, execute})` and `addTools([…])` */
export const addTool: Idiom = {
  id: 'add-tool',
  version: 1,
  observe(call, recorder) {
    const { method, args, site } = call;
    if (call.kind !== 'call' || method === null || !METHODS.has(method) || !isSdkMethod(call.callee))
      return undefined;
    const [first] = args;
    const listed = first?.kind === 'array' ? first.elements : [first];
    const objects = listed.flatMap((each) => asObject(each) ?? []);
    const named = objects.filter((object) => textOf(recorder.member(object, 'name')) !== undefined);
    for (const object of named)
      recorder.register({
        idiom: 'add-tool',
        parts: readToolObject(object, recorder),
        site: object.origin ?? site,
        server: call.receiver,
      });
    if (named.length === listed.length) return unknown('registered tool');
    const reason = objects.length < listed.length ? 'list-computed' : 'name-computed';
    recorder.refuse({ idiom: 'add-tool', reason, site, message: 'a tool that is added could not be read' });
    return unknown('registered tool');
  },
};
