//! One entry: what it says, what it moved, who stands for it, its openings as far as they check, the
//! entries that belong to it, and its place in the log with the proof.

use super::BooksError;
use super::quoting::shown;
use super::snapshot::BooksSnapshot;
use crate::portal::pages::comparison::Seen;
use crate::portal::pages::entry::{
    Actor, EntryView, LogPlace, OpeningRow, PostingAccount, PostingRow, PublicField, Relation,
};
use crate::portal::pages::statement::{FilePlace, ToldBy};
use crate::portal::record::{Amount, Opened, Verbatim};
use chungtay_ledger::accounts;
use chungtay_ledger::commitment::{Commitment, commit_field};
use chungtay_ledger::entry::{Entry, Posting};
use chungtay_ledger::kinds::bodies::{Body, private_fields};
use chungtay_ledger::kinds::checks::{BankLinePart, LineRules, StatementCheck, StatementPages};
use chungtay_ledger::kinds::receipts::BankLine;
use chungtay_ledger::kinds::sightings::LineSightings;
use chungtay_ledger::opening::OpenedField;
use chungtay_log::hash::{Hash, leaf_hash};
use chungtay_log::proof::prove_inclusion;
use chungtay_log::reader::AuthenticReader;
use chungtay_service::published::TileFolder;

impl BooksSnapshot<'_> {
    pub(super) fn entry_page(&self, number: u64) -> Result<Option<EntryView>, BooksError> {
        let Some(entry) = self.entry_at(number)? else { return Ok(None) };
        let bytes = entry.encode();
        let withheld = self.withheld(number)?;
        let leaf = withheld.map_or_else(|| leaf_hash(&bytes), |found| Hash(found.leaf));
        let place = self.log_place(number, &leaf);
        let withheld = withheld.map(|found| found.restated_by);
        Ok(Some(EntryView { place, withheld, ..self.entry_view(number, &entry, &bytes)? }))
    }

    /// What an entry says and what belongs to it, without its proof.
    pub(super) fn entry_view(
        &self,
        number: u64,
        entry: &Entry,
        bytes: &[u8],
    ) -> Result<EntryView, BooksError> {
        let (prepared_by, approved_by) = self.others_acting(number, entry)?;
        Ok(EntryView {
            number,
            kind: entry.body.kind().to_owned(),
            occurred_on: entry.occurred_on,
            recorded_at: entry.recorded_at,
            actor: self.actor(entry.actor, entry.occurred_on)?,
            authority: entry.authority,
            prepared_by,
            approved_by,
            file_place: self.place_of(entry)?,
            seen: self.seen_in(number, entry)?,
            told_by: self.rule_telling(number, entry)?,
            statement: match &entry.body {
                Body::Import(import) => Some(import.number),
                _ => None,
            },
            matched: self.matched(number, entry)?,
            give: self.ways_asked(number, entry)?,
            postings: entry.postings.iter().map(|posting| self.posting(number, posting)).collect(),
            public_fields: public_fields(number, entry),
            openings: self.opening_rows(number, entry)?,
            linked: self.linked(number, entry)?,
            place: None,
            withheld: None,
            canonical: String::from_utf8_lossy(bytes).into_owned(),
            previous: number.checked_sub(1),
            next: Some(number + 1).filter(|next| *next < self.size()),
        })
    }

    /// A statement line's part of a page that tells the rest of it by itself.
    pub(super) fn line_view(&self, number: u64, entry: &Entry) -> Result<EntryView, BooksError> {
        Ok(EntryView {
            number,
            kind: entry.body.kind().to_owned(),
            occurred_on: entry.occurred_on,
            recorded_at: entry.recorded_at,
            actor: Actor { id: entry.actor.to_string(), name: Opened::Withheld, post: None },
            authority: entry.authority,
            prepared_by: None,
            approved_by: None,
            file_place: self.place_of(entry)?,
            seen: self.seen_in(number, entry)?,
            told_by: self.rule_telling(number, entry)?,
            statement: None,
            matched: None,
            give: Vec::new(),
            postings: Vec::new(),
            public_fields: Vec::new(),
            openings: Vec::new(),
            linked: self.linked(number, entry)?,
            place: None,
            withheld: None,
            canonical: String::new(),
            previous: number.checked_sub(1),
            next: Some(number + 1).filter(|next| *next < self.size()),
        })
    }

    fn place_of(&self, entry: &Entry) -> Result<Option<FilePlace>, BooksError> {
        entry.body.as_line().map_or(Ok(None), |(import, row)| self.file_place(import, row))
    }

    fn seen_in(&self, number: u64, entry: &Entry) -> Result<Option<Seen>, BooksError> {
        match &entry.body {
            Body::BankLine(BankLine { import, row }) => self.seen(number, *import, *row),
            _ => Ok(None),
        }
    }

    fn rule_telling(&self, number: u64, entry: &Entry) -> Result<Option<ToldBy>, BooksError> {
        entry.body.as_line().map_or(Ok(None), |_| self.told_by(number))
    }

    fn posting(&self, entry: u64, posting: &Posting) -> PostingRow {
        let ledger = accounts::NAMED.iter().find(|named| **named == posting.account);
        let account = ledger.map_or_else(
            || PostingAccount::Store(self.account_named(posting.account)),
            |named| PostingAccount::Ledger(named.as_str()),
        );
        let amount = Amount { dong: posting.amount, entry };
        PostingRow { account, fund: self.fund_named(posting.fund), amount }
    }

    /// Who prepared and who approved what this entry is a step of, where another entry says so.
    fn others_acting(
        &self,
        number: u64,
        entry: &Entry,
    ) -> Result<(Option<Actor>, Option<Actor>), BooksError> {
        let request = match &entry.body {
            Body::SpendingRequest(_) => number,
            Body::SpendingDecision(decision) => decision.request,
            Body::Payment(payment) => payment.request,
            _ => return Ok((None, None)),
        };
        let acting = |sequence: u64| -> Result<Option<Actor>, BooksError> {
            if sequence == number {
                return Ok(None);
            }
            let found = self.entry_at(sequence)?;
            found.map(|other| self.actor(other.actor, other.occurred_on)).transpose()
        };
        let steps = self.steps_of(request)?;
        let approval = steps.iter().find(|step| step.step == "approved");
        let approved_by = approval.map(|step| acting(step.sequence)).transpose()?.flatten();
        Ok((acting(request)?, approved_by))
    }

    /// Fields of the record. An opening that does not lead to the entry's commitment is not shown.
    fn opening_rows(&self, number: u64, entry: &Entry) -> Result<Vec<OpeningRow>, BooksError> {
        let fields = private_fields(entry.body.kind()).unwrap_or_default();
        let Some(record) = entry.record else { return Ok(Vec::new()) };
        let opened = self.opening(number)?.filter(|opened| opened.commitment() == record);
        let erased = self.is_erased(number);
        let row = |(place, field): (usize, &&'static str)| {
            let found = opened.as_ref().and_then(|opened| opened.fields.get(place));
            OpeningRow {
                field,
                value: if erased { Opened::Erased } else { shown(found, number) },
                commitment: found.map(|found| hexadecimal(&commitment_of(place, found))),
            }
        };
        Ok(fields.iter().enumerate().map(row).collect())
    }

    pub(super) fn linked(
        &self,
        number: u64,
        entry: &Entry,
    ) -> Result<Vec<(Relation, u64)>, BooksError> {
        let mut linked = self.named_by(number, &entry.body)?;
        for tie in self.views()?.ties(self.size(), "entry", &number.to_string())? {
            let relation = match tie.relation.as_str() {
                "attributed-by" => Relation::AttributedBy,
                "reversed-by" => Relation::ReversedBy,
                "restated-by" => Relation::RestatedBy,
                "decided-by" => Relation::DecidedBy,
                "paid-by" => Relation::PaidBy,
                "settlement" => Relation::Settlement,
                "told-by" => Relation::ToldBy,
                "used-by" => Relation::UsedBy,
                "fulfilled-by" => Relation::FulfilledBy,
                "returned-by" => Relation::ReturnedBy,
                "declined-by" => Relation::DeclinedBy,
                "between-books" => Relation::BetweenBooks,
                _ => Relation::Names,
            };
            linked.push((relation, tie.sequence));
        }
        Ok(linked)
    }

    /// What the entry itself names, and the rule that covers a line.
    fn named_by(&self, number: u64, body: &Body) -> Result<Vec<(Relation, u64)>, BooksError> {
        let import = |number: u32| self.state().import(number).map(|import| import.started);
        Ok(match body {
            Body::BankLine(BankLine { import: of, .. })
            | Body::BankLinePart(BankLinePart { import: of, .. }) => {
                let brought = import(*of).map(|entry| (Relation::BroughtBy, entry));
                let ruled = self.rule_over(number, *of)?;
                let ruled = ruled.map(|entry| (Relation::AttributedBy, entry));
                brought.into_iter().chain(ruled).collect()
            }
            Body::StatementPages(StatementPages { import: of, .. })
            | Body::LineRules(LineRules { import: of, .. })
            | Body::LineSightings(LineSightings { import: Some(of), .. })
            | Body::StatementCheck(StatementCheck { import: Some(of), .. }) => {
                import(*of).map(|entry| (Relation::Names, entry)).into_iter().collect()
            }
            Body::QuarantinedRow(row) => {
                import(row.import).map(|entry| (Relation::BroughtBy, entry)).into_iter().collect()
            }
            Body::Attribution(attribution) | Body::NamedAttribution(attribution) => {
                vec![(Relation::Attributes, attribution.line)]
            }
            Body::MatchedLine(matched) => {
                let rule = matched.rule.map(|rule| (Relation::ByRule, rule));
                let pledges = matched.shares.iter().filter_map(|share| share.pledge);
                let pledges = pledges.map(|pledge| (Relation::Fulfils, pledge));
                let returned = matched.shares.iter().filter_map(|share| share.returns);
                let returned = returned.map(|line| (Relation::Returns, line));
                let line = (Relation::Attributes, matched.line);
                [line].into_iter().chain(rule).chain(pledges).chain(returned).collect()
            }
            Body::MatchedLines(matched) => {
                let rule = matched.rule.map(|rule| (Relation::ByRule, rule));
                let lines = matched.lines.iter().map(|line| (Relation::Attributes, *line));
                rule.into_iter().chain(lines).collect()
            }
            Body::SuggestionDeclined(declined) => vec![(Relation::Names, declined.line)],
            Body::PostEnd(end) => vec![(Relation::Names, end.post)],
            Body::AttributionRule(rule) => {
                import(rule.import).map(|entry| (Relation::Attributes, entry)).into_iter().collect()
            }
            Body::Reversal(reversal) => vec![(Relation::Reverses, reversal.entry)],
            Body::BookTransfer(told) => vec![(Relation::Names, told.entry)],
            Body::Restatement(restatement) => vec![(Relation::Restates, restatement.entry)],
            Body::SpendingDecision(decision) => vec![(Relation::Request, decision.request)],
            Body::Payment(payment) => vec![(Relation::Request, payment.request)],
            Body::Settlement(settlement) => vec![
                (Relation::Settlement, settlement.payment),
                (Relation::Settlement, settlement.line),
            ],
            Body::QuarantineEnd(end) => {
                let line = end.line.map(|line| (Relation::Names, line));
                [Some((Relation::Names, end.waiting)), line].into_iter().flatten().collect()
            }
            Body::Totals(totals) => {
                let entry = totals.import.and_then(import);
                entry.map(|entry| (Relation::Names, entry)).into_iter().collect()
            }
            _ => Vec::new(),
        })
    }

    /// The rule that made a gift of a line, where it was not attributed on its own.
    fn rule_over(&self, line: u64, import: u32) -> Result<Option<u64>, BooksError> {
        let state = self.state();
        let apart = state.flags.alone.get(line)
            || state.import(import).is_none_or(|found| found.debit_lines.contains(&line));
        if apart || !state.flags.attributed.get(line) {
            return Ok(None);
        }
        let rules = self.views()?.ties(self.size(), "import", &import.to_string())?;
        let standing = rules.iter().filter(|rule| rule.relation == "attributed-by");
        let standing = standing.filter(|rule| !state.flags.reversed.get(rule.sequence));
        Ok(standing.map(|rule| rule.sequence).find(|rule| *rule > line))
    }

    /// The inclusion proof from the published tiles; `None` where they are not there or not those signed.
    fn log_place(&self, number: u64, leaf: &Hash) -> Option<LogPlace> {
        let tiles = TileFolder::new(&self.log_folder());
        let (size, root) = (self.size(), self.root());
        let mut reader = AuthenticReader::open(tiles, size, root).ok()?;
        let proof = prove_inclusion(&mut reader, number, size).ok()?;
        Some(LogPlace {
            leaf_hash: leaf.to_hex(),
            tree_size: size,
            root: root.to_hex(),
            proof: proof.iter().map(Hash::to_hex).collect(),
        })
    }
}

/// What the entry says in public, field by field, as its canonical JSON holds it.
fn public_fields(number: u64, entry: &Entry) -> Vec<PublicField> {
    let mut bytes = Vec::new();
    entry.body.write(&mut bytes);
    let said: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(&bytes).unwrap_or_default();
    let shown = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let fields = said.iter();
    fields
        .map(|(field, value)| PublicField {
            field: field.clone(),
            value: Verbatim::new(shown(value), number),
        })
        .collect()
}

fn commitment_of(place: usize, field: &OpenedField) -> Commitment {
    match field {
        OpenedField::Closed(commitment) => *commitment,
        OpenedField::Open { salt, value } => {
            commit_field(salt, u8::try_from(place).unwrap_or(u8::MAX), value.as_deref())
        }
    }
}

fn hexadecimal(commitment: &Commitment) -> String {
    Hash(commitment.0).to_hex()
}
