//! Bank = books, as the ledger finds it: what is proved, stated, not provable, contradicted.

use super::BooksError;
use super::figures::counted_here;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::{Figure, Unit};
use crate::portal::pages::balances::{
    Account, AccountRow, AccountSpan, Agreement, Balances, DayCheck, DayRow, Footing, ImportRow,
    QuarantineRow, Share, SuspenseRow,
};
use crate::portal::record::{Amount, Opened};
use chungtay_ledger::agreement::{AccountAgreement, DayAgreement, Extent, Support, agreement};
use chungtay_ledger::date::Date;
use chungtay_ledger::id::AccountId;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::people::AccountClass;
use chungtay_ledger::kinds::receipts::BalanceProof;
use chungtay_ledger::money::Dong;
use chungtay_ledger::state::ImportFigures;
use chungtay_log::hash::Hash;

impl BooksSnapshot<'_> {
    fn banks(&self) -> Vec<AccountId> {
        let accounts = self.state().accounts.iter();
        let banks = accounts.filter(|(_, account)| account.item.class == AccountClass::Bank);
        banks.map(|(id, _)| *id).collect()
    }

    pub(super) fn balances_page(&self) -> Balances {
        let mut accounts: Vec<AccountRow> =
            self.state().accounts.keys().map(|id| self.account_row(*id)).collect();
        accounts.sort_by_key(|row| match row.footing {
            Footing::Differs => 0,
            Footing::NotProvable => 1,
            Footing::Stated => 2,
            Footing::Proved => 3,
        });
        Balances { agreement: self.agreement_of_all(), accounts }
    }

    /// Over every bank account; of one alone, its own figures.
    pub(super) fn agreement_of_all(&self) -> Agreement {
        let banks = self.banks();
        let found: Vec<AccountAgreement> =
            banks.iter().map(|id| agreement(self.state(), *id)).collect();
        if let [only] = found.as_slice() {
            return self.agreement_shown(only);
        }
        let whole = |pick: fn(&AccountAgreement) -> Extent| {
            found.iter().map(pick).fold(Extent::default(), |sum, extent| Extent {
                days: sum.days + extent.days,
                lines: sum.lines + extent.lines,
                money: sum.money + extent.money,
            })
        };
        let extents = [
            ("proved", whole(|found| found.proved), Some(Support::Proved)),
            ("stated", whole(|found| found.stated), Some(Support::Stated)),
            ("not-provable", whole(|found| found.not_provable), Some(Support::NotProvable)),
            ("contradicted", whole(|found| found.contradicted), None),
        ];
        let money: i64 = extents.iter().map(|(_, extent, _)| extent.money.0).sum();
        let lines: u64 = extents.iter().map(|(_, extent, _)| extent.lines).sum();
        let days: Vec<&DayAgreement> = found.iter().flat_map(|found| &found.days).collect();
        let share = |index: usize| {
            let (name, extent, support) = &extents[index];
            let id = |what: &str| format!("bank.{name}.{what}");
            let parts = |part: i64, whole: i64| (whole > 0).then(|| parts_of(part, whole));
            let shared = |what: &str, value: Option<i64>| Figure {
                value,
                ..Figure::share(id(what), 0).proved_here()
            };
            let of_lines = parts(signed(extent.lines), signed(lines));
            Share {
                lines: Figure::count(id("lines"), signed(extent.lines)).proved_here(),
                money: Figure::dong(id("money"), extent.money).proved_here(),
                share_of_lines: shared("lines-share", of_lines),
                share_of_money: shared("money-share", parts(extent.money.0, money)),
                days: days_on(&days, *support),
                has_gap: has_gap(&days, *support),
            }
        };
        let differs = extents[3].1;
        Agreement {
            worst: worst(differs, extents[2].1, extents[1].1, lines),
            as_of: last_day(&days),
            proved: share(0),
            stated: share(1),
            not_provable: share(2),
            difference: difference("bank.difference".into(), &days),
        }
    }

    fn agreement_shown(&self, found: &AccountAgreement) -> Agreement {
        let account = found.account;
        let days: Vec<&DayAgreement> = found.days.iter().collect();
        let share = |name: &str, support| {
            let figure = |what: &str| self.figure(&format!("account.{account}.{name}.{what}"));
            Share {
                lines: figure("lines"),
                money: figure("money"),
                share_of_lines: figure("lines-share"),
                share_of_money: figure("money-share"),
                days: days_on(&days, Some(support)),
                has_gap: has_gap(&days, Some(support)),
            }
        };
        let lines = found.proved.lines + found.stated.lines;
        Agreement {
            worst: worst(found.contradicted, found.not_provable, found.stated, lines),
            as_of: last_day(&days),
            proved: share("proved", Support::Proved),
            stated: share("stated", Support::Stated),
            not_provable: share("not-provable", Support::NotProvable),
            difference: difference(format!("account.{account}.difference"), &days),
        }
    }

    fn account_row(&self, id: AccountId) -> AccountRow {
        let state = self.state();
        let class = state.accounts.get(&id).map_or(AccountClass::Bank, |found| found.item.class);
        let found = agreement(state, id);
        let printed = found.days.iter().rev().find_map(|day| match day.closing {
            Some((amount, BalanceProof::Printed, _)) => Some((amount, day.on)),
            _ => None,
        });
        let waiting = state.imports.iter().filter(|import| import.account == id);
        let waiting: usize = waiting.map(|import| import.waiting.len()).sum();
        let bank_id = format!("account.{id}.printed");
        let bank = printed.map_or_else(
            || Figure::unknown(bank_id.clone(), Unit::Dong),
            |(amount, _)| Figure::dong(bank_id.clone(), amount),
        );
        AccountRow {
            account: self.account_named(id),
            class,
            books: self.figure(&format!("account.{id}.balance")),
            bank: bank.proved_here(),
            bank_on: printed.map(|(_, on)| on),
            footing: if class == AccountClass::Bank {
                let known = found.proved.lines + found.stated.lines;
                worst(found.contradicted, found.not_provable, found.stated, known)
            } else {
                Footing::Stated
            },
            waiting: counted_here(format!("account.{id}.waiting"), waiting),
        }
    }

    pub(super) fn account_page(&self, id: &str) -> Result<Option<Account>, BooksError> {
        let state = self.state();
        let Some(id) = AccountId::new(id).filter(|id| state.accounts.contains_key(id)) else {
            return Ok(None);
        };
        let found = agreement(state, id);
        let imports: Vec<(usize, &ImportFigures)> =
            state.imports.iter().enumerate().filter(|(_, import)| import.account == id).collect();
        let mut suspense = Vec::new();
        let mut quarantine = Vec::new();
        let mut files = Vec::new();
        for (index, import) in imports {
            suspense.extend(self.suspense(import)?);
            for waiting in &import.waiting {
                quarantine.extend(self.quarantined(*waiting)?);
            }
            files.extend(self.import_row(index + 1, import)?);
        }
        files.reverse();
        Ok(Some(Account {
            row: self.account_row(id),
            agreement: self.agreement_shown(&found),
            span: span(&found),
            days: days(&found),
            suspense,
            quarantine,
            imports: files,
        }))
    }

    fn suspense(&self, import: &ImportFigures) -> Result<Vec<SuspenseRow>, BooksError> {
        let flags = &self.state().flags;
        let views = self.views()?;
        let mut rows = Vec::new();
        for sequence in &import.debit_lines {
            if flags.reversed.get(*sequence) || flags.attributed.get(*sequence) {
                continue;
            }
            let Some(line) = views.line(*sequence)? else { continue };
            rows.push(SuspenseRow {
                entry: *sequence,
                day: line.day,
                amount: Amount { dong: line.amount, entry: *sequence },
                memo: self.memo_of(&line),
            });
        }
        Ok(rows)
    }

    fn quarantined(&self, sequence: u64) -> Result<Option<QuarantineRow>, BooksError> {
        let Some(entry) = self.entry_at(sequence)? else { return Ok(None) };
        let Body::QuarantinedRow(row) = &entry.body else { return Ok(None) };
        let text: Opened = self.opened(sequence, entry.body.kind(), "text")?;
        let id = format!("entry.{sequence}.row");
        let place = Figure::count(id, i64::from(row.row)).proved_here();
        Ok(Some(QuarantineRow { entry: sequence, reason: row.reason, row: place, text }))
    }

    pub(super) fn import_row(
        &self,
        number: usize,
        import: &ImportFigures,
    ) -> Result<Option<ImportRow>, BooksError> {
        let Some(entry) = self.entry_at(import.started)? else { return Ok(None) };
        let Body::Import(file) = &entry.body else { return Ok(None) };
        let kept = self.known_rows(u32::try_from(number).unwrap_or(u32::MAX))?;
        let posted: u64 = import.ranges.iter().map(|(first, last)| last + 1 - first).sum();
        let rest = signed(u64::from(file.rows)) - signed(posted) - signed(import.waiting_ever);
        let known = kept.map_or(rest, signed);
        let id = |what: &str| format!("import.{number}.{what}");
        Ok(Some(ImportRow {
            number: file.number,
            entry: import.started,
            recorded_at: entry.recorded_at,
            format: file.format.clone(),
            file_hash: Hash(file.file.0).to_hex(),
            rows: Figure::count(id("rows"), i64::from(file.rows)).proved_here(),
            posted: self.figure(&id("lines")),
            already_there: Figure::count(id("already-there"), known.max(0)).proved_here(),
            waiting: self.figure(&id("waiting")),
        }))
    }
}

fn worst(differs: Extent, not_provable: Extent, stated: Extent, known_lines: u64) -> Footing {
    if differs.lines > 0 || differs.days > 0 {
        Footing::Differs
    } else if not_provable.lines > 0 || known_lines == 0 {
        Footing::NotProvable
    } else if stated.lines > 0 {
        Footing::Stated
    } else {
        Footing::Proved
    }
}

/// First and last day with lines on a footing (`None`: contradicted).
fn days_on(days: &[&DayAgreement], support: Option<Support>) -> Option<(Date, Date)> {
    let on = days.iter().filter(|day| stands_on(day, support));
    let on: Vec<Date> = on.map(|day| day.on).collect();
    Some((*on.iter().min()?, *on.iter().max()?))
}

fn stands_on(day: &DayAgreement, support: Option<Support>) -> bool {
    let has_lines = day.lines.credits + day.lines.debits > 0;
    let contradicted = day.agrees == Some(false);
    has_lines && support.map_or(contradicted, |support| !contradicted && day.support == support)
}

/// Whether a day with lines between the first and the last stands on another footing.
fn has_gap(days: &[&DayAgreement], support: Option<Support>) -> bool {
    let Some((first, last)) = days_on(days, support) else { return false };
    days.iter().any(|day| {
        let has_lines = day.lines.credits + day.lines.debits > 0;
        has_lines && day.on > first && day.on < last && !stands_on(day, support)
    })
}

/// What the bank held before the first line, and what follows for the end of the last day.
fn span(found: &AccountAgreement) -> Option<AccountSpan> {
    let before = found.derived_opening.filter(|opening| *opening != Dong::ZERO)?;
    let (first, last) = (found.days.first()?, found.days.last()?);
    let net: Dong = found.days.iter().map(|day| day.lines.net()).sum();
    let id = |what: &str| format!("account.{}.{what}", found.account);
    Some(AccountSpan {
        first: first.on,
        before: Figure::dong(id("before"), before).proved_here(),
        last: last.on,
        after: Figure::dong(id("after"), before + net).proved_here(),
    })
}

fn last_day(days: &[&DayAgreement]) -> Option<Date> {
    let with_lines = days.iter().filter(|day| day.lines.credits + day.lines.debits > 0);
    with_lines.map(|day| day.on).max()
}

/// The first difference between bank and books.
fn difference(id: String, days: &[&DayAgreement]) -> Option<Figure> {
    let first = days.iter().find(|day| day.agrees == Some(false))?;
    Some(Figure::dong(id, first.difference).proved_here())
}

/// Days with the running balance that follows from the last known one.
fn days(found: &AccountAgreement) -> Vec<DayRow> {
    let mut running: Option<Dong> = found.derived_opening;
    let mut rows = Vec::with_capacity(found.days.len());
    for day in &found.days {
        let id = |what: &str| format!("account.{}.{}.{what}", found.account, day.on);
        let amount = |what: &str, value: Option<Dong>| {
            let figure = value.map_or_else(
                || Figure::unknown(id(what), Unit::Dong),
                |value| Figure::dong(id(what), value),
            );
            figure.proved_here()
        };
        let computed = running.map(|opening| opening + day.lines.net());
        let printed = day.closing.map(|(amount, _, _)| amount);
        let count = signed(day.lines.credits + day.lines.debits);
        rows.push(DayRow {
            day: day.on,
            lines: Figure::count(id("lines"), count).proved_here(),
            opening: amount("opening", running),
            money_in: amount("in", Some(day.lines.credit)),
            money_out: amount("out", Some(day.lines.debit)),
            printed: amount("printed", printed),
            computed: amount("computed", computed),
            check: match (day.agrees, day.support) {
                (Some(false), _) => DayCheck::Differs,
                (Some(true), Support::Stated) => DayCheck::AgreesAsStated,
                (Some(true), _) => DayCheck::Agrees,
                (None, _) if printed.is_some() => DayCheck::NothingBefore,
                (None, _) => DayCheck::NothingPrinted,
            },
        });
        running = printed.or(computed);
    }
    rows
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Parts in ten thousand, rounded to the nearest.
fn parts_of(part: i64, whole: i64) -> i64 {
    let doubled = i128::from(part) * 20_000 + i128::from(whole);
    i64::try_from(doubled / (i128::from(whole) * 2)).unwrap_or(0)
}
