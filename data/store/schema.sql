CREATE TABLE servers (
  id TEXT PRIMARY KEY,               -- first origin: github:owner/name[/folder], npm:name, local:path
  slug TEXT NOT NULL UNIQUE,         -- its address on the site; never changes once given
  name TEXT NOT NULL,
  origins TEXT NOT NULL,             -- JSON array of ids, best first
  topic TEXT,                        -- a word of data/taxonomy/server-topics.yml
  current_snapshot INTEGER           -- the reading that the pages show; NULL: never read
    REFERENCES snapshots (id)
) STRICT;

CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY,
  server_id TEXT NOT NULL REFERENCES servers (id),
  origin TEXT NOT NULL,              -- which of the server's origins was read
  ref TEXT,                          -- commit or version; NULL for a folder
  integrity TEXT,                    -- of the tarball, as the registry states it
  built_from TEXT,                   -- commit that a package says it was built from
  extractors TEXT NOT NULL,          -- ids and versions of the extractors that read it
  path TEXT NOT NULL,                -- the server's folder in the snapshot, empty for its root
  package_name TEXT NOT NULL,        -- what the code calls itself
  description TEXT NOT NULL,         -- what its manifest says; empty when it says nothing
  language TEXT NOT NULL,
  completeness TEXT NOT NULL CHECK (completeness IN ('complete', 'partial', 'unknown')),
  read_at TEXT NOT NULL              -- ISO 8601, UTC
) STRICT;

CREATE INDEX snapshots_by_server ON snapshots (server_id);

CREATE TABLE skips (
  server_id TEXT NOT NULL REFERENCES servers (id),
  path TEXT NOT NULL,                -- empty: the whole snapshot
  extractor TEXT NOT NULL,
  reason TEXT NOT NULL,              -- one of data/schema/skip.ts
  message TEXT NOT NULL
) STRICT;

CREATE INDEX skips_by_server ON skips (server_id);

CREATE TABLE fetches (
  origin TEXT PRIMARY KEY,           -- the last version of it that was fetched, so that an unchanged one is not fetched again
  ref TEXT,
  integrity TEXT,
  built_from TEXT,
  etag TEXT,                         -- to ask the origin whether anything changed
  extractors TEXT NOT NULL,          -- ids and versions of the extractors that were tried on it
  failure TEXT                       -- JSON: the skip that says why nothing could be read of it; NULL: it was read
) STRICT;

CREATE TABLE checks (
  server_id TEXT PRIMARY KEY REFERENCES servers (id),
  checked_at TEXT NOT NULL,          -- ISO 8601, UTC: the last time anyone looked
  outcome TEXT NOT NULL CHECK (outcome IN ('read', 'unchanged', 'failed', 'lost-tools')),
  failures INTEGER NOT NULL,         -- in a row; 0 after a success
  reason TEXT,                       -- of the last failure
  message TEXT
) STRICT;

CREATE TABLE definitions (
  hash TEXT PRIMARY KEY,             -- SHA-256 over the RFC 8785 form of text
  text TEXT NOT NULL                 -- JSON: what a client is told about the tool
) STRICT;

CREATE TABLE tools (
  id TEXT PRIMARY KEY,               -- server#tool
  server_id TEXT NOT NULL REFERENCES servers (id),
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  definition_hash TEXT NOT NULL REFERENCES definitions (hash),
  path TEXT NOT NULL,
  start_line INTEGER NOT NULL,
  end_line INTEGER NOT NULL,
  extractor TEXT NOT NULL,
  flag TEXT,                         -- without which the server does not offer it
  removed_at TEXT,                   -- when a later reading no longer had it; NULL: offered
  UNIQUE (server_id, slug)
) STRICT;

CREATE INDEX tools_by_definition ON tools (definition_hash);

CREATE TABLE history (
  tool_id TEXT NOT NULL REFERENCES tools (id),
  definition_hash TEXT NOT NULL REFERENCES definitions (hash),
  snapshot_id INTEGER NOT NULL REFERENCES snapshots (id),
  PRIMARY KEY (tool_id, snapshot_id)
) STRICT;

CREATE TABLE classifications (
  tool_id TEXT PRIMARY KEY REFERENCES tools (id),
  input_hash TEXT NOT NULL,          -- over everything the classifier was given, and its version
  category TEXT NOT NULL,
  level TEXT NOT NULL,               -- risk.plain
  adjusted_level TEXT NOT NULL,      -- risk.evidence
  needs_review INTEGER NOT NULL,
  body TEXT NOT NULL,                -- JSON: the whole verdict
  policy TEXT NOT NULL               -- JSON: the advice for this tool
) STRICT;

CREATE INDEX classifications_by_category ON classifications (category);

CREATE INDEX classifications_by_level ON classifications (level);

CREATE INDEX snapshots_by_origin ON snapshots (origin);

CREATE TABLE definition_places (
  tool_id TEXT PRIMARY KEY REFERENCES tools (id),
  place TEXT NOT NULL                -- JSON: where a dependency defines the tool; without a row the server's own package does
) STRICT;

CREATE TABLE readmes (
  snapshot_id INTEGER PRIMARY KEY REFERENCES snapshots (id),
  drift TEXT NOT NULL                -- JSON: how the list of tools in its README differs from what was read
) STRICT;

CREATE TABLE extractions (
  origin TEXT PRIMARY KEY,           -- the last tree of it that was read, so that an equal one is not read again
  inputs TEXT NOT NULL,              -- JSON: what the reading depends on, and its hash
  extracted TEXT NOT NULL            -- JSON: what was read
) STRICT;

CREATE TABLE opinions (
  question TEXT PRIMARY KEY,         -- hash of the model and of all that it was asked
  opinion TEXT NOT NULL              -- JSON: what it answered, or why that is no answer
) STRICT;
