import { findMethod } from '../../syntax/javascript/members.ts';
import type { Invocation } from '../../syntax/javascript/realm.ts';
import type { ClassValue, ExternalValue, Value } from '../../syntax/javascript/value.ts';

/** Classes of the SDKs that tools are registered on, by the names they are exported under. */
const SERVER_CLASSES = /^(McpServer|Server|FastMCP|MCPServer|MCP|LiteMCP|McpAgent)$/;

const isKnown = (cls: ClassValue, method: string) => {
  const found = findMethod(cls, method);
  return found !== undefined && found.kind !== 'unknown';
};

/**
 * The SDK's McpServer as it stands in a bundle, where its name may be gone: the class that registers tools, prompts and resources.
 * https://github.com/modelcontextprotocol/typescript-sdk/blob/main/packages/server/src/server/mcp.ts
 */
export const isBundledServer = (cls: ClassValue | null | undefined): boolean =>
  cls != null &&
  ['registerTool', 'registerPrompt', 'registerResource'].every((method) => isKnown(cls, method));

/** Whether a method is the SDK's own, and not one that the program defines and that can be read. */
export function isSdkMethod(callee: Value): boolean {
  if (callee.kind === 'function') return isBundledServer(callee.home);
  return callee.kind !== 'native' && callee.kind !== 'class';
}

const OTHERS = /^(?:(?:register|add)(?:Resource|ResourceTemplate|Prompt)|resource|prompt)$/;

/** Whether a call registers a resource or a prompt, whose handler is asked by clients and sets nothing up. */
export const registersOther = ({ kind, callee, method, args }: Invocation): boolean =>
  kind === 'call' && method !== null && OTHERS.test(method) && args.length > 1 && isSdkMethod(callee);

const isServerClass = (value: ExternalValue) => SERVER_CLASSES.test(value.path.at(-1) ?? '');

/** Whether `new` makes a server. */
export function makesServer(callee: Value): boolean {
  if (callee.kind === 'external') return isServerClass(callee);
  return callee.kind === 'class' && isBundledServer(callee);
}

/** The class outside the tree that a class of the tree extends, through any number of others. */
function findOuterParent(cls: ClassValue): ExternalValue | undefined {
  for (let parent = cls.parent; parent; parent = parent.kind === 'class' ? parent.parent : null)
    if (parent.kind === 'external') return parent;
  return undefined;
}

/** Whether a value is a server that the program made. */
export function isServer(value: Value): boolean {
  if (value.kind === 'external') return value.args !== null && isServerClass(value);
  const made = value.kind === 'object' ? value.prototype : null;
  const outer = made && findOuterParent(made);
  return isBundledServer(made) || (outer != null && isServerClass(outer));
}
