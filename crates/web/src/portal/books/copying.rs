//! What a static copy asks of the books: every address there is, and marks that tell which pages of
//! bundles changed since the last copy. Renders nothing.

use super::snapshot::BooksSnapshot;
use super::{BooksError, PortalBooks};
use crate::portal::record::LineState;
use crate::portal::source::Snapshot;
use chungtay_journal::{BUNDLE_ENTRIES, Journal, Openings};
use chungtay_ledger::canonical::Field;
use chungtay_ledger::opening::{OpenedRecord, PublishedOpening};
use chungtay_log::hash::{Hash, leaf_hash};
use chungtay_views::LineView;

/// One reading for a copy: every question of it is answered at the same checkpoint.
pub(crate) struct CopyReading<'a>(BooksSnapshot<'a>);

impl PortalBooks {
    /// Begins a reading for a copy.
    pub(crate) fn copy_reading(&self) -> Result<CopyReading<'_>, BooksError> {
        let present = self.current().ok_or(BooksError::NothingSigned)?;
        Ok(CopyReading(BooksSnapshot::new(self, present, self.reader()?)))
    }

    /// The log's folder.
    pub(crate) fn log_folder(&self) -> std::path::PathBuf {
        self.directory.join("log")
    }
}

impl CopyReading<'_> {
    /// What pages are read from.
    pub(crate) fn snapshot(&self) -> &dyn Snapshot {
        &self.0
    }

    /// Entries under the checkpoint.
    pub(crate) fn size(&self) -> u64 {
        self.0.size()
    }

    /// The checkpoint's root.
    pub(crate) fn root(&self) -> Hash {
        self.0.root()
    }

    /// The revision of the openings, and the bundles whose openings changed after another.
    pub(crate) fn openings_since(&self, revision: u64) -> Result<(u64, Vec<u64>), BooksError> {
        let changes = self.0.reader()?.openings.changes_since(revision)?;
        Ok((changes.revision, changes.bundles))
    }

    /// The revision of the openings that the views show.
    pub(crate) fn shown_revision(&self) -> u64 {
        self.0.openings_revision()
    }

    /// Every page but those of bundles and entries, by its address without the language.
    pub(crate) fn addresses(&self) -> Vec<String> {
        let state = self.0.state();
        let mut found: Vec<String> = [
            "/",
            "/funds",
            "/programmes",
            "/works",
            "/disclosure",
            "/claims",
            "/lines",
            "/balances",
            "/log",
            "/about",
            "/bundles",
            "/stories",
        ]
        .map(str::to_owned)
        .to_vec();
        found.extend(state.funds.keys().map(|id| format!("/funds/{id}")));
        found.extend(state.programmes.keys().map(|id| format!("/programmes/{id}")));
        found.extend(state.works.keys().map(|id| format!("/works/{id}")));
        found.extend(self.0.story_ids().into_iter().map(|id| format!("/stories/{id}")));
        found.push("/figure".to_owned());
        found.extend(state.claims.keys().map(|id| format!("/claims/{id}")));
        let lines = self.0.strips().strips.into_iter().map(|strip| strip.line.id);
        found.extend(lines.map(|id| format!("/strips/{id}")));
        found.extend(state.sources.keys().map(|id| format!("/sources/{id}")));
        found.extend(state.accounts.keys().map(|id| format!("/balances/{id}")));
        let figures = self.0.list().figures.iter();
        found.extend(figures.map(|figure| format!("/figures/{}", figure.id)));
        found
    }

    /// A mark for each bundle's page: equal marks, equal pages, as far as the openings did not change.
    pub(crate) fn marks(&self, build: &str) -> Result<Vec<String>, BooksError> {
        let state = self.0.state();
        let size = self.size();
        let common = self.common(build)?;
        let bundles = size.div_ceil(BUNDLE_ENTRIES);
        let withheld = self.0.reader()?.journal.withheld()?;
        let mut said: Vec<Vec<u8>> = Vec::new();
        for index in 0..bundles {
            let first = index * BUNDLE_ENTRIES;
            let end = (first + BUNDLE_ENTRIES).min(size);
            let mut told = common.0.to_vec();
            told.extend_from_slice(&end.to_le_bytes());
            told.push(u8::from(index + 1 < bundles));
            let flags = (first..end).map(|entry| {
                u8::from(state.flags.reversed.get(entry))
                    | u8::from(state.flags.attributed.get(entry)) << 1
                    | u8::from(self.0.is_erased(entry)) << 2
            });
            told.extend(flags);
            for gone in withheld.iter().filter(|gone| (first..end).contains(&gone.sequence)) {
                told.extend_from_slice(
                    format!("withheld {} {};", gone.sequence, gone.restated_by).as_bytes(),
                );
            }
            said.push(told);
        }
        self.tell_ties(&mut said)?;
        self.tell_rules(&mut said)?;
        Ok(said.iter().map(|told| leaf_hash(told).to_hex()).collect())
    }

    /// What later entries say of the entries of a bundle.
    fn tell_ties(&self, said: &mut [Vec<u8>]) -> Result<(), BooksError> {
        let views = self.0.views()?;
        views.ties_of_entries(self.size(), |id, sequence, relation| {
            let bundle = id.parse::<u64>().ok().map(|entry| entry / BUNDLE_ENTRIES);
            let told = bundle.and_then(|bundle| said.get_mut(usize::try_from(bundle).ok()?));
            if let Some(told) = told {
                told.extend_from_slice(format!("{id} {sequence} {relation};").as_bytes());
            }
        })?;
        Ok(())
    }

    /// The rules over the imports whose lines stand in a bundle.
    fn tell_rules(&self, said: &mut [Vec<u8>]) -> Result<(), BooksError> {
        let state = self.0.state();
        let views = self.0.views()?;
        for (number, import) in state.imports.iter().enumerate() {
            let rules = views.ties(self.size(), "import", &(number + 1).to_string())?;
            let standing = rules.iter().filter(|rule| !state.flags.reversed.get(rule.sequence));
            let told: Vec<u64> = standing.map(|rule| rule.sequence).collect();
            for (first, last) in &import.ranges {
                for bundle in first / BUNDLE_ENTRIES..=last / BUNDLE_ENTRIES {
                    let found =
                        usize::try_from(bundle).ok().and_then(|bundle| said.get_mut(bundle));
                    if let Some(found) = found {
                        found.extend_from_slice(format!("{number}:{told:?};").as_bytes());
                    }
                }
            }
        }
        Ok(())
    }

    /// What stands on every bundle's page: the frame, and names of funds, accounts and people.
    fn common(&self, build: &str) -> Result<Hash, BooksError> {
        let state = self.0.state();
        let mut told = build.as_bytes().to_vec();
        state.book.write(&mut told);
        state.funds.write(&mut told);
        state.accounts.write(&mut told);
        state.persons.write(&mut told);
        state.posts.write(&mut told);
        state.movement.post_ends.write(&mut told);
        state.aliases.write(&mut told);
        for person in state.persons.values() {
            let name = self.0.opened(person.at, "person/1", "name")?;
            told.extend_from_slice(format!("{name:?}").as_bytes());
        }
        if let Some(book) = &state.book {
            let name = self.0.opened(book.at, "book/1", "operator_name")?;
            told.extend_from_slice(format!("{name:?}").as_bytes());
        }
        Ok(leaf_hash(&told))
    }

    /// The statement lines with entries in `first..end`, as far as they are open, and where each stands.
    pub(crate) fn lines_between(
        &self,
        first: u64,
        end: u64,
        mut each: impl FnMut(&LineView, LineState),
    ) -> Result<(), BooksError> {
        let views = self.0.views()?;
        views.lines_between(first, end.min(self.size()), |line| {
            each(&line, self.0.state_of(&line));
        })?;
        Ok(())
    }

    /// The entry that says that the record of this one was erased.
    pub(crate) fn erased_by(&self, entry: u64) -> Option<u64> {
        self.0.erased_by(entry)
    }

    /// Every opening of the entries `first..end`, in order.
    pub(crate) fn openings_between(
        &self,
        first: u64,
        end: u64,
        mut each: impl FnMut(&PublishedOpening),
    ) -> Result<(), BooksError> {
        let openings = &self.0.reader()?.openings;
        for index in first / BUNDLE_ENTRIES..end.div_ceil(BUNDLE_ENTRIES) {
            let batch = openings.bundle(index)?;
            for (sequence, bytes) in batch.records() {
                let within = (first..end).contains(&sequence);
                if let Some(record) = OpenedRecord::decode(bytes).filter(|_| within) {
                    each(&PublishedOpening::new(sequence, &record));
                }
            }
        }
        Ok(())
    }

    /// Two bits to an entry, four entries to a byte, lowest first: attributed, reversed.
    pub(crate) fn flags(&self) -> Vec<u8> {
        let flags = &self.0.state().flags;
        let bits = |entry| {
            u8::from(flags.attributed.get(entry)) | u8::from(flags.reversed.get(entry)) << 1
        };
        let of_four = |four: u64| (0..4).fold(0, |byte, at| byte | bits(four * 4 + at) << (at * 2));
        (0..self.size().div_ceil(4)).map(of_four).collect()
    }
}
