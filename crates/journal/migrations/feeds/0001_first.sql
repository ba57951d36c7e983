CREATE TABLE book (
  -- The one book whose records lie in this file.
  book_id TEXT NOT NULL PRIMARY KEY,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  -- What services pushed, from before the reply on: waits to be entered by the book's writer.
  book_id TEXT NOT NULL REFERENCES book (book_id),
  number INTEGER NOT NULL CHECK (number > 0), -- counts from 1, in the order received
  feed TEXT NOT NULL, -- the service
  account TEXT NOT NULL, -- the account's id in the book
  event BLOB NOT NULL CHECK (length(event) = 16), -- keyed hash of the service's id of the transaction
  received_at INTEGER NOT NULL, -- seconds since 1970
  batch INTEGER, -- events entered by one import; NULL = none yet
  body BLOB, -- encrypted; NULL once entered
  PRIMARY KEY (book_id, number),
  UNIQUE (book_id, feed, account, event)
) STRICT, WITHOUT ROWID;

CREATE INDEX event_waiting ON event (book_id, batch, feed, account) WHERE body IS NOT NULL;
