import { currentFlag, type Machine, type Model } from '../../syntax/program/machine.ts';
import { externalInstance, type Instance, type NativeCall, type Value } from '../../syntax/program/value.ts';
import type { Idiom } from '../idiom.ts';
import type { Registration } from '../registration.ts';
import { readHints } from './hints.ts';
import { inputSchemaOf, outputSchemaOf } from './input-schema.ts';

const ID = 'define-tool';
const DEFINED = 'MCP.Tool.Defined';

/** A tool as its named arguments say it; undefined for an instance of something else. */
export function definedTool({ of, fields, at }: Instance): Omit<Registration, 'flag'> | undefined {
  if (of.kind !== 'external' || of.path !== DEFINED) return undefined;
  return { ...readStated(fields), at };
}

function readStated(stated: ReadonlyMap<string, Value>): Omit<Registration, 'flag' | 'at'> {
  const [title, description] = [stated.get('title'), stated.get('description')];
  const hints = stated.get('annotations');
  const outputSchema = outputSchemaOf(stated.get('output_schema'));
  return {
    idiom: ID,
    name: stated.get('name') ?? null,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    inputSchema: inputSchemaOf(stated.get('input_schema')),
    ...(outputSchema && { outputSchema }),
    annotations: readHints(hints),
  };
}

/** `MCP::Tool.define(name: …) { }`: a tool that a list may hold. */
const define: Model = ({ named, at }: NativeCall) => externalInstance(DEFINED, at, named);

/** Tools made by a call with named arguments, on a server or for its list. */
export const defineTool: Idiom = {
  id: ID,
  models({ recorded }) {
    const onServer: Model = ({ named, at }: NativeCall, machine: Machine) => {
      if (named.has('name'))
        recorded.registrations.push({ ...readStated(named), at, flag: currentFlag(machine) });
      return null;
    };
    return {
      call: (path) => (/^(MCP|ModelContextProtocol)\.Tool\.define$/.test(path) ? define : undefined),
      method: (type, name) =>
        name === 'define_tool' && /^$|(^|\.)Server$/.test(type) ? onServer : undefined,
    };
  },
};
