// `git archive` writes the commit into the comment of the global pax header, the first block of the archive:
// https://git-scm.com/docs/git-get-tar-commit-id. tar-stream reads that header and does not give it out.

const BLOCK = 512;
const SIZE_FIELD = { start: 124, end: 136 };
const TYPE_FIELD = 156;
const GLOBAL_PAX = 'g';
const RECORD = /^\d+ comment=([0-9a-f]{40}|[0-9a-f]{64})\n/m;

/** How much of an inflated archive is enough for `findCommit`, in bytes. */
export const ARCHIVE_HEAD_BYTES = 2 * BLOCK;

/** The commit that an archive says it was made from, given its first bytes inflated; null where it says nothing. */
export function findCommit(head: Buffer): string | null {
  if (head.length < ARCHIVE_HEAD_BYTES || head.toString('latin1', TYPE_FIELD, TYPE_FIELD + 1) !== GLOBAL_PAX)
    return null;
  const size = Number.parseInt(head.toString('latin1', SIZE_FIELD.start, SIZE_FIELD.end), 8);
  const [, commit = null] = RECORD.exec(head.toString('latin1', BLOCK, BLOCK + Math.min(size, BLOCK))) ?? [];
  return commit;
}
