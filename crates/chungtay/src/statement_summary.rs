//! What an import's file proves of itself, in sentences for a person and as one object for a program. Computes
//! nothing but shares, in whole tenths of a per cent.

use crate::console::Console;
use chungtay_ledger::kinds::checks::{Gap, SecondSource, StatementCheck};
use chungtay_ledger::money::Dong;
use chungtay_log::hash::Hash;
use chungtay_service::import::Imported;
use chungtay_statements::RowPlace;
use chungtay_text::{Language, Value};
use chungtay_views::sums::{Difference, differences};
use serde_json::json;

/// So many broken steps and recovered rows are told one by one.
const MOST_TOLD: usize = 10;

/// The summary's lines; none where the very file was entered before.
pub(crate) fn lines(imported: &Imported, console: &Console) -> Vec<String> {
    let Some(check) = &imported.check else { return Vec::new() };
    let summary = Summary { imported, check, console };
    let mut lines = vec![summary.file()];
    lines.extend(summary.printed());
    lines.extend(summary.differences());
    lines.extend(summary.steps());
    lines.extend(summary.gaps());
    lines.extend(summary.recovered());
    lines.extend(check.second.as_ref().map(|second| summary.second(second)));
    lines.extend(summary.told());
    lines
}

struct Summary<'a> {
    imported: &'a Imported,
    check: &'a StatementCheck,
    console: &'a Console,
}

impl Summary<'_> {
    fn file(&self) -> String {
        let hash = Hash(self.check.file.0).to_hex();
        self.console.text(
            "cli-check-file",
            &[
                ("hash", hash.into()),
                ("format", self.check.format.clone().into()),
                ("lines", self.check.whole.lines.into()),
                ("credit", Value::Dong(self.check.whole.credit)),
                ("debit", Value::Dong(self.check.whole.debit)),
            ],
        )
    }

    fn printed(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for sums in &self.check.printed {
            for (key, amount) in [
                ("cli-check-printed-opening", sums.opening),
                ("cli-check-printed-credits", sums.credits),
                ("cli-check-printed-debits", sums.debits),
                ("cli-check-printed-closing", sums.closing),
            ] {
                let told = |amount| self.console.text(key, &[("amount", Value::Dong(amount))]);
                lines.extend(amount.map(told));
            }
        }
        lines
    }

    /// Printed figures that the rows do not make.
    fn differences(&self) -> Vec<String> {
        let told = |difference: &Difference| {
            let key = match difference.what {
                "credits" => "cli-check-differs-credits",
                "debits" => "cli-check-differs-debits",
                "closing" => "cli-check-differs-closing",
                _ => "cli-check-differs-movement",
            };
            let values = [
                ("printed", Value::Dong(difference.printed)),
                ("rows", Value::Dong(difference.rows)),
            ];
            self.console.text(key, &values)
        };
        differences(self.check).iter().map(told).collect()
    }

    fn steps(&self) -> Vec<String> {
        let check = self.check;
        let counts = [("steps", check.steps.into()), ("broken", check.broken.into())];
        let mut lines = Vec::new();
        if check.steps == 0 {
            lines.push(self.console.text("cli-check-no-steps", &[]));
        } else if check.broken > 0 {
            lines.push(self.console.text("cli-check-broken", &counts));
        } else if check.reordered {
            lines.push(self.console.text("cli-check-reordered", &counts));
        } else {
            lines.push(self.console.text("cli-check-held", &counts));
        }
        for broken in check.breaks.iter().take(MOST_TOLD) {
            let values = [
                ("place", self.place(broken.row).into()),
                ("expected", Value::Dong(broken.expected)),
                ("printed", Value::Dong(broken.printed)),
            ];
            lines.push(self.console.text("cli-check-break", &values));
        }
        let more = check.broken.saturating_sub(MOST_TOLD as u64);
        if more > 0 && check.breaks.len() > MOST_TOLD {
            lines.push(self.console.text("cli-check-more", &[("count", more.into())]));
        }
        lines
    }

    fn gaps(&self) -> Vec<String> {
        let whole = self.check.whole.credit + self.check.whole.debit;
        let told = |gap: &Gap| {
            let values = [
                ("from", Value::Date(gap.from)),
                ("to", Value::Date(gap.to)),
                ("share", self.percent(gap.money, whole).into()),
                ("lines", gap.lines.into()),
                ("money", Value::Dong(gap.money)),
            ];
            let one = gap.from == gap.to;
            self.console.text(if one { "cli-check-gap-day" } else { "cli-check-gap-days" }, &values)
        };
        let mut lines: Vec<String> = self.check.gaps.iter().map(told).collect();
        if lines.is_empty() && self.check.whole.lines > 0 {
            lines.push(self.console.text("cli-check-no-gaps", &[]));
        }
        lines
    }

    fn recovered(&self) -> Vec<String> {
        let told = self.check.recovered.iter().take(MOST_TOLD).map(|found| {
            let values =
                [("place", self.place(found.row).into()), ("amount", Value::Dong(found.amount))];
            self.console.text("cli-check-recovered", &values)
        });
        told.collect()
    }

    fn second(&self, second: &SecondSource) -> String {
        let earlier: Vec<String> = second.earlier.iter().map(u32::to_string).collect();
        let values = [
            ("imports", earlier.join(", ").into()),
            ("known", second.known.into()),
            ("missing", second.missing.into()),
            ("doubtful", second.doubtful.into()),
        ];
        let key = if earlier.is_empty() { "cli-check-second-none" } else { "cli-check-second" };
        self.console.text(key, &values)
    }

    fn told(&self) -> Vec<String> {
        let told = self.imported.told.iter().map(|(word, (lines, money))| {
            let (lines, money) = ((*lines).into(), Value::Dong(*money));
            if *word == "suspense" {
                return self
                    .console
                    .text("cli-check-unexplained", &[("lines", lines), ("money", money)]);
            }
            let name = self.console.messages.text(&format!("ledger-account-{word}")).into_owned();
            let values = [("name", name.into()), ("lines", lines), ("money", money)];
            self.console.text("cli-check-told", &values)
        });
        told.collect()
    }

    /// Where a row stands: its page where it has one, else its line in the file.
    fn place(&self, row: u32) -> String {
        let place = self.imported.places.get(&row).copied().unwrap_or_default();
        let RowPlace { line_number, page, row_on_page, .. } = place;
        let row = ("row", Value::from(row.to_string()));
        match page.zip(row_on_page) {
            Some((page, on_page)) => self.console.text(
                "cli-check-place-page",
                &[row, ("page", page.to_string().into()), ("on", on_page.to_string().into())],
            ),
            None => self
                .console
                .text("cli-check-place-line", &[row, ("line", line_number.to_string().into())]),
        }
    }

    /// A share in tenths of a per cent, rounded to the nearest (half up).
    fn percent(&self, part: Dong, whole: Dong) -> String {
        let tenths = tenths(part, whole);
        let mark = match self.console.messages.language() {
            Language::Vietnamese => ',',
            Language::English => '.',
        };
        format!("{}{mark}{} %", tenths / 10, tenths % 10)
    }
}

fn tenths(part: Dong, whole: Dong) -> i64 {
    if whole <= Dong::ZERO {
        return 0;
    }
    let rounded = (i128::from(part.0) * 2_000 + i128::from(whole.0)) / (i128::from(whole.0) * 2);
    i64::try_from(rounded).unwrap_or(0)
}

/// The same for a program.
pub(crate) fn object(imported: &Imported) -> serde_json::Value {
    let Some(check) = &imported.check else { return serde_json::Value::Null };
    let place = |row: u32| {
        let place = imported.places.get(&row).copied().unwrap_or_default();
        json!({ "row": row, "line": place.line_number, "page": place.page, "row_on_page": place.row_on_page })
    };
    let amount = |amount: Option<Dong>| amount.map(|amount| amount.0);
    let whole = check.whole.credit + check.whole.debit;
    json!({
        "sha256": Hash(check.file.0).to_hex(),
        "format": check.format,
        "rows": check.rows,
        "lines": check.whole.lines,
        "credit": check.whole.credit.0,
        "debit": check.whole.debit.0,
        "steps": check.steps,
        "broken": check.broken,
        "reordered": check.reordered,
        "breaks": check.breaks.iter().map(|broken| json!({
            "place": place(broken.row), "expected": broken.expected.0, "printed": broken.printed.0,
        })).collect::<Vec<_>>(),
        "gaps": check.gaps.iter().map(|gap| json!({
            "from": gap.from.to_string(), "to": gap.to.to_string(), "lines": gap.lines,
            "money": gap.money.0, "share_per_thousand": tenths(gap.money, whole),
        })).collect::<Vec<_>>(),
        "recovered": check.recovered.iter().map(|found| json!({
            "place": place(found.row), "amount": found.amount.0,
        })).collect::<Vec<_>>(),
        "printed": check.printed.iter().map(|sums| json!({
            "opening": amount(sums.opening), "closing": amount(sums.closing),
            "credits": amount(sums.credits), "debits": amount(sums.debits), "pages": sums.pages,
        })).collect::<Vec<_>>(),
        "differences": differences(check).iter().map(|found| json!({
            "what": found.what, "printed": found.printed.0, "rows": found.rows.0,
        })).collect::<Vec<_>>(),
        "second": check.second.as_ref().map(|second| json!({
            "earlier": second.earlier, "known": second.known, "missing": second.missing,
            "doubtful": second.doubtful,
        })),
        "told": imported.told.iter().map(|(word, (lines, money))| {
            ((*word).to_owned(), json!({ "lines": lines, "money": money.0 }))
        }).collect::<serde_json::Map<_, _>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::tenths;
    use chungtay_ledger::money::Dong;

    #[test]
    fn shares_are_rounded_half_up_without_floating_numbers() {
        for (part, whole, found) in [
            (935, 1_000, 935),
            (1, 3, 333),
            (2, 3, 667),
            (1, 2_000, 1),
            (0, 7, 0),
            (7, 7, 1_000),
            (5, 0, 0),
            (9_007_199_254_740_991, 9_007_199_254_740_991, 1_000),
        ] {
            assert_eq!(tenths(Dong(part), Dong(whole)), found, "{part}/{whole}");
        }
    }
}
