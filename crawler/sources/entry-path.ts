/** A path as the archive states it: made relative and plain, or refused with the reason. */
export type EntryPath = { kind: 'plain'; path: string } | { kind: 'unsafe'; shown: string; why: string };

/** C0, DEL, C1, line separators, and the marks that change the direction of text (Unicode TR 36, section 2.1). */
const HIDDEN = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const HIDDEN_ALL = new RegExp(HIDDEN.source, 'gu');
const SHOWN_LENGTH = 200;

/** A hostile path made fit to be shown: hidden characters as their code points, cut to a readable length. */
function showPath(raw: string): string {
  const visible = raw.replace(HIDDEN_ALL, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
  return visible.length > SHOWN_LENGTH ? `${visible.slice(0, SHOWN_LENGTH)}…` : visible;
}

function findFault(raw: string, segments: readonly string[], maxLength: number): string | undefined {
  if (raw.length > maxLength) return `is longer than ${maxLength} characters`;
  if (HIDDEN.test(raw)) return 'has control characters';
  if (raw.includes('\uFFFD')) return 'is not UTF-8';
  if (raw.startsWith('/') || /^[A-Za-z]:/.test(raw)) return 'is absolute';
  if (raw.includes('\\')) return 'has backslashes';
  if (segments.includes('..')) return 'leaves its folder';
  return segments.length === 0 ? 'is empty' : undefined;
}

/** Checks a path of an archive or folder and drops its `.` and empty segments. Never throws. */
export function parseEntryPath(raw: string, maxLength: number): EntryPath {
  const segments = raw.split('/').filter((segment) => segment !== '' && segment !== '.');
  const fault = findFault(raw, segments, maxLength);
  if (fault !== undefined) return { kind: 'unsafe', shown: showPath(raw), why: `Its path ${fault}.` };
  return { kind: 'plain', path: segments.join('/') };
}
