import type { Machine } from '../../syntax/program/machine.ts';
import { asText, type Value } from '../../syntax/program/value.ts';
import { hintsOf } from '../hints.ts';
import type { Registration } from '../registration.ts';
import { type Annotated, elementOf } from './annotations.ts';
import { methodSchema, type ParameterRules } from './method-schema.ts';

/** How one SDK reads an annotated method. */
export interface MethodRules {
  idiom: string;
  parameters: ParameterRules;
  /** What is sent where the annotation says nothing; undefined for nothing. */
  describe(method: string): string | undefined;
}

const isSaid = (value: Value | undefined): value is Value =>
  value !== undefined && value !== null && asText(value) !== '';

/** The tool that an annotated method is. */
export function readMethod(
  machine: Machine,
  annotated: Annotated,
  rules: MethodRules,
): Omit<Registration, 'flag'> {
  const { method, owner, attribute } = annotated;
  const say = (name: string) => elementOf(machine, { attribute, owner }, name);
  const [name, title, description] = [say('name'), say('title'), say('description')];
  const fallback = rules.describe(method.name);
  const text = isSaid(description) ? description : fallback;
  return {
    idiom: rules.idiom,
    name: isSaid(name) ? name : method.name,
    ...(isSaid(title) && { title }),
    ...(text !== undefined && { description: text }),
    inputSchema: methodSchema(machine, annotated, rules.parameters),
    annotations: hintsOf(say('annotations')),
    at: method.at,
  };
}
