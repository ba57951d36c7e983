CREATE TABLE withheld (
  -- Entries whose bytes are gone for good: in bundle or tail they stand as zero bytes.
  book_id TEXT NOT NULL REFERENCES book (book_id),
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  leaf BLOB NOT NULL CHECK (length(leaf) = 32), -- SHA-256(0x00 || the bytes), as the log has it
  restated_by INTEGER NOT NULL, -- the later entry that states it again
  PRIMARY KEY (book_id, sequence),
  CHECK (restated_by > sequence)
) STRICT, WITHOUT ROWID;
