CREATE TABLE book (
  -- The one book whose records lie in this file.
  book_id TEXT NOT NULL PRIMARY KEY,
  revision INTEGER NOT NULL -- counts the transactions that changed records
) STRICT, WITHOUT ROWID;

CREATE TABLE bundle (
  -- Secrets of records. Back this file up apart; erasing a secret erases the record everywhere.
  -- Records of the 256 entries from bundle_index * 256 on: 256 slots of 32 bytes; all zero = none.
  book_id TEXT NOT NULL REFERENCES book (book_id),
  bundle_index INTEGER NOT NULL CHECK (bundle_index >= 0),
  revision INTEGER NOT NULL, -- of the transaction that wrote this row
  bytes BLOB NOT NULL CHECK (length(bytes) = 8192),
  PRIMARY KEY (book_id, bundle_index)
) STRICT, WITHOUT ROWID;

CREATE INDEX bundle_by_revision ON bundle (book_id, revision);

CREATE TABLE tail (
  -- Records of bundles not yet closed, one row each; no bytes = erased.
  book_id TEXT NOT NULL REFERENCES book (book_id),
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  revision INTEGER NOT NULL,
  bytes BLOB NOT NULL CHECK (length(bytes) IN (0, 32)),
  PRIMARY KEY (book_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE named_secret (
  -- The book's own secrets, by name: the look-up key of statement lines, the log's signing seed.
  book_id TEXT NOT NULL REFERENCES book (book_id),
  name TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (book_id, name)
) STRICT, WITHOUT ROWID;
