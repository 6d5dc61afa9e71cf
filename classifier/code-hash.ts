import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Documents and cases decide nothing. */
const isDeciding = (name: string) => name !== 'README.md' && name !== 'cases.yml';

const filesIn = (folder: URL): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isDeciding(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

/** Over all that decides in these folders, in the order of its paths. */
export function hashFiles(folders: readonly URL[]): string {
  const hash = createHash('sha256');
  for (const path of folders.flatMap(filesIn).sort()) hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

/** Changes with any line of the classifier and any word or weight that it reads: what other code decided is decided again. */
export const CODE_HASH = hashFiles(
  ['./', '../data/policy/', '../data/schema/', '../data/second-vote/', '../data/taxonomy/'].map(
    (path) => new URL(path, import.meta.url),
  ),
);
