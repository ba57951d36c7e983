CREATE TABLE book (
  -- The one book whose entries lie in this file.
  book_id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE bundle (
  -- Full bundles of 256 entries in the C2SP entry-bundle form: u16 big-endian length and bytes, each.
  book_id TEXT NOT NULL REFERENCES book (book_id),
  bundle_index INTEGER NOT NULL CHECK (bundle_index >= 0), -- first entry is bundle_index * 256
  bytes BLOB NOT NULL,
  PRIMARY KEY (book_id, bundle_index)
) STRICT, WITHOUT ROWID;

CREATE TABLE tail (
  -- Entries of the unfinished bundle, at most 255; they move to bundle in the transaction that fills it.
  book_id TEXT NOT NULL REFERENCES book (book_id),
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  bytes BLOB NOT NULL, -- the entry, canonical JSON
  PRIMARY KEY (book_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE import (
  -- Private register of files read: imports, and observations that posted nothing.
  book_id TEXT NOT NULL REFERENCES book (book_id),
  number INTEGER NOT NULL CHECK (number >= 0),
  file_sha256 BLOB NOT NULL CHECK (length(file_sha256) = 32),
  file_name TEXT NOT NULL, -- without its folder
  account TEXT NOT NULL,
  fund TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'posted nothing', 'refused')),
  started_at INTEGER NOT NULL, -- seconds since 1970-01-01T00:00:00Z
  finished_at INTEGER,
  first_sequence INTEGER NOT NULL, -- the journal's size when the import began
  rows_done INTEGER NOT NULL, -- rows whose outcome is durable; a resumed import goes on from here
  lines_posted INTEGER NOT NULL,
  lines_known INTEGER NOT NULL,
  rows_quarantined INTEGER NOT NULL,
  details BLOB NOT NULL, -- the importer's own notes
  PRIMARY KEY (book_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX import_by_file ON import (book_id, file_sha256);

CREATE TABLE line_day (
  -- One import's sight of one account's day.
  book_id TEXT NOT NULL,
  account TEXT NOT NULL,
  day TEXT NOT NULL, -- YYYY-MM-DD, the day the bank booked the lines on
  import INTEGER NOT NULL,
  whole_day INTEGER NOT NULL CHECK (whole_day IN (0, 1)), -- 1 when the file covers the whole day
  PRIMARY KEY (book_id, account, day, import),
  FOREIGN KEY (book_id, import) REFERENCES import (book_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE line_run (
  -- Look-up keys of that day's statement lines in the file's order, in chunks of at most 1024.
  book_id TEXT NOT NULL,
  account TEXT NOT NULL,
  day TEXT NOT NULL,
  import INTEGER NOT NULL,
  chunk INTEGER NOT NULL, -- counts from 0
  first_sequence INTEGER NOT NULL, -- the entry of the chunk's first line
  keys BLOB NOT NULL CHECK (length(keys) % 24 = 0), -- each: 16-byte key, u64 big-endian sequence
  PRIMARY KEY (book_id, account, day, import, chunk),
  FOREIGN KEY (book_id, account, day, import) REFERENCES line_day (book_id, account, day, import)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (
  -- The fold's state at a size, the last of each name; derived, and useless to another fold version.
  book_id TEXT NOT NULL REFERENCES book (book_id),
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  size INTEGER NOT NULL, -- entries folded into it
  bytes BLOB NOT NULL,
  PRIMARY KEY (book_id, name)
) STRICT, WITHOUT ROWID;
