//! The error of every verb. Each variant names what was wrong and where; the binary words it for people
//! (`locales/`) and the texts here are for logs.

pub use crate::line_problem::LineProblem;
use chungtay_ledger::id::Id;
use chungtay_ledger::refusal::Refusal;
use chungtay_statements::BadRow;
use std::path::PathBuf;

/// What the verbs return.
pub type Result<T, E = ServiceError> = std::result::Result<T, E>;

/// A command that was refused, with its line in the file it came from.
#[derive(Clone, Debug)]
pub struct RefusedLine {
    /// From one.
    pub line: usize,
    /// Why.
    pub problem: LineProblem,
}

/// A picture of which a file is not in the book's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostPicture {
    /// The picture.
    pub picture: Id,
    /// Its entry.
    pub entry: u64,
    /// Where the file should lie; `None` where neither record nor opening tells it.
    pub file: Option<PathBuf>,
}

/// Why a verb did nothing. Every verb either does all of its work or leaves the book as it was, except
/// that an import broken off goes on where it stopped when it is run again.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The store.
    #[error(transparent)]
    Journal(#[from] chungtay_journal::Error),
    /// The fold.
    #[error(transparent)]
    Fold(#[from] chungtay_views::fold::FoldError),
    /// The ledger refuses.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// Lines of an apply file are refused; nothing was entered.
    #[error("{} lines refused", .0.len())]
    RefusedLines(Vec<RefusedLine>),
    /// The bank's file cannot be read at all.
    #[error(transparent)]
    Statement(#[from] chungtay_statements::FileError),
    /// A story's file cannot be read, or asks what the books cannot answer; nothing was entered.
    #[error("{} faults in the story", .0.len())]
    Story(Vec<chungtay_documents::story::Fault>),
    /// Rows of the bank's file cannot be read; nothing was entered.
    #[error("{} rows cannot be read", .0.len())]
    BadRows(Vec<BadRow>),
    /// A row of the bank's file is in another currency than the books'.
    #[error("row {row} is in {currency}")]
    ForeignCurrency {
        /// The row's number in the file.
        row: u64,
        /// ISO 4217.
        currency: String,
    },
    /// The bank's file holds statements of several accounts, and it was not said whose is imported.
    #[error("statements of {} accounts", .0.len())]
    SeveralAccounts(Vec<String>),
    /// The bank's file prints another account's number than the book's account has.
    #[error("the file is of account {printed}, and {account} has another number")]
    OtherAccount {
        /// What the file prints.
        printed: String,
        /// The book's account.
        account: String,
        /// The end of its number.
        end: String,
    },
    /// A file outside the book.
    #[error("{file}: {source}", file = file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The import of this file was begun in another reading: by other columns, or of another account in it.
    #[error("the import of this file was begun with other columns")]
    OtherReading {
        /// The file's name.
        file_name: String,
    },
    /// Another file's import was broken off.
    #[error("the import of another file is not finished")]
    OtherImportOpen {
        /// Its number.
        import: u32,
        /// The file's name, as far as it is known here.
        file_name: String,
    },
    /// Neither the account nor the fund is there, and it was not asked to make them.
    #[error("no {thing} {id}")]
    NotThere {
        /// `account` or `fund`.
        thing: &'static str,
        /// Its identifier.
        id: String,
    },
    /// One of the book's own secrets is not in the key store.
    #[error("the key store lacks {0}; restore keys.sqlite from its backup")]
    NoKey(&'static str),
    /// An import would show names more widely than the book does.
    #[error("names would be shown more widely than the book's policy")]
    NamesTooWide,
    /// The settings of feeds can be read by others than their owner.
    #[error("{file}: mode {mode:o} lets others in", file = file.display())]
    FeedsOpenToOthers {
        /// The settings.
        file: PathBuf,
        /// The mode they have.
        mode: u32,
    },
    /// A line of the settings of feeds is not understood.
    #[error("{file}, line {line}: it {fault}", file = file.display())]
    FeedsFile {
        /// The settings.
        file: PathBuf,
        /// Which line, from one.
        line: usize,
        /// What is wrong with it.
        fault: crate::feeds::FeedFault,
    },
    /// Pushed transactions wait of a feed that the settings do not have any more.
    #[error("no feed {feed} of {account}")]
    NoFeed {
        /// The service's word.
        feed: String,
        /// The account's id.
        account: String,
    },
    /// The file of the log's signing keys cannot be used.
    #[error(transparent)]
    KeyFile(#[from] crate::log_keys::KeyFileError),
    /// The journal is not the one that was signed: its entries before the head are others.
    #[error("the journal's first {signed} entries are not those that were signed")]
    JournalDiffers {
        /// The size that was signed.
        signed: u64,
    },
    /// The head's signature is not the book's: it was torn or changed.
    #[error("{file}: {what}; restore it from log/checkpoint", file = file.display())]
    HeadNotSigned {
        /// The head's file.
        file: PathBuf,
        /// What the note lacks.
        what: String,
    },
    /// A file of the published log is damaged, and the journal cannot make it again.
    #[error("{file}: {what}; fetch it from a mirror or a backup", file = file.display())]
    LogFile {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        what: String,
    },
    /// The published log withholds an entry whose words the journal has: it is an older copy.
    #[error("entry {entry} was withheld; run chungtay recover")]
    WithheldInLog {
        /// The entry.
        entry: u64,
    },
    /// The entry is not there.
    #[error("there is no entry {0}")]
    NoSuchEntry(u64),
    /// Nobody has told what the line is, so there is nothing to undo.
    #[error("nobody has told what line {0} is")]
    NotMatched(u64),
    /// The text to be hidden is not among the words of the entry.
    #[error("entry {entry} has no such words")]
    NoSuchWords {
        /// The entry.
        entry: u64,
    },
    /// The text to be hidden stands in the entry only in what other entries name or compute with: an
    /// identifier, a date, a commitment.
    #[error("the words stand in an identifier of entry {entry}")]
    WordsInIdentifier {
        /// The entry.
        entry: u64,
    },
    /// The picture or paper cannot be taken.
    #[error(transparent)]
    Picture(#[from] chungtay_pictures::Fault),
    /// A file of a picture that a story shows is not in the book's folder.
    #[error("a file of the picture {picture} (entry {entry}) is not there", picture = .0.picture, entry = .0.entry)]
    StoryPicture(LostPicture),
    /// Words that would be published hold digits that are never shown.
    #[error("the field {0} holds a number that is never shown")]
    NumberShown(&'static str),
    /// The giver's name holds digits that are never shown.
    #[error("the name in entry {0} holds a number that is never shown")]
    NumberInName(u64),
    /// The read models could not be brought up to date.
    #[error(transparent)]
    Views(#[from] chungtay_views::ViewsError),
    /// The published log cannot be written, read back or signed.
    #[error("{0}")]
    Published(String),
    /// `DIR/policy` is not in the form of C2SP tlog-policy.
    #[error("{file}: {error}", file = file.display())]
    Policy {
        /// The file.
        file: PathBuf,
        /// Which line, and why.
        error: chungtay_log::policy::PolicyError,
    },
    /// `DIR/policy` names logs, and not this one.
    #[error("{file} names other logs", file = file.display())]
    PolicyOfAnotherLog {
        /// The file.
        file: PathBuf,
    },
    /// A private value cannot be sealed or read.
    #[error("the private record of entry {0} cannot be read with its key")]
    Unreadable(u64),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes: {0}")]
    NoRandomness(String),
}

impl ServiceError {
    /// Names the file that an input or output error belongs to.
    pub fn at(file: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        |source| Self::File { file: file.to_owned(), source }
    }
}
