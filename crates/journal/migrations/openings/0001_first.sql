CREATE TABLE book (
  -- The one book whose records lie in this file.
  book_id TEXT NOT NULL PRIMARY KEY,
  revision INTEGER NOT NULL -- counts the transactions that changed records
) STRICT, WITHOUT ROWID;

CREATE TABLE bundle (
  -- Text released to the public, erasable.
  -- Records of the 256 entries from bundle_index * 256 on: 256 slots of u32 big-endian length and bytes; length 0 = none.
  book_id TEXT NOT NULL REFERENCES book (book_id),
  bundle_index INTEGER NOT NULL CHECK (bundle_index >= 0),
  revision INTEGER NOT NULL, -- of the transaction that wrote this row
  bytes BLOB NOT NULL,
  PRIMARY KEY (book_id, bundle_index)
) STRICT, WITHOUT ROWID;

CREATE INDEX bundle_by_revision ON bundle (book_id, revision);

CREATE TABLE tail (
  -- Records of bundles not yet closed, one row each; no bytes = erased.
  book_id TEXT NOT NULL REFERENCES book (book_id),
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  revision INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (book_id, sequence)
) STRICT, WITHOUT ROWID;
