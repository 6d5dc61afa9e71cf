import type { Model } from '../../syntax/program/machine.ts';
import {
  externalInstance,
  type Instance,
  isKind,
  list,
  type NativeCall,
  type Value,
} from '../../syntax/program/value.ts';

const BUILDER = '.Builder';

/** Where a builder or a constructed value keeps what it was given without a name. */
export const GIVEN = '$given';

const startBuilder =
  (owner: string): Model =>
  ({ args, at }) =>
    externalInstance(`${owner}${BUILDER}`, at, [[GIVEN, list(args)]]);

/** A value that a constructor from outside makes: it keeps its arguments. */
export const construct =
  (path: string): Model =>
  ({ args, named, at }) =>
    externalInstance(path, at, [[GIVEN, list(args)], ...named]);

/** Every setting of a builder is a field of what it builds; one that is said often keeps all that was said. */
const set =
  (name: string): Model =>
  ({ self, args }) => {
    if (!isKind(self, 'instance')) return self;
    const value = args.length === 1 ? (args[0] ?? null) : args.length === 0 ? true : list(args);
    self.fields.set(name, value);
    const said = self.fields.get(`${name}*`);
    self.fields.set(`${name}*`, list([...(isKind(said, 'list') ? said.items : []), ...args]));
    return self;
  };

const build =
  (owner: string): Model =>
  ({ self, at }: NativeCall) =>
    externalInstance(owner, at, isKind(self, 'instance') ? self.fields : []);

/** `T.builder().name(…).build()` for the types whose whole name fits. */
export function fluentCall(path: string, types: RegExp): Model | undefined {
  const owner = path.replace(/\.(builder|Builder)$/, '');
  return owner !== path && types.test(owner) ? startBuilder(owner) : undefined;
}

export function fluentMethod(type: string, name: string, types: RegExp): Model | undefined {
  if (!type.endsWith(BUILDER)) return undefined;
  const owner = type.slice(0, -BUILDER.length);
  if (!types.test(owner)) return undefined;
  return name === 'build' ? build(owner) : set(name);
}

/** All that a builder's setting was given, over all calls. */
export function allSaid({ fields }: Instance, name: string): Value[] {
  const said = fields.get(`${name}*`);
  return isKind(said, 'list') ? said.items : [];
}

export function givenTo({ fields }: Instance): readonly Value[] {
  const given = fields.get(GIVEN);
  return isKind(given, 'list') ? given.items : [];
}
