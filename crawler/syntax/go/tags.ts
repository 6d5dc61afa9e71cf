/** The value of one key of a struct tag: `json:"name,omitempty" jsonschema:"what it is"`; undefined for none. */
export function tagValue(tag: string, key: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${key}:"((?:[^"\\\\]|\\\\.)*)"`).exec(tag);
  return found?.[1]?.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
}

/** What `encoding/json` makes of a field. */
export interface WireName {
  /** Empty where the tag says none. */
  name: string;
  /** `json:"-"` */
  isLeft: boolean;
  /** `omitempty`, `omitzero` */
  isOmitted: boolean;
}

export function wireName(tag: string): WireName {
  const [name = '', ...options] = (tagValue(tag, 'json') ?? '').split(',');
  const isOmitted = options.includes('omitempty') || options.includes('omitzero');
  return { name: name === '-' ? '' : name, isLeft: name === '-' && options.length === 0, isOmitted };
}

export const isExported = (name: string): boolean => /^\p{Lu}/u.test(name);
