// https://csharp.sdk.modelcontextprotocol.io and its AIFunctionMcpServerTool: how a tool without a name is named

import type { FunctionNode } from '../../syntax/program/ir.ts';
import { lastName } from '../../syntax/program/value.ts';
import { isAtLeast, type Version } from './versions.ts';

/** Since this release names are in snake case; before it they were the method's own. */
const SNAKE_CASE: Version = [0, 3, 0, 2];

const ASYNC = /^(Task|ValueTask|IAsyncEnumerable)$/;

/** The name that the SDK makes of a method's. */
export function derivedName({ name, returns }: FunctionNode, version: Version): string {
  const isAsync = returns !== null && ASYNC.test(lastName(returns.name));
  const short = isAsync && name.endsWith('Async') && name !== 'Async' ? name.slice(0, -'Async'.length) : name;
  if (!isAtLeast(version, SNAKE_CASE)) return short;
  const plain = short.replace(/[^0-9A-Za-z]+/g, '_').replace(/^_|_$/g, '');
  return snakeCase(plain === '' ? name : plain);
}

/** As System.Text.Json's SnakeCaseLower: `ParseXMLFile2Go` → `parse_xml_file2_go`. */
export const snakeCase = (text: string): string =>
  text
    .replace(/([\p{Ll}\p{Nd}])(\p{Lu})/gu, '$1_$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .replace(/[\s_]+/g, '_')
    .toLowerCase();

/** As System.Text.Json's CamelCase: leading capitals are lowered, the last of them only where no small letter follows. */
export function camelCase(text: string): string {
  const capitals = /^\p{Lu}+/u.exec(text)?.[0].length ?? 0;
  const isWhole = capitals === text.length || !/^\p{Ll}/u.test(text.slice(capitals));
  const lowered = isWhole ? capitals : Math.max(1, capitals - 1);
  return capitals === 0 ? text : text.slice(0, lowered).toLowerCase() + text.slice(lowered);
}
