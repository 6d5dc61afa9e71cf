import type { FunctionNode } from '../../syntax/program/ir.ts';
import { schemaFrom } from '../../syntax/program/json.ts';
import type { Machine } from '../../syntax/program/machine.ts';
import { typeScope } from '../../syntax/program/members.ts';
import { isKind, type Scope, type TypeValue, type Value } from '../../syntax/program/value.ts';
import type { Registration } from '../registration.ts';
import { readHints } from './attribute.ts';
import { describe, readDocBlock } from './doc-block.ts';
import { signatureSchema } from './signature.ts';

/** A function of the tree that a tool calls; `owner` is the class of a method. */
export interface Handler {
  fn: FunctionNode;
  owner: TypeValue | null;
  scope: Scope;
}

/** The handler of a class's method, looked for in the class alone; undefined where it has none of that name. */
export function methodOf(owner: TypeValue, name: string): Handler | undefined {
  const fn = owner.declaration.methods.find((each) => each.name === name);
  return fn && { fn, owner, scope: typeScope(owner) };
}

/** `__invoke` is called by its class's name. */
const derivedName = ({ fn, owner }: Handler): string =>
  fn.name === '__invoke' && owner ? owner.declaration.name : fn.name;

const isSaid = (value: Value | undefined): value is Value => value !== undefined && value !== null;

/** A tool as a function and what is said of it make it. What is not said comes from signature and documentation. */
export function handlerTool(
  machine: Machine,
  idiom: string,
  handler: Handler,
  said: ReadonlyMap<string, Value>,
): Omit<Registration, 'flag' | 'at'> {
  const [name, title, description] = ['name', 'title', 'description'].map((key) => said.get(key));
  const documented = describe(readDocBlock(handler.fn.doc));
  const stated = said.get('inputSchema');
  const text = isSaid(description) ? description : documented;
  return {
    idiom,
    name: isSaid(name) ? name : derivedName(handler),
    ...(isSaid(title) && { title }),
    ...(text !== '' && { description: text }),
    inputSchema: isKind(stated, 'dict')
      ? schemaFrom(stated)
      : signatureSchema(machine, handler.fn, handler.scope),
    annotations: readHints(said.get('annotations')),
  };
}
