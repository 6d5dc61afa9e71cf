import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { Database } from './database.ts';

export type Store = Kysely<Database>;

const MIGRATIONS = new URL('./migrations/', import.meta.url);

function listMigrations(): string[] {
  return readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .sort();
}

/** `user_version` counts the migrations that a database has seen. */
function migrate(sqlite: SqliteDatabase.Database): void {
  const names = listMigrations();
  const seen = Number(sqlite.pragma('user_version', { simple: true }));
  if (seen > names.length) throw new Error('it was written by a newer version of toolrisk');
  for (const [index, name] of names.entries()) {
    if (index < seen) continue;
    sqlite.transaction(() => {
      sqlite.exec(readFileSync(new URL(name, MIGRATIONS), 'utf8'));
      sqlite.pragma(`user_version = ${index + 1}`);
    })();
  }
}

function connect(path: string, readonly: boolean): SqliteDatabase.Database {
  if (!readonly && path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const sqlite = new SqliteDatabase(path, { readonly });
  if (!readonly) {
    sqlite.pragma('journal_mode = WAL');
    migrate(sqlite);
  }
  sqlite.pragma('foreign_keys = ON');
  return sqlite;
}

/**
 * Opens the catalogue, making and migrating it unless `readonly`. Close it with `store.destroy()`.
 * Throws when the file cannot be opened, written or understood.
 */
export function openStore(path: string, { readonly = false } = {}): Store {
  try {
    return new Kysely<Database>({ dialect: new SqliteDialect({ database: connect(path, readonly) }) });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const advice = readonly ? 'Run `toolrisk crawl` to make it' : 'Check that its folder can be written';
    throw new Error(`The catalogue ${path} cannot be opened: ${why}. ${advice}.`, { cause });
  }
}
