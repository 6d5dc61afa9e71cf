// What each SDK puts on the wire: https://gofastmcp.com/servers/tools and https://github.com/modelcontextprotocol/python-sdk

import { lineage } from '../../syntax/python/define.ts';
import { isFieldInfo } from '../../syntax/python/fields.ts';
import type { Field } from '../../syntax/python/models.ts';
import type { SignatureRules } from '../../syntax/python/signature.ts';
import { lastName, type Schema } from '../../syntax/python/types.ts';
import { isKind, type Value } from '../../syntax/python/value.ts';

/** The two packages that declare tools as functions. Both have a class called FastMCP. */
export type Family = 'mcp' | 'fastmcp';

export type Version = readonly [major: number, minor: number, patch: number];

/** Which release of each package a project asks for. */
export type Releases = Readonly<Record<Family, Version>>;

/** What an unpinned requirement installs. */
export const NEWEST: Releases = { mcp: [1, 29, 0], fastmcp: [3, 4, 7] };

export interface Sdk {
  family: Family;
  version: Version;
}

export function isAtLeast(version: Version, other: Version): boolean {
  const at = version.findIndex((part, index) => part !== other[index]);
  return at < 0 || (version[at] ?? 0) > (other[at] ?? 0);
}

/** fastmcp reads parameters out of docstrings since 3.2.4. */
export const readsDocstrings = (sdk: Sdk) => sdk.family === 'fastmcp' && isAtLeast(sdk.version, [3, 2, 4]);

/** fastmcp cleans docstrings (inspect.getdoc); mcp sends them as written. */
export const cleansDocstrings = (sdk: Sdk) => sdk.family === 'fastmcp';

const isSdkPath = (path: string) => /^(mcp|fastmcp)\./.test(path);

/** `Annotated[T, Resolve(…)]`, filled by the second major of mcp. */
function isResolved(type: Value | undefined): boolean {
  const marks = isKind(type, 'applied') ? type.arguments : [];
  return marks.some(
    (mark) =>
      isKind(mark, 'instance') && isKind(mark.of, 'external') && /^mcp\..*\.Resolve$/.test(mark.of.path),
  );
}

function isContext(type: Value | undefined): boolean {
  if (isKind(type, 'applied')) return isContext(type.origin) || type.arguments.some(isContext);
  if (isKind(type, 'class')) return lineage(type).some((each) => each.kind === 'external' && isContext(each));
  return isKind(type, 'external') && isSdkPath(type.path) && lastName(type.path) === 'Context';
}

/** Defaults that fastmcp fills in: https://gofastmcp.com/servers/dependency-injection */
const INJECTED =
  /^(fastmcp|docket|uncalled_for)\..*\b(Depends|Current\w+|Progress|Shared|Timeout|Retry|TaskKey)$/;

function isDependency(stated: Value | undefined): boolean {
  if (isFieldInfo(stated) || !isKind(stated, 'instance')) return false;
  return isKind(stated.of, 'external') && INJECTED.test(stated.of.path);
}

function untyped(sdk: Sdk): SignatureRules['untyped'] {
  return (name, hasDefault): Schema => {
    if (sdk.family === 'mcp') return { title: name, type: 'string' };
    return readsDocstrings(sdk) && !hasDefault ? {} : { title: name };
  };
}

export function signatureRules(sdk: Sdk): SignatureRules {
  return {
    isInjected: (field: Field) =>
      isContext(field.type) || isResolved(field.type) || isDependency(field.stated),
    hidesOnlyFirst: sdk.family === 'mcp' || !isAtLeast(sdk.version, [3, 0, 0]),
    untyped: untyped(sdk),
    splatsAreParameters: sdk.family === 'mcp',
  };
}
