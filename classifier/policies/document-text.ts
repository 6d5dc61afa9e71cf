import { stringify as stringifyToml } from 'smol-toml';
import { stringify as stringifyYaml } from 'yaml';
import { escapeInvisible } from './wording.ts';

const hex = (code: number, digits: number) => code.toString(16).padStart(digits, '0');

const unitEscape = (character: string) =>
  Array.from({ length: character.length }, (_, index) => `\\u${hex(character.charCodeAt(index), 4)}`).join(
    '',
  );

const codePointEscape = (character: string) => `\\U${hex(Number(character.codePointAt(0)), 8)}`;

const isPlain = (text: string) => escapeInvisible(text, () => '') === text;

/** Two spaces a level, with what cannot be seen escaped; read again, it is the same value. */
export const jsonText = (value: unknown): string =>
  escapeInvisible(JSON.stringify(value, null, 2), unitEscape);

/** A string as JSON and Rego write it. */
export const quoted = (text: string): string => escapeInvisible(JSON.stringify(text), unitEscape);

/** A string as CEL writes it: no half of a surrogate pair may stand alone. https://github.com/google/cel-spec/blob/master/doc/langdef.md#string-and-bytes-values */
export const celQuoted = (text: string): string =>
  escapeInvisible(JSON.stringify(text), (character) =>
    character.length === 1 ? unitEscape(character) : codePointEscape(character),
  );

/** A string as Python writes it. */
export const pythonQuoted = (text: string): string => escapeInvisible(JSON.stringify(text), codePointEscape);

/** Keys and strings must be well-formed. */
export const tomlText = (value: object): string =>
  escapeInvisible(stringifyToml(value).trimEnd(), codePointEscape);

/** Words that YAML 1.1 readers take for booleans, numbers or dates are quoted. Strings must be well-formed. */
export function yamlText(value: unknown): string {
  const options = { lineWidth: 0, compat: 'yaml-1.1', aliasDuplicateObjects: false } as const;
  const text = stringifyYaml(value, options);
  const safe = isPlain(text)
    ? text
    : stringifyYaml(value, { ...options, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'QUOTE_DOUBLE' });
  return escapeInvisible(safe.trimEnd(), codePointEscape);
}
