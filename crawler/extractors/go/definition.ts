import type { Location } from '#data/schema/location.ts';
import type { Annotations } from '#data/schema/tool.ts';
import { goToJson } from '../../syntax/go/json.ts';
import type { JsonFragment } from '../../syntax/json-schema/fragment.ts';
import { asSchema, parseJson } from '../../syntax/program/json.ts';
import { currentFlag, type Machine } from '../../syntax/program/machine.ts';
import { asText, type Instance, isKind, unknown, type Value } from '../../syntax/program/value.ts';
import { hintsFrom, pascalCase, saidBy } from '../hints.ts';
import type { Registration } from '../registration.ts';

/** A value that is an instance of an outside type whose path fits. */
export function outsideOf(value: Value | undefined, path: RegExp): Instance | undefined {
  return isKind(value, 'instance') && value.of.kind === 'external' && path.test(value.of.path)
    ? value
    : undefined;
}

/** A schema as a program hands it over: a struct of a library, a map, a text. Undefined for none. */
export function schemaOf(value: Value | undefined): JsonFragment | undefined {
  if (value === undefined || value === null) return undefined;
  const text = asText(value);
  return asSchema(text === undefined ? goToJson(value) : { value: parseJson(text), complete: true });
}

/** The hints of a `ToolAnnotation(s)` struct. What it does not set is not stated. */
export function annotationsOf(value: Value | undefined): Annotations {
  const said = saidBy(value);
  return hintsFrom((name) => {
    const field = said.get(pascalCase(name));
    return field === '' ? undefined : field;
  });
}

export interface Stated {
  idiom: string;
  /** Instead of what the tool's own fields say. */
  inputSchema?: JsonFragment;
  outputSchema?: JsonFragment;
  at: Location;
}

/** What a `Tool` struct of one of the SDKs says when it is registered. */
export function registrationOf(tool: Instance, stated: Stated, machine: Machine): Registration {
  const { fields } = tool;
  const raw = schemaOf(fields.get('RawInputSchema'));
  const inputSchema = stated.inputSchema ?? raw ?? schemaOf(fields.get('InputSchema'));
  const outputSchema =
    stated.outputSchema ?? schemaOf(fields.get('RawOutputSchema')) ?? schemaOf(fields.get('OutputSchema'));
  const description = fields.get('Description');
  const title = fields.get('Title');
  return {
    idiom: stated.idiom,
    name: fields.get('Name') ?? unknown('Name'),
    ...(title !== undefined && title !== null && { title }),
    ...(description !== undefined && description !== null && description !== '' && { description }),
    ...(inputSchema && { inputSchema }),
    ...(outputSchema && { outputSchema }),
    annotations: annotationsOf(fields.get('Annotations')),
    at: stated.at,
    flag: machine.flags.get(tool) ?? currentFlag(machine),
  };
}
