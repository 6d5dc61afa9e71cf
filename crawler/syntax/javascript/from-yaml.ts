import { parse, YAMLError } from 'yaml';
import { fromData } from './from-json.ts';
import { unknown, type Value } from './value.ts';

/** Aliases beyond this make a small document a huge value. */
const MAX_ALIASES = 200;

/** A value for what a YAML text holds. A text that is no YAML is unknown, and says so. */
export function fromYaml(text: string): Value {
  try {
    return fromData(parse(text, { maxAliasCount: MAX_ALIASES }));
  } catch (error) {
    if (error instanceof YAMLError || error instanceof ReferenceError)
      return unknown(`no YAML: ${error.message}`);
    throw error;
  }
}
