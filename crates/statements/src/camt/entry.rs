//! One `Ntry`, its details and all, as the rows it stands for.

use super::tree::Element;
use super::{date, day};
use crate::column::Column;
use crate::electronic::{Draft, Exact, currency_code};
use crate::row::{Expected, Problem};
use crate::time::TimeOfDay;

/// The rows of an entry: one per detail where the details account for it to the last unit, else one.
pub(super) fn drafts(entry: &Element, statement: usize, currency: Option<&str>) -> Vec<Draft> {
    let whole = whole(entry, statement, currency);
    let details: Vec<&Element> =
        entry.all("NtryDtls").flat_map(|details| details.all("TxDtls")).collect();
    if details.len() > 1
        && let Some(amounts) = amounts(&details, &whole)
    {
        let pairs = details.iter().zip(amounts);
        return pairs.map(|(detail, amount)| part(entry, &whole, detail, amount)).collect();
    }
    let mut draft = whole;
    let credit = draft.amount.is_none_or(|amount| amount.units >= 0);
    for detail in &details {
        describe(&mut draft, detail, credit);
    }
    if draft.memo.is_empty() {
        draft.memo.push_str(entry.text(&["AddtlNtryInf"]).unwrap_or_default());
    }
    vec![draft]
}

/// What the entry says by itself.
fn whole(entry: &Element, statement: usize, currency: Option<&str>) -> Draft {
    let currency_text = entry.attribute(&["Amt"], "Ccy").or(currency).unwrap_or_default();
    let amount_text = entry.text(&["Amt"]).unwrap_or_default();
    let direction = entry.text(&["CdtDbtInd"]).unwrap_or_default();
    let amount = Exact::parse(amount_text).filter(|amount| amount.units >= 0);
    let amount = match direction {
        "CRDT" => amount,
        "DBIT" => amount.map(Exact::negated),
        _ => None,
    };
    let moment = entry.text(&["BookgDt", "DtTm"]);
    let mut draft = Draft {
        statement,
        line_number: entry.line_number,
        raw: entry.raw(),
        date: date(entry, "BookgDt").or_else(|| date(entry, "ValDt")),
        date_text: moment.or_else(|| entry.text(&["BookgDt", "Dt"])).unwrap_or_default().to_owned(),
        time: moment.and_then(|text| TimeOfDay::parse(text.get(11..19)?)),
        value_date: date(entry, "ValDt"),
        document_number: number(entry).to_owned(),
        amount,
        amount_text: format!("{amount_text} {direction}").trim().to_owned(),
        currency: currency_code(currency_text),
        currency_text: currency_text.to_owned(),
        is_reversal: matches!(entry.text(&["RvslInd"]), Some("true" | "1")),
        ..Draft::default()
    };
    let status = entry.text(&["Sts", "Cd"]).or_else(|| entry.text(&["Sts"])).unwrap_or("BOOK");
    if status != "BOOK" {
        let problem = Problem::new(Column::WholeRow, status.as_bytes(), Expected::Booked);
        draft.problems.push(problem);
    }
    draft
}

fn number(entry: &Element) -> &str {
    entry.text(&["AcctSvcrRef"]).or_else(|| entry.text(&["NtryRef"])).unwrap_or_default()
}

/// The details' amounts with their signs, where every one names its own in the entry's currency and they
/// make the entry's.
fn amounts(details: &[&Element], whole: &Draft) -> Option<Vec<Exact>> {
    let total = whole.amount?;
    let read = details.iter().map(|detail| {
        let place = if detail.find(&["Amt"]).is_some() {
            &["Amt"][..]
        } else {
            &["AmtDtls", "TxAmt", "Amt"][..]
        };
        let currency = detail.attribute(place, "Ccy").and_then(currency_code);
        if currency != whole.currency {
            return None;
        }
        let amount = Exact::parse(detail.text(place)?)?;
        let debit = match detail.text(&["CdtDbtInd"]) {
            Some(direction) => direction == "DBIT",
            None => total.units < 0,
        };
        Some(if debit { amount.negated() } else { amount })
    });
    let amounts: Vec<Exact> = read.collect::<Option<_>>()?;
    let decimals = amounts.iter().chain([&total]).map(|exact| exact.decimals).max()?;
    let sum = amounts
        .iter()
        .try_fold(0_i64, |sum, exact| sum.checked_add(exact.widened(decimals)?.units))?;
    (sum == total.widened(decimals)?.units).then_some(amounts)
}

/// A detail as a row of its own.
fn part(entry: &Element, whole: &Draft, detail: &Element, amount: Exact) -> Draft {
    let mut draft = whole.clone();
    draft.amount = Some(amount);
    draft.line_number = detail.line_number;
    draft.raw = detail.raw();
    describe(&mut draft, detail, amount.units >= 0);
    if draft.memo.is_empty() {
        draft.memo.push_str(entry.text(&["AddtlNtryInf"]).unwrap_or_default());
    }
    if let Some(own) = detail.text(&["Refs", "AcctSvcrRef"]) {
        draft.document_number = String::from(own);
    }
    draft
}

/// Memo and the other side of a detail: the payer of a credit, the payee of a debit.
fn describe(draft: &mut Draft, detail: &Element, credit: bool) {
    let (party, account, agent) =
        if credit { ("Dbtr", "DbtrAcct", "DbtrAgt") } else { ("Cdtr", "CdtrAcct", "CdtrAgt") };
    let parties = "RltdPties";
    let name = detail.text(&[parties, party, "Nm"]);
    let name = name.or_else(|| detail.text(&[parties, party, "Pty", "Nm"]));
    let number = detail.text(&[parties, account, "Id", "IBAN"]);
    let number = number.or_else(|| detail.text(&[parties, account, "Id", "Othr", "Id"]));
    let institution = ["RltdAgts", agent, "FinInstnId"];
    let bank = ["Nm", "BICFI", "BIC"]
        .iter()
        .find_map(|leaf| detail.text(&[institution[0], institution[1], institution[2], leaf]));
    add(&mut draft.counter_name, name, "; ");
    add(&mut draft.counter_account, number, "; ");
    add(&mut draft.counter_bank, bank, "; ");
    let remittance = detail.all("RmtInf").flat_map(|information| {
        let free = information.all("Ustrd").filter_map(|text| text.text(&[]));
        let reference = information.text(&["Strd", "CdtrRefInf", "Ref"]);
        free.chain(reference).collect::<Vec<_>>()
    });
    for text in remittance.chain(detail.text(&["AddtlTxInf"])) {
        add(&mut draft.memo, Some(text), " ");
    }
    if draft.document_number.is_empty() {
        let references = ["AcctSvcrRef", "TxId", "EndToEndId"];
        let found = references.iter().find_map(|name| detail.text(&["Refs", name]));
        let found = found.filter(|text| *text != "NOTPROVIDED");
        draft.document_number.push_str(found.unwrap_or_default());
    }
    draft.value_date =
        draft.value_date.or_else(|| detail.text(&["RltdDts", "IntrBkSttlmDt"]).and_then(day));
}

fn add(to: &mut String, text: Option<&str>, between: &str) {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return };
    if !to.is_empty() {
        to.push_str(between);
    }
    to.push_str(text);
}
