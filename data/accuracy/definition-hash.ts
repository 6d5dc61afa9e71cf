import { createHash } from 'node:crypto';

const collapse = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

/** Tells whether a tool is still the one that was labelled: its name and description, white space apart. Sixteen hex digits. */
export const hashDefinition = (name: string, description: string | null | undefined): string =>
  createHash('sha256')
    .update(`${name}\n${collapse(description)}`)
    .digest('hex')
    .slice(0, 16);
