//! One reading: the state at the checkpoint, the connections, and the traits of the portal handed on to
//! the files beside this one.

use super::earlier::Then;
use super::{BooksError, PortalBooks, Present, Reader};
use crate::portal::figure::Figure;
use crate::portal::frame::{BookFrame, CheckpointNote};
use crate::portal::pages::about::About;
use crate::portal::pages::article::Source;
use crate::portal::pages::asking::Asked;
use crate::portal::pages::balances::{Account, Balances};
use crate::portal::pages::bundle::{BundleRow, BundleView};
use crate::portal::pages::charts::ChartsView;
use crate::portal::pages::claim::ClaimView;
use crate::portal::pages::claims::Claims;
use crate::portal::pages::disclosure::Disclosure;
use crate::portal::pages::drives::{DriveView, Drives, ThanksView};
use crate::portal::pages::entry::EntryView;
use crate::portal::pages::figure::FigureProof;
use crate::portal::pages::funds::{Fund, Funds};
use crate::portal::pages::home::Home;
use crate::portal::pages::lines::file::{FileFormat, Piece};
use crate::portal::pages::lines::{Lines, LinesChoices, LinesQuery};
use crate::portal::pages::log::{Download, Keys, LogView, WitnessRow, Witnesses};
use crate::portal::pages::map::MapView;
use crate::portal::pages::models::{ModelView, Models};
use crate::portal::pages::organisations::{Organisation, Organisations};
use crate::portal::pages::places::PlacesView;
use crate::portal::pages::privacy::PrivacyView;
use crate::portal::pages::programmes::{Programme, Programmes};
use crate::portal::pages::receipt::{ReceiptFile, ReceiptView};
use crate::portal::pages::stories::{Stories, StoriesAbout, StoryRow, StoryView};
use crate::portal::pages::strips::Strips;
use crate::portal::pages::targets::{Bases, BasisView};
use crate::portal::pages::works::{Work, Works};
use crate::portal::record::Verbatim;
use crate::portal::source::{
    AskingPages, BundlePages, Draft, EvidencePages, MoneyPages, MovementPages, PublishedFiles,
    Read, Snapshot, StoryPages, WorkPages,
};
use chungtay_journal::{Journal, Withheld};
use chungtay_ledger::asking::Expression;
use chungtay_ledger::date::Moment;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::figures::FigureList;
use chungtay_ledger::state::State;
use chungtay_log::hash::Hash;
use chungtay_log::note::Note;
use chungtay_log::policy::{Policy, PolicyWitness};
use chungtay_places::Units;
use chungtay_search::Matches;
use chungtay_service::cosigning::POLICY_FILE;
use chungtay_text::Language;
use chungtay_views::fold::lookup;
use chungtay_views::{ReaderTransaction, ViewsError};
use std::path::PathBuf;
use std::sync::Arc;

/// One reading of the books.
pub(super) struct BooksSnapshot<'a> {
    books: &'a PortalBooks,
    present: Arc<Present>,
    /// Given back when the reading ends.
    reader: Option<Reader>,
}

impl Drop for BooksSnapshot<'_> {
    fn drop(&mut self) {
        if let Some(reader) = self.reader.take() {
            self.books.give_back(reader);
        }
    }
}

impl<'a> BooksSnapshot<'a> {
    pub(super) fn new(books: &'a PortalBooks, present: Arc<Present>, reader: Reader) -> Self {
        Self { books, present, reader: Some(reader) }
    }

    pub(super) fn state(&self) -> &State {
        &self.present.state
    }

    /// The state that a question is asked of: the one that is shown or, as of a size of the log, an earlier one.
    pub(super) fn state_then(&self, asked: &Expression) -> Result<Then<'_>, BooksError> {
        match asked.as_of.filter(|size| *size < self.size()) {
            Some(size) => self.books.earlier(&self.reader()?.journal, size),
            None => Ok(Then::Now(self.state())),
        }
    }

    /// Vietnam's units, old and new.
    pub(super) fn units(&self) -> &Units {
        &self.books.units
    }

    pub(super) fn size(&self) -> u64 {
        self.present.state.size
    }

    pub(super) fn root(&self) -> Hash {
        self.present.signed.root
    }

    /// The revision of the openings that the views show.
    pub(super) fn openings_revision(&self) -> u64 {
        self.present.version.openings_revision
    }

    pub(super) fn list(&self) -> &FigureList {
        &self.present.figures
    }

    pub(super) fn log_folder(&self) -> PathBuf {
        self.books.directory.join("log")
    }

    pub(super) fn reader(&self) -> Result<&Reader, BooksError> {
        self.reader.as_ref().ok_or(BooksError::NothingSigned)
    }

    /// One view of the read models; nothing past the checkpoint may be asked of it.
    pub(super) fn views(&self) -> Result<ReaderTransaction<'_>, BooksError> {
        self.reader()?.views.begin().map_err(BooksError::from)
    }

    /// An entry under the checkpoint.
    pub(super) fn entry_at(&self, sequence: u64) -> Result<Option<Entry>, BooksError> {
        if sequence >= self.size() {
            return Ok(None);
        }
        Ok(lookup(&self.reader()?.journal, sequence)?)
    }

    /// What is left of an entry whose bytes were withheld.
    pub(super) fn withheld(&self, sequence: u64) -> Result<Option<Withheld>, BooksError> {
        let withheld = self.reader()?.journal.withheld()?;
        Ok(withheld.into_iter().find(|found| found.sequence == sequence))
    }

    fn log_view(&self) -> LogView {
        let key = std::fs::read_to_string(self.log_folder().join("key"));
        let downloads = [
            (Download::Checkpoint, "/checkpoint"),
            (Download::Figures, "/figures.json"),
            (Download::Policy, "/policy"),
        ];
        LogView {
            checkpoint_text: Some(self.present.signed.note.clone()),
            verifier_key: key.map(|key| key.trim_end().to_owned()).unwrap_or_default(),
            downloads: downloads.map(|(what, path)| (what, path.to_owned())).to_vec(),
            address: self.books.address.clone(),
            keys: self.keys(),
            witnesses: self.witnesses(),
        }
    }

    /// What the log states of its keys.
    fn keys(&self) -> Option<Keys> {
        let trust = &self.state().log_trust;
        let set = trust.roots()?;
        // Whole, an ML-DSA key is 1,800 characters: the file of keys has them.
        let name = |key: &String| key.splitn(3, '+').take(2).collect::<Vec<_>>().join("+");
        let named = |keys: &[String]| keys.iter().map(name).collect::<Vec<_>>();
        let periods = trust.periods.iter();
        let predecessor = trust.predecessor.as_deref().and_then(|note| note.split_once("\n\n"));
        Some(Keys {
            roots: named(&set.roots),
            roots_entry: set.at,
            periods: periods.map(|(since, keys)| (since.checked_sub(1), named(keys))).collect(),
            predecessor: predecessor.map(|(text, _)| text.to_owned()),
        })
    }

    /// Who cosigned the checkpoint, by the published policy; `None` where it names no witness.
    fn witnesses(&self) -> Option<Witnesses> {
        let policy = std::fs::read(self.log_folder().join(POLICY_FILE)).ok()?;
        let policy = Policy::parse(&policy).ok().filter(|policy| !policy.witnesses().is_empty())?;
        let note = Note::parse(&self.present.signed.note).ok()?;
        let witnessed = policy.witnessed(&note).ok()?;
        let rows = policy.witnesses().iter().zip(witnessed.witnesses);
        let row = |(witness, (name, time)): (&PolicyWitness, (String, Option<u64>))| WitnessRow {
            name,
            key: witness.key.to_string(),
            cosigned_at: time.and_then(|time| i64::try_from(time).ok()).map(Moment),
        };
        Some(Witnesses {
            rows: rows.map(row).collect(),
            quorum_is_met: policy.quorum().map(|_| witnessed.quorum_is_met),
        })
    }
}

/// Failures of the read models are failures of the source.
impl From<ViewsError> for crate::portal::source::SourceError {
    fn from(error: ViewsError) -> Self {
        BooksError::from(error).into()
    }
}

impl Snapshot for BooksSnapshot<'_> {
    fn book(&self) -> Read<BookFrame> {
        let state = self.state();
        let book = state.book.as_ref().ok_or(BooksError::NothingSigned)?;
        let english = book.item.name_en.as_ref();
        Ok(BookFrame {
            name: Verbatim::new(&book.item.name, book.at),
            name_english: english.map(|name| Verbatim::new(name, book.at)),
            demonstration: book.item.demonstration,
            checkpoint: Some(CheckpointNote {
                size: self.figure("book.entries"),
                root: self.root().to_base64(),
                // A checkpoint carries no time: it was signed when its last entry was recorded.
                signed_at: state.last_recorded,
            }),
        })
    }
}

impl MoneyPages for BooksSnapshot<'_> {
    fn home(&self) -> Read<Home> {
        Ok(self.home_page()?)
    }
    fn funds(&self) -> Read<Funds> {
        Ok(self.funds_page())
    }
    fn fund(&self, id: &str) -> Read<Option<Fund>> {
        Ok(self.fund_page(id)?)
    }
    fn charts(&self) -> Read<ChartsView> {
        Ok(self.charts_page()?)
    }
    fn lines_choices(&self) -> Read<LinesChoices> {
        Ok(self.choices())
    }
    fn lines(&self, query: &LinesQuery) -> Read<Lines> {
        Ok(self.lines_page(query)?)
    }
    fn lines_found(&self, query: &LinesQuery) -> Read<Matches> {
        Ok(self.lines_found(query)?)
    }
    fn lines_piece(&self, found: &Matches, format: FileFormat, from: u64) -> Read<Piece> {
        Ok(self.lines_piece(found, format, from)?)
    }
}

impl WorkPages for BooksSnapshot<'_> {
    fn programmes(&self) -> Read<Programmes> {
        Ok(self.programmes_page())
    }
    fn programme(&self, id: &str) -> Read<Option<Programme>> {
        Ok(self.programme_page(id)?)
    }
    fn works(&self) -> Read<Works> {
        Ok(self.works_page())
    }
    fn work(&self, id: &str) -> Read<Option<Work>> {
        Ok(self.work_page(id)?)
    }
    fn places(&self, asked: &str) -> Read<PlacesView> {
        Ok(self.places_page(asked))
    }
    fn map(&self) -> Read<MapView> {
        Ok(self.map_page())
    }
    fn strip(&self, id: &str) -> Read<Option<Strips>> {
        Ok(self.strip_page(id))
    }
    fn disclosure(&self) -> Read<Disclosure> {
        Ok(self.disclosure_page())
    }
    fn claims(&self) -> Read<Claims> {
        Ok(self.claims_page()?)
    }
    fn source(&self, id: &str) -> Read<Option<Source>> {
        Ok(self.source_page(id)?)
    }
}

impl MovementPages for BooksSnapshot<'_> {
    fn organisations(&self, on: &str) -> Read<Organisations> {
        Ok(self.organisations_page(on))
    }
    fn organisation(&self, id: &str) -> Read<Option<Organisation>> {
        Ok(self.organisation_page(id)?)
    }
    fn bases(&self) -> Read<Bases> {
        Ok(self.bases_page())
    }
    fn basis(&self, id: &str) -> Read<Option<BasisView>> {
        Ok(self.basis_page(id)?)
    }
    fn models(&self) -> Read<Models> {
        Ok(self.models_page())
    }
    fn model(&self, id: &str) -> Read<Option<ModelView>> {
        Ok(self.model_page(id)?)
    }
    fn drives(&self) -> Read<Drives> {
        Ok(self.drives_page())
    }
    fn drive(&self, id: &str) -> Read<Option<DriveView>> {
        Ok(self.drive_page(id)?)
    }
    fn thanks(&self, id: &str, page: &str) -> Read<Option<ThanksView>> {
        Ok(self.thanks_page(id, page)?)
    }
}

impl AskingPages for BooksSnapshot<'_> {
    fn ask(&self, question: &str) -> Read<Asked> {
        Ok(self.asked(question)?)
    }
    fn ask_json(&self, question: &str, language: Language) -> Read<(bool, String)> {
        Ok(self.asked_json(question, language)?)
    }
    fn ask_piece(&self, question: &str, from: u64) -> Read<Piece> {
        Ok(self.asked_piece(question, from)?)
    }
    fn claim(&self, id: &str) -> Read<Option<ClaimView>> {
        Ok(self.claim_view(id)?)
    }
}

impl StoryPages for BooksSnapshot<'_> {
    fn stories(&self, language: Language) -> Read<Stories> {
        Ok(self.stories_page(language))
    }
    fn latest_stories(&self, language: Language) -> Read<Vec<StoryRow>> {
        Ok(BooksSnapshot::latest_stories(self, language))
    }
    fn stories_about(&self, language: Language) -> Read<Arc<StoriesAbout>> {
        let place = usize::from(language == Language::English);
        let kept = self.present.stories_about[place].get_or_init(|| Arc::new(self.about(language)));
        Ok(Arc::clone(kept))
    }
    fn story_row(&self, id: &str, language: Language) -> Read<Option<StoryRow>> {
        Ok(BooksSnapshot::story_row(self, id, language))
    }
    fn story(&self, id: &str, language: Language) -> Read<Option<StoryView>> {
        Ok(self.story_page(id, language)?)
    }
    fn draft(&self, text: &str, language: Language) -> Read<Draft> {
        Ok(BooksSnapshot::draft(self, text, language)?)
    }
    fn stands_at(&self) -> Read<(String, String)> {
        let origin = self.present.signed.note.lines().next().unwrap_or_default().to_owned();
        Ok((self.books.address.trim_end_matches('/').to_owned(), origin))
    }
}

impl EvidencePages for BooksSnapshot<'_> {
    fn balances(&self) -> Read<Balances> {
        Ok(self.balances_page())
    }
    fn account(&self, id: &str) -> Read<Option<Account>> {
        Ok(self.account_page(id)?)
    }
    fn entry(&self, number: u64) -> Read<Option<EntryView>> {
        Ok(self.entry_page(number)?)
    }
    fn receipt(&self, number: u64) -> Read<Option<ReceiptView>> {
        Ok(self.receipt_page(number)?)
    }
    fn receipt_file(&self, number: u64) -> Read<Option<ReceiptFile>> {
        Ok(BooksSnapshot::receipt_file(self, number)?)
    }
    fn figure(&self, id: &str) -> Read<Option<FigureProof>> {
        Ok(self.proof_page(id)?)
    }
    fn log(&self) -> Read<LogView> {
        Ok(self.log_view())
    }
    fn about(&self) -> Read<About> {
        Ok(About { names_policy: self.state().names_policy() })
    }
    fn privacy(&self) -> Read<PrivacyView> {
        Ok(self.privacy_page())
    }
}

impl PublishedFiles for BooksSnapshot<'_> {
    fn published_file(&self, hash: &[u8; 32]) -> Read<Option<Vec<u8>>> {
        let found = chungtay_journal::read_blob(&self.books.directory, hash);
        Ok(found.map_err(BooksError::from)?)
    }
}

impl BundlePages for BooksSnapshot<'_> {
    fn bundles(&self) -> Read<Vec<BundleRow>> {
        Ok(self.bundle_rows()?)
    }
    fn bundle(&self, index: u64) -> Read<Option<BundleView>> {
        Ok(self.bundle_page(index)?)
    }
}

impl BooksSnapshot<'_> {
    /// A figure of `figures.json` by its identifier; unknown where there is none.
    pub(super) fn figure(&self, id: &str) -> Figure {
        super::figures::of(self.list(), self.state(), id)
    }
}
