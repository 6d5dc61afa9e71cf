import type { SyntaxNode } from '../../syntax/node.ts';
import { external } from '../../syntax/python/machine.ts';
import { nameOfFunction, unwrapped } from '../../syntax/python/unwrap.ts';
import {
  asText,
  type Func,
  type Instance,
  isKind,
  type Method,
  type NativeCall,
  UNKNOWN,
  type Value,
} from '../../syntax/python/value.ts';

/** Where a Tool object keeps the function it was made of. */
export const FUNCTION = '<function>';

const TOOL = external('mcp.types.Tool');

/** A function as a tool; what the call says beside it (`name`, `description`, `annotations` …) becomes attributes. */
export function toolFromFunction(callee: Func | Method | Value, call: NativeCall): Instance {
  const tool: Instance = { kind: 'instance', of: TOOL, attributes: new Map(call.kwargs), site: call.site };
  tool.attributes.set(FUNCTION, callee);
  const func = functionOf(callee);
  if (tool.attributes.get('name') === undefined || tool.attributes.get('name') === null)
    tool.attributes.set('name', nameOf(func));
  if (func !== undefined) tool.attributes.set('fn', func);
  return tool;
}

function nameOf(func: Func | undefined): Value {
  if (func === undefined) return UNKNOWN;
  return nameOfFunction(func);
}

export function functionOf(value: Value | undefined): Func | undefined {
  if (isKind(value, 'function')) return value;
  if (isKind(value, 'method') && value.callee.kind === 'function') return value.callee;
  return undefined;
}

/** Whether a value can be made a tool by itself. */
export function isCallable(value: Value | undefined): value is Func | Method {
  return functionOf(value) !== undefined;
}

export function isToolObject(value: Value | undefined): value is Instance {
  return (
    isKind(value, 'instance') &&
    value.attributes.has('name') &&
    (value.attributes.has(FUNCTION) || /(^|\.)\w*Tool$/.test(classPath(value)))
  );
}

function classPath(value: Instance): string {
  if (value.of.kind === 'external') return value.of.path;
  const base = value.of.bases.find((each) => isKind(each, 'external'));
  return isKind(base, 'external') ? base.path : value.of.name;
}

/** Where a tool is defined: its function with its decorators, else the expression that makes it. */
export function siteOf(tool: Instance): SyntaxNode {
  const func = functionOf(tool.attributes.get(FUNCTION));
  return func === undefined ? tool.site : unwrapped(func).site;
}

export const textAttribute = (tool: Instance, name: string) => asText(tool.attributes.get(name));
