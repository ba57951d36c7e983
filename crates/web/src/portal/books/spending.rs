//! Requests to spend and how far each is.

use super::BooksError;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::Figure;
use crate::portal::pages::funds::{SpendingRow, SpendingStage};
use crate::portal::record::Verbatim;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::money::Dong;
use chungtay_views::reader::SpendingStep;

impl BooksSnapshot<'_> {
    /// Requests of a fund, a work or a programme, newest first.
    pub(super) fn spending_of(
        &self,
        subject: &str,
        id: &str,
    ) -> Result<Vec<SpendingRow>, BooksError> {
        let mut rows = Vec::new();
        for request in self.requests_of(subject, id)? {
            rows.extend(self.spending_row(request)?);
        }
        Ok(rows)
    }

    /// The entries of those requests, newest first.
    pub(super) fn requests_of(&self, subject: &str, id: &str) -> Result<Vec<u64>, BooksError> {
        let ties = self.views()?.ties(self.size(), subject, id)?;
        let requests = ties.into_iter().filter(|tie| tie.relation == "request");
        let mut sequences: Vec<u64> = requests.map(|tie| tie.sequence).collect();
        sequences.reverse();
        Ok(sequences)
    }

    fn spending_row(&self, request: u64) -> Result<Option<SpendingRow>, BooksError> {
        let Some(entry) = self.entry_at(request)? else { return Ok(None) };
        let Body::SpendingRequest(asked) = &entry.body else { return Ok(None) };
        let steps = self.steps_of(request)?;
        let for_work = asked.work.and_then(|id| self.work_named(id));
        Ok(Some(SpendingRow {
            request,
            asked_on: entry.occurred_on,
            purpose: Verbatim::new(&asked.purpose, request),
            for_what: for_work.or_else(|| asked.programme.and_then(|id| self.programme_named(id))),
            stage: stage_of(&steps, asked.amount),
            amount: Figure::dong(format!("request.{request}.amount"), asked.amount).proved_here(),
        }))
    }

    /// The steps of a request that were not undone, oldest first.
    pub(super) fn steps_of(&self, request: u64) -> Result<Vec<SpendingStep>, BooksError> {
        let steps = self.views()?.spending(self.size(), request)?;
        let reversed = &self.state().flags.reversed;
        Ok(steps.into_iter().filter(|step| !reversed.get(step.sequence)).collect())
    }
}

fn stage_of(steps: &[SpendingStep], asked: Dong) -> SpendingStage {
    let count = |word: &str| steps.iter().filter(|step| step.step == word).count();
    let paid: Dong = steps.iter().filter(|step| step.step == "paid").map(|step| step.amount).sum();
    let withdrawn = count("declined") > 0;
    if withdrawn && !paid.is_positive() {
        SpendingStage::Declined
    } else if withdrawn || (paid >= asked && asked.is_positive()) {
        // Of a request sent back after a part was paid, that part stands.
        let settled = count("settled") >= count("paid");
        if settled { SpendingStage::Settled } else { SpendingStage::Paid }
    } else if count("approved") > 0 {
        SpendingStage::Approved
    } else {
        SpendingStage::Asked
    }
}
