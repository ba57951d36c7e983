//! What pages quote from entries: opened fields, who acted, rows of short lists. Personal text comes only
//! from openings, never from anywhere else.

use super::BooksError;
use super::snapshot::BooksSnapshot;
use crate::portal::pages::entry::Actor;
use crate::portal::record::{Amount, EntryRow, Named, Opened, Verbatim};
use chungtay_journal::Openings;
use chungtay_ledger::date::Date;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::{Id, PersonId};
use chungtay_ledger::kinds::attachments::WorkSite;
use chungtay_ledger::kinds::bodies::{Body, private_fields};
use chungtay_ledger::kinds::life::{LifeStep, WorkAcceptance, WorkBudget, WorkContractor};
use chungtay_ledger::kinds::receipts::Attribution;
use chungtay_ledger::kinds::works::WorkStep;
use chungtay_ledger::opening::{OpenedField, OpenedRecord};
use chungtay_ledger::organisations::holds_on;
use chungtay_views::{LineView, Shown};

impl BooksSnapshot<'_> {
    /// The opening of an entry, as stored; `None` where nothing of it is open.
    pub(super) fn opening(&self, sequence: u64) -> Result<Option<OpenedRecord>, BooksError> {
        let stored = self.reader()?.openings.get(sequence)?;
        Ok(stored.and_then(|bytes| OpenedRecord::decode(&bytes)))
    }

    /// A private field of an entry by its name.
    pub(super) fn opened(
        &self,
        sequence: u64,
        kind: &str,
        field: &str,
    ) -> Result<Opened, BooksError> {
        if self.is_erased(sequence) {
            return Ok(Opened::Erased);
        }
        let place =
            private_fields(kind).and_then(|fields| fields.iter().position(|known| *known == field));
        let (Some(place), Some(record)) = (place, self.opening(sequence)?) else {
            return Ok(Opened::Withheld);
        };
        Ok(shown(record.fields.get(place), sequence))
    }

    /// Whether an entry's record was erased on request.
    pub(super) fn is_erased(&self, sequence: u64) -> bool {
        self.erased_by(sequence).is_some()
    }

    /// The entry that says that the record of this one was erased.
    pub(super) fn erased_by(&self, sequence: u64) -> Option<u64> {
        self.state().privacy.erased.get(&sequence).copied()
    }

    /// Who gave: the name as far as it is open, else the giving organisation.
    pub(super) fn giver(
        &self,
        number: u64,
        entry: &Entry,
        organisation: Option<Id>,
    ) -> Result<Opened, BooksError> {
        for field in ["donor_name", "donor_initials"] {
            let name = self.opened(number, entry.body.kind(), field)?;
            if matches!(name, Opened::Text(_) | Opened::Erased) {
                return Ok(name);
            }
        }
        let organisation = organisation.and_then(|id| self.organisation_named(id));
        Ok(organisation.map_or(Opened::Anonymous, |named| Opened::Text(named.name)))
    }

    /// A quotation that a kind keeps in its field `quote`.
    pub(super) fn quote(&self, sequence: u64, kind: &str) -> Result<Opened, BooksError> {
        self.opened(sequence, kind, "quote")
    }

    /// A person who acted: the name only where it is open.
    pub(super) fn actor(&self, id: PersonId, on: Date) -> Result<Actor, BooksError> {
        let state = self.state();
        let person = state.person(id);
        let name = match state.persons.get(&person).or_else(|| state.persons.get(&id)) {
            // The operator's name stands in the book's own entry.
            Some(found) if state.book.as_ref().is_some_and(|book| book.at == found.at) => {
                self.opened(found.at, "book/1", "operator_name")?
            }
            Some(found) => self.opened(found.at, "person/1", "name")?,
            None => Opened::Withheld,
        };
        let mut held = state
            .posts
            .iter()
            .filter(|post| state.person(post.item.person) == person && holds_on(state, post, on));
        let post = held.next_back().map(|post| Verbatim::new(&post.item.title, post.at));
        Ok(Actor { id: id.to_string(), name, post })
    }

    /// Entries of a short list, by sequence.
    pub(super) fn entry_rows(&self, sequences: &[u64]) -> Result<Vec<EntryRow>, BooksError> {
        let mut rows = Vec::with_capacity(sequences.len());
        for sequence in sequences {
            if let Some(entry) = self.entry_at(*sequence)? {
                rows.push(self.entry_row(*sequence, &entry)?);
            }
        }
        Ok(rows)
    }

    fn entry_row(&self, number: u64, entry: &Entry) -> Result<EntryRow, BooksError> {
        let posting = entry.postings.first();
        Ok(EntryRow {
            number,
            kind: entry.body.kind().to_owned(),
            occurred_on: entry.occurred_on,
            about: self.about_entry(number, entry)?,
            amount: posting.map(|posting| Amount { dong: posting.amount, entry: number }),
            fund: posting.map(|posting| self.fund_named(posting.fund)),
        })
    }

    /// What an entry is about, in words that are public.
    fn about_entry(&self, number: u64, entry: &Entry) -> Result<Option<Opened>, BooksError> {
        let public = |words: &str| Ok(Some(Opened::Text(Verbatim::new(words, number))));
        match &entry.body {
            Body::BankLine(_) | Body::BankLinePart(_) => {
                let line = self.views()?.line(number)?;
                Ok(Some(line.map_or(Opened::Withheld, |line| self.memo_of(&line))))
            }
            Body::SpendingRequest(request) => public(&request.purpose),
            Body::Payment(payment) => self.purpose_of(payment.request),
            Body::SpendingDecision(decision) => self.purpose_of(decision.request),
            Body::Gift(gift) | Body::NamedGift(gift) => {
                self.giver(number, entry, gift.organisation).map(Some)
            }
            Body::Pledge(pledge) | Body::NamedPledge(pledge) => {
                self.giver(number, entry, pledge.organisation).map(Some)
            }
            Body::Attribution(told) | Body::NamedAttribution(told) => {
                let mut shares = told.shares.iter();
                let gift = shares.find(|share| share.attribution == Attribution::Gift);
                gift.map(|share| self.giver(number, entry, share.organisation)).transpose()
            }
            Body::MatchedLine(told) => {
                let mut shares = told.shares.iter();
                let gift = shares.find(|share| share.attribution == Attribution::Gift);
                gift.map(|share| self.giver(number, entry, share.organisation)).transpose()
            }
            Body::MatchedLines(told) if told.attribution == Attribution::Gift => {
                let named = told.organisation.and_then(|id| self.organisation_named(id));
                Ok(named.map(|named| Opened::Text(named.name)))
            }
            Body::Roster(roster) => public(&roster.name),
            Body::MatchRule(rule) => public(&rule.name),
            Body::Work(work) => public(&work.name),
            Body::WorkStep(WorkStep { work, .. })
            | Body::LifeStep(LifeStep { work, .. })
            | Body::WorkBudget(WorkBudget { work, .. })
            | Body::WorkAcceptance(WorkAcceptance { work, .. })
            | Body::WorkContractor(WorkContractor { work, .. }) => {
                Ok(self.work_named(*work).map(|work| Opened::Text(work.name)))
            }
            Body::WorkSite(WorkSite { work, .. }) => {
                Ok(self.work_named(*work).map(|work| Opened::Text(work.name)))
            }
            Body::Attachment(_) => self.opened(number, entry.body.kind(), "caption").map(Some),
            Body::WorkBeneficiaries(told) => public(&told.group),
            Body::Fund(fund) => public(&fund.name),
            Body::Account(account) => public(&account.name),
            Body::Programme(programme) => public(&programme.name),
            Body::Organisation(organisation) => public(&organisation.name),
            Body::Place(place) => public(&place.name),
            Body::Basis(basis) => public(&basis.title),
            Body::Target(target) => public(&target.indicator),
            Body::Drive(drive) => public(&drive.name),
            Body::Model(model) => public(&model.name),
            body => self.about_movement(body, number),
        }
    }

    /// What an entry of the movement or of claims is about.
    fn about_movement(&self, body: &Body, number: u64) -> Result<Option<Opened>, BooksError> {
        let public = |words: &str| Ok(Some(Opened::Text(Verbatim::new(words, number))));
        let named = |named: Option<Named>| Ok(named.map(|named| Opened::Text(named.name)));
        match body {
            Body::OrganisationChange(told) => named(self.organisation_named(told.organisation)),
            Body::OrganisationPart(told) => named(self.organisation_named(told.organisation)),
            Body::DriveUnit(told) => named(self.organisation_named(told.organisation)),
            Body::DriveClose(told) => named(self.drive_named(told.drive)),
            Body::ModelCheck(told) => named(self.model_named(told.model)),
            Body::ModelScore(told) => named(self.model_named(told.model)),
            Body::ModelRecognition(told) => named(self.model_named(told.model)),
            Body::ModelRevocation(told) => named(self.model_named(told.model)),
            Body::Claim(claim) => public(&claim.words),
            Body::Source(source) => public(&source.title),
            Body::Book(book) => public(&book.name),
            _ => Ok(None),
        }
    }

    /// A line's memo.
    pub(super) fn memo_of(&self, line: &LineView) -> Opened {
        self.of_shown(&line.memo, line.sequence)
    }

    /// A line's document number.
    pub(super) fn document_of(&self, line: &LineView) -> Opened {
        self.of_shown(&line.document, line.sequence)
    }

    fn of_shown(&self, shown: &Shown, entry: u64) -> Opened {
        match shown {
            _ if self.is_erased(entry) => Opened::Erased,
            Shown::Text(text) => Opened::Text(Verbatim::new(text, entry)),
            Shown::Empty => Opened::Absent,
            Shown::Withheld => Opened::Withheld,
        }
    }

    fn purpose_of(&self, request: u64) -> Result<Option<Opened>, BooksError> {
        let entry = self.entry_at(request)?;
        Ok(entry.and_then(|entry| match entry.body {
            Body::SpendingRequest(asked) => {
                Some(Opened::Text(Verbatim::new(asked.purpose, request)))
            }
            _ => None,
        }))
    }
}

/// A field as far as it is open.
pub(super) fn shown(field: Option<&OpenedField>, entry: u64) -> Opened {
    match field {
        Some(OpenedField::Open { value: Some(value), .. }) => {
            Opened::Text(Verbatim::new(value, entry))
        }
        Some(OpenedField::Open { value: None, .. }) => Opened::Absent,
        Some(OpenedField::Closed(_)) | None => Opened::Withheld,
    }
}

/// The words of an opened field, where it is open.
pub(super) fn words_of(opened: Opened) -> Option<Verbatim> {
    match opened {
        Opened::Text(words) => Some(words),
        Opened::Withheld | Opened::Anonymous | Opened::Erased | Opened::Absent => None,
    }
}
