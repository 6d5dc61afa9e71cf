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
