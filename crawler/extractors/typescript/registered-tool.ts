// https://github.com/modelcontextprotocol/typescript-sdk/blob/v1.x/src/server/mcp.ts: RegisteredTool
import { guardSince, isCertain, noteBirth, type Realm } from '../../syntax/javascript/realm.ts';
import { native, objectOf, UNDEFINED, type Value } from '../../syntax/javascript/value.ts';
import type { Registration } from './registration.ts';

/** What `registerTool` answers. A tool that is switched off if nothing is configured hangs on what decides that. */
export function registeredTool(registration: Registration, realm: () => Realm): Value {
  const made: Value = objectOf([]);
  const switchOff = native('disable', () => {
    const isOptional = guardSince(realm(), made, true) !== null;
    if (!isOptional) registration.flag ??= guardSince(realm(), made, false);
    return UNDEFINED;
  });
  const remove = native('remove', () => {
    if (isCertain(realm(), made)) registration.removed = true;
    return switchOff.call([]);
  });
  made.properties.set('disable', switchOff);
  made.properties.set('remove', remove);
  made.open = true;
  noteBirth(realm(), made);
  return made;
}
