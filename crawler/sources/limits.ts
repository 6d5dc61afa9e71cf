/** What one snapshot may hold. Sizes in bytes. */
export interface Limits {
  /** An archive as it is sent, where it has to be whole before it can be read. */
  archiveBytes: number;
  /** An archive's size when inflated, whatever is kept of it. */
  inflatedBytes: number;
  /** Entries of an archive or folder, folders included. */
  entries: number;
  fileBytes: number;
  /** All kept text together. */
  keptBytes: number;
  /** UTF-16 code units of one path. */
  pathLength: number;
  /** Recorded refusals of one reason; the rest is counted in one more. */
  skipsPerReason: number;
}

const MB = 1_000_000;

export const DEFAULT_LIMITS: Limits = {
  archiveBytes: 100 * MB,
  inflatedBytes: 400 * MB,
  entries: 100_000,
  fileBytes: 8 * MB,
  keptBytes: 150 * MB,
  pathLength: 512,
  skipsPerReason: 200,
};
