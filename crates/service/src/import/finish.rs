//! After the last row, in one append: balances, the rule that attributes credits as gifts, and totals.

use super::plan::Plan;
use super::survey::Survey;
use super::{ImportRequest, Imported, StatedBalance, begin, settle, telling};
use crate::book::Book;
use crate::error::Result;
use chungtay_journal::{BookAppend, ImportRecord, ImportState};
use chungtay_ledger::date::Date;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::receipts::{
    AttributionRule, Balance, BalanceMoment, BalanceProof, Totals,
};

pub(super) fn finish(
    book: &mut Book,
    request: &ImportRequest<'_>,
    survey: &Survey,
    plan: &Plan,
    mut record: ImportRecord,
    outcome: &mut Imported,
) -> Result<()> {
    let Some((number, _)) = book.state().open_import() else { return Ok(()) };
    let actor = begin::actor(book, request)?;
    let mut batch = BookAppend::default();
    for balance in balances(request, survey, plan, number) {
        let on = balance.on;
        begin::push(book, &mut batch, actor, Some(on), Body::Balance(balance), None)?;
    }
    for end in settle::ended_doubts(book, request, survey, plan)? {
        begin::push(book, &mut batch, actor, None, Body::QuarantineEnd(end), None)?;
    }
    telling::enter(book, &mut batch, actor, (request, survey, plan), outcome)?;
    let unattributed = book.state().import(number).map_or(0, |import| import.unattributed);
    if request.attribute && unattributed > 0 {
        let rule = Body::AttributionRule(AttributionRule { count: unattributed, import: number });
        begin::push(book, &mut batch, actor, None, rule, None)?;
        outcome.attributed = unattributed;
    }
    let totals = Totals { import: Some(number), lines: None, totals: Vec::new(), waiting: None };
    begin::push(book, &mut batch, actor, None, Body::Totals(totals), None)?;
    record.state = ImportState::Finished;
    record.finished_at = Some(book.state().last_recorded);
    batch.entries.imports.push(record);
    batch.entries.snapshot = Some(book.fold.snapshot());
    book.append(&batch)
}

/// The balances that the file prints and the books lack, and those that the operator states.
fn balances(
    request: &ImportRequest<'_>,
    survey: &Survey,
    plan: &Plan,
    import: u32,
) -> Vec<Balance> {
    let stated = |stated: &StatedBalance, on: Date, moment: BalanceMoment| Balance {
        account: request.account,
        amount: stated.amount,
        import: Some(import),
        moment,
        on,
        proof: BalanceProof::Stated,
        source: Some(stated.source.clone()),
    };
    let first = survey.days.keys().next().copied();
    let last = survey.days.keys().next_back().copied();
    let opening = request.opening.as_ref().zip(first);
    let closing = request.closing.as_ref().zip(last);
    let printed = plan.balances.iter().map(|(on, moment, amount)| Balance {
        account: request.account,
        amount: *amount,
        import: Some(import),
        moment: *moment,
        on: *on,
        proof: BalanceProof::Printed,
        source: None,
    });
    opening
        .map(|(balance, on)| stated(balance, on, BalanceMoment::Opening))
        .into_iter()
        .chain(printed)
        .chain(closing.map(|(balance, on)| stated(balance, on, BalanceMoment::Closing)))
        .collect()
}
