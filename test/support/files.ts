import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text files of a folder of ours, by path: what a test server serves as a repository or package. */
export function readFiles(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length).replace(/^[\\/]+/, ''), readFileSync(path, 'utf8')]),
  );
}
