//! What the portal needs to be told. The wiring implements these over the views; a test over sample data.
//! A snapshot is one reading of the books: everything on a page comes from the same size of the log.

use super::frame::BookFrame;
use super::pages::about::About;
use super::pages::article::Source;
use super::pages::asking::Asked;
use super::pages::balances::{Account, Balances};
use super::pages::bundle::{BundleRow, BundleView};
use super::pages::charts::ChartsView;
use super::pages::claim::ClaimView;
use super::pages::claims::Claims;
use super::pages::comparison::ComparisonView;
use super::pages::disclosure::Disclosure;
use super::pages::drives::{DriveView, Drives, ThanksView};
use super::pages::entry::EntryView;
use super::pages::figure::FigureProof;
use super::pages::funds::{Fund, Funds};
use super::pages::home::Home;
use super::pages::lines::file::{FileFormat, Piece};
use super::pages::lines::{Lines, LinesChoices, LinesQuery};
use super::pages::log::LogView;
use super::pages::map::MapView;
use super::pages::models::{ModelView, Models};
use super::pages::organisations::{Organisation, Organisations};
use super::pages::places::PlacesView;
use super::pages::privacy::PrivacyView;
use super::pages::programmes::{Programme, Programmes};
use super::pages::receipt::{ReceiptFile, ReceiptView};
use super::pages::statement::StatementView;
use super::pages::stories::{Stories, StoriesAbout, StoryRow, StoryView};
use super::pages::strips::Strips;
use super::pages::targets::{Bases, BasisView};
use super::pages::works::{Work, Works};
use chungtay_documents::story::Fault;
use chungtay_search::Matches;
use chungtay_text::Language;
use std::sync::Arc;

/// What a page's content depends on: when this changes, every cached page is stale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Version {
    /// Entries under the last checkpoint.
    pub checkpoint_size: u64,
    /// Signatures under the checkpoint: a witness may come late.
    pub signatures: usize,
    /// Grows with every opening and every erasure, which leave the log as it is.
    pub openings_revision: u64,
}

/// Why the books cannot be read now. Logged where it is answered; a reader is told only that it is so.
#[derive(Debug, thiserror::Error)]
#[error("the books cannot be read: {0}")]
pub struct SourceError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// A result of reading.
pub type Read<T> = Result<T, SourceError>;

/// The books, as the portal reads them. Methods may block; the router calls `snapshot` and what follows
/// off the asynchronous threads.
pub trait PortalSource: Send + Sync {
    /// The present version; cheap, asked on every request, never blocking.
    fn version(&self) -> Version;

    /// Begins one reading.
    fn snapshot(&self) -> Read<Box<dyn Snapshot + '_>>;
}

/// One reading of the books at one size. `None` means that there is no such thing.
pub trait Snapshot:
    MoneyPages
    + WorkPages
    + MovementPages
    + AskingPages
    + StoryPages
    + EvidencePages
    + FilePages
    + BundlePages
    + PublishedFiles
{
    /// The book and the checkpoint read at, for the frame of every page.
    fn book(&self) -> Read<BookFrame>;
}

/// What came in and went out.
pub trait MoneyPages {
    /// The first page.
    fn home(&self) -> Read<Home>;
    /// All funds.
    fn funds(&self) -> Read<Funds>;
    /// One fund.
    fn fund(&self, id: &str) -> Read<Option<Fund>>;
    /// Where money came from and went.
    fn charts(&self) -> Read<ChartsView>;
    /// What the filters of the lines offer.
    fn lines_choices(&self) -> Read<LinesChoices>;
    /// Lines that match, a page of them.
    fn lines(&self, query: &LinesQuery) -> Read<Lines>;
    /// Lines that match, all of them, for a file.
    fn lines_found(&self, query: &LinesQuery) -> Read<Matches>;
    /// The next piece of such a file, from an entry on.
    fn lines_piece(&self, found: &Matches, format: FileFormat, from: u64) -> Read<Piece>;
}

/// What was built, and what is told of it.
pub trait WorkPages {
    /// All programmes.
    fn programmes(&self) -> Read<Programmes>;
    /// One programme.
    fn programme(&self, id: &str) -> Read<Option<Programme>>;
    /// All works.
    fn works(&self) -> Read<Works>;
    /// One work.
    fn work(&self, id: &str) -> Read<Option<Work>>;
    /// Places of the book, and units of the national list by the words asked for.
    fn places(&self, asked: &str) -> Read<PlacesView>;
    /// Works on a map.
    fn map(&self) -> Read<MapView>;
    /// The strip map of one line of posts.
    fn strip(&self, id: &str) -> Read<Option<Strips>>;
    /// What must be published, by when, done or late.
    fn disclosure(&self) -> Read<Disclosure>;
    /// Claims beside books.
    fn claims(&self) -> Read<Claims>;
    /// One source, line by line.
    fn source(&self, id: &str) -> Read<Option<Source>>;
}

/// Who works together, under what, and what they call for.
pub trait MovementPages {
    /// Organisations as they stood on a day (`YYYY-MM-DD`; empty asks for the newest entry's).
    fn organisations(&self, on: &str) -> Read<Organisations>;
    /// One organisation.
    fn organisation(&self, id: &str) -> Read<Option<Organisation>>;
    /// Policy bases and targets.
    fn bases(&self) -> Read<Bases>;
    /// One policy basis.
    fn basis(&self, id: &str) -> Read<Option<BasisView>>;
    /// Models, year by year.
    fn models(&self) -> Read<Models>;
    /// One model.
    fn model(&self, id: &str) -> Read<Option<ModelView>>;
    /// Drives.
    fn drives(&self) -> Read<Drives>;
    /// One drive.
    fn drive(&self, id: &str) -> Read<Option<DriveView>>;
    /// A page of those whom a drive thanks, from one.
    fn thanks(&self, id: &str, page: &str) -> Read<Option<ThanksView>>;
}

/// Questions and claims.
pub trait AskingPages {
    /// A question in the figure language, answered.
    fn ask(&self, question: &str) -> Read<Asked>;
    /// The same as JSON; false where it says why there is no answer.
    fn ask_json(&self, question: &str, language: Language) -> Read<(bool, String)>;
    /// A piece of the table of all entries behind its answer, from an entry on.
    fn ask_piece(&self, question: &str, from: u64) -> Read<Piece>;
    /// One claim beside the books.
    fn claim(&self, id: &str) -> Read<Option<ClaimView>>;
}

/// What became of a story's file: how it would be shown, or what is wrong with it; `None` where its numbers cannot
/// be put into its text.
pub type Draft = Result<Option<StoryView>, Vec<Fault>>;

/// The book's own stories.
pub trait StoryPages {
    /// Every story that stands, the newest first.
    fn stories(&self, language: Language) -> Read<Stories>;
    /// The newest ones, for the first page.
    fn latest_stories(&self, language: Language) -> Read<Vec<StoryRow>>;
    /// One story as a list tells it, where it has this language.
    fn story_row(&self, id: &str, language: Language) -> Read<Option<StoryRow>>;
    /// One story, in this language or, where it has not this one, in the other.
    fn story(&self, id: &str, language: Language) -> Read<Option<StoryView>>;
    /// A file that is not published, as it would be shown over these books in a language.
    fn draft(&self, text: &str, language: Language) -> Read<Draft>;
    /// The same by what they are about: programmes, works, places, organisations.
    fn stories_about(&self, language: Language) -> Read<Arc<StoriesAbout>>;
    /// Where the site stands (empty where nobody said) and the log's origin.
    fn stands_at(&self) -> Read<(String, String)>;
}

/// What lets a stranger check.
pub trait EvidencePages {
    /// Bank = books, all accounts.
    fn balances(&self) -> Read<Balances>;
    /// One account.
    fn account(&self, id: &str) -> Read<Option<Account>>;
    /// One entry by its place in the log.
    fn entry(&self, number: u64) -> Read<Option<EntryView>>;
    /// One entry's receipt, as a page.
    fn receipt(&self, number: u64) -> Read<Option<ReceiptView>>;
    /// One entry's receipt, as a file.
    fn receipt_file(&self, number: u64) -> Read<Option<ReceiptFile>>;
    /// One figure's proof.
    fn figure(&self, id: &str) -> Read<Option<FigureProof>>;
    /// The log.
    fn log(&self) -> Read<LogView>;
    /// The method.
    fn about(&self) -> Read<About>;
    /// What is owed to persons named in the books.
    fn privacy(&self) -> Read<PrivacyView>;
}

/// Statement files, as they were imported.
pub trait FilePages {
    /// One statement file by its import's number.
    fn statement(&self, number: u32) -> Read<Option<StatementView>>;
    /// The file of a check (its entry) beside an earlier import of the same account.
    fn comparison(&self, check: u64, earlier: u32) -> Read<Option<ComparisonView>>;
}

/// Files of photos and papers.
pub trait PublishedFiles {
    /// The bytes of this SHA-256, where they are published.
    fn published_file(&self, hash: &[u8; 32]) -> Read<Option<Vec<u8>>>;
}

/// Entries 256 to a page, as the log bundles them.
pub trait BundlePages {
    /// All bundles, the newest first.
    fn bundles(&self) -> Read<Vec<BundleRow>>;
    /// One bundle by its place, from zero.
    fn bundle(&self, index: u64) -> Read<Option<BundleView>>;
}
