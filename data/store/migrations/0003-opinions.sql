CREATE TABLE opinions (
  question TEXT PRIMARY KEY,         -- hash of the model and of all that it was asked
  opinion TEXT NOT NULL              -- JSON: what it answered, or why that is no answer
) STRICT;
