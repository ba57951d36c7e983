//! What joins this book to another one: money that went from one to the other, and works that both have. Each
//! book says its own half; a roll-up over books believes what both say. Books are named by their log's origin.

use crate::canonical::record;
use crate::id::Id;

record! {
    /// `book_transfer/1`: what an entry told as a transfer (most often an attribution of a bank line) came from
    /// another book or went to it. Moves nothing itself. Private field: a note.
    BookTransfer {
        /// The other book, by its log's origin line.
        book: String,
        /// The entry; what it posts to transfers is what moved, and the sign says which way.
        entry: u64,
        /// The transfer; the other book says the same identifier.
        id: Id,
    }
    /// `shared_work/1`: a work of this book is one of another book's too.
    SharedWork {
        /// The other book, by its log's origin line.
        book: String,
        /// Its identifier there.
        other: Id,
        /// The work here.
        work: Id,
    }
}
