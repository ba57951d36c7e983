//! One entry's receipt: the proof from the published files, beside what the entry says.

use super::BooksError;
use super::snapshot::BooksSnapshot;
use crate::portal::pages::entry::Relation;
use crate::portal::pages::receipt::{Code, Moved, Paper, Proof, ReceiptFile, ReceiptView, Signer};
use crate::portal::record::Amount;
use chungtay_documents::qr::Qr;
use chungtay_ledger::accounts;
use chungtay_ledger::date::Moment;
use chungtay_ledger::entry::Entry;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::note::{Note, NoteSignature};
use chungtay_log::receipt::{MAX_CODE_VERSION, Receipt, code_texts};
use chungtay_service::receipts::{NoReceipt, receipt_of};
use data_encoding::BASE64URL_NOPAD;

/// Bytes of an Ed25519 cosignature: the time, then the signature.
const COSIGNATURE_BYTES: usize = 72;

impl BooksSnapshot<'_> {
    pub(super) fn receipt_page(&self, number: u64) -> Result<Option<ReceiptView>, BooksError> {
        let Some(entry) = self.entry_at(number)? else { return Ok(None) };
        let paper = match self.withheld(number)? {
            Some(withheld) => Paper::Withheld(withheld.restated_by),
            None => match receipt_of(&self.log_folder(), number) {
                Ok(receipt) => Paper::Given(Box::new(proof(&receipt)?)),
                Err(NoReceipt::NothingPublished | NoReceipt::NotThere { .. }) => Paper::NotYet,
                Err(problem) => return Err(problem.into()),
            },
        };
        let linked = self.linked(number, &entry)?;
        let reversing = linked.iter().find(|(relation, _)| *relation == Relation::ReversedBy);
        Ok(Some(ReceiptView {
            number,
            kind: entry.body.kind().to_owned(),
            occurred_on: entry.occurred_on,
            moved: self.moved(number, &entry),
            reversed_by: reversing.map(|(_, reversal)| *reversal),
            has_record: entry.record.is_some(),
            paper,
        }))
    }

    /// The receipt as a file, as soon as its checkpoint is published, whatever the pages show yet.
    pub(super) fn receipt_file(&self, number: u64) -> Result<Option<ReceiptFile>, BooksError> {
        match receipt_of(&self.log_folder(), number) {
            Ok(receipt) => {
                let book = self.state().book.as_ref().map(|book| book.item.id.to_string());
                let name = format!("{}-{number}.tlog-proof", book.unwrap_or_default());
                Ok(Some(ReceiptFile { name, text: receipt.to_text() }))
            }
            Err(
                NoReceipt::NothingPublished | NoReceipt::NotThere { .. } | NoReceipt::Withheld(_),
            ) => Ok(None),
            Err(problem) => Err(problem.into()),
        }
    }

    /// What entered or left the book's own stores; what moved between named accounts is no money in hand.
    fn moved(&self, number: u64, entry: &Entry) -> Vec<Moved> {
        let stores =
            entry.postings.iter().filter(|posting| !accounts::NAMED.contains(&posting.account));
        let moved = stores.map(|posting| Moved {
            account: self.account_named(posting.account),
            fund: self.fund_named(posting.fund),
            amount: Amount { dong: posting.amount, entry: number },
        });
        moved.collect()
    }
}

/// What the page shows of a receipt.
fn proof(receipt: &Receipt) -> Result<Proof, NoReceipt> {
    let malformed = |error: &dyn std::error::Error| NoReceipt::Log(error.to_string());
    let note = Note::parse(&receipt.checkpoint).map_err(|error| malformed(&error))?;
    let head = Checkpoint::from_text(note.text()).map_err(|error| malformed(&error))?;
    let compact = receipt.reduced().and_then(|reduced| reduced.to_compact()).ok();
    let texts = compact.as_deref().and_then(code_texts).unwrap_or_default();
    let codes = texts.iter().filter_map(|text| Qr::within(text, MAX_CODE_VERSION).ok());
    Ok(Proof {
        origin: head.origin().to_owned(),
        size: head.size(),
        root: head.root().to_base64(),
        signers: signers(&note),
        codes: codes.map(|code| Code { path: code.svg_path(), width: code.width() }).collect(),
        compact: compact.map(|compact| BASE64URL_NOPAD.encode(&compact)),
    })
}

/// Everybody who signed, once each, though they may have signed with two kinds of keys.
fn signers(note: &Note) -> Vec<Signer> {
    let mut signers: Vec<Signer> = Vec::new();
    for line in note.signatures() {
        if signers.iter().all(|known| known.name != line.name) {
            signers.push(signer(line));
        }
    }
    signers
}

fn signer(line: &NoteSignature) -> Signer {
    let time = line.signature.first_chunk::<8>();
    let time = time.filter(|_| line.signature.len() == COSIGNATURE_BYTES);
    let time = time.and_then(|time| i64::try_from(u64::from_be_bytes(*time)).ok());
    Signer { name: line.name.clone(), at: time.map(Moment) }
}
