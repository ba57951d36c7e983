//! `compare`: two statement files of one account, told so that a journalist can use it. Needs no book; the
//! layouts saved in the book of the folder are used where there is one.

use crate::arguments::Compare;
use crate::bad_input;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use chungtay_journal::BookFolder;
use chungtay_ledger::money::Dong;
use chungtay_service::ServiceError;
use chungtay_service::compare::{
    Cause, Comparison, Difference, File, Finding, Line, OutsideDay, Sums, compare,
};
use chungtay_service::import::saved_layouts;
use chungtay_statements::Guide;
use chungtay_text::{Language, Value, date, money};
use chungtay_views::fold::Fold;
use serde_json::json;
use std::path::Path;

pub(super) fn run(asked: &Compare, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let paths = [&asked.first, &asked.second];
    for path in paths {
        std::fs::File::open(path)
            .map_err(|error| Failure::file("input-file", Exit::Input, path, &error))?;
    }
    let compared = compare(&asked.first, &asked.second, &guide(directory)?, asked.every_line);
    let comparison = compared.map_err(|(which, error)| {
        let mut failure = Failure::from(error);
        failure.causes.insert(0, paths[which].display().to_string());
        failure
    })?;
    let told = Told { console, language: console.messages.language() };
    console.result(&told.lines(&comparison), &object(&comparison))?;
    Ok(if comparison.agrees() { Exit::Done } else { Exit::Refused })
}

/// The layouts saved in the book of this folder; none where there is no book.
fn guide(directory: &Path) -> Result<Guide, Failure> {
    if !BookFolder::is_book(directory) {
        return Ok(Guide::default());
    }
    let folder = super::reader(directory)?;
    let fold = Fold::open(&folder.journal).map_err(ServiceError::from)?;
    Ok(saved_layouts(fold.state()))
}

/// Words a comparison.
struct Told<'c> {
    console: &'c Console,
    language: Language,
}

impl Told<'_> {
    fn lines(&self, comparison: &Comparison) -> Vec<String> {
        let mut lines: Vec<String> = comparison
            .files
            .iter()
            .enumerate()
            .map(|(which, file)| self.file(which, file))
            .collect();
        let recovered = comparison.files.iter().enumerate().filter(|(_, file)| file.recovered > 0);
        lines.extend(recovered.map(|(which, file)| {
            let count = [number(which), ("count", file.recovered.into())];
            self.console.text("compare-recovered", &count)
        }));
        lines.extend(self.accounts(&comparison.files));
        lines.push(String::new());
        if comparison.identical {
            lines.push(self.console.text("compare-identical", &[]));
        }
        let count = |key: &str, count: u64| self.console.text(key, &[("count", count.into())]);
        if comparison.agrees() {
            lines.push(count("compare-agrees", comparison.same));
        } else {
            lines.push(self.console.text("compare-differs", &[]));
            lines.push(count("compare-same", comparison.same));
        }
        if comparison.other_words > 0 {
            lines.push(count("compare-other-words", comparison.other_words));
        }
        if comparison.by_order > 0 {
            lines.push(count("compare-by-order", comparison.by_order));
        }
        if !comparison.agrees() {
            self.findings(comparison, &mut lines);
            self.outside(comparison, &mut lines);
            self.unreadable(comparison, &mut lines);
            lines.push(String::new());
            lines.push(self.difference(comparison.difference()));
            if comparison.explained() == comparison.difference() {
                lines.push(self.console.text("compare-adds-up", &[]));
            }
            lines.push(self.console.text("compare-no-verdict", &[]));
        }
        lines
    }

    fn money(&self, amount: Dong) -> String {
        money::full(amount, self.language)
    }

    /// With a plus where it is more.
    fn signed(&self, amount: Dong) -> String {
        let plus = if amount.is_positive() { "+" } else { "" };
        format!("{plus}{}", self.money(amount))
    }

    fn file(&self, which: usize, file: &File) -> String {
        let mut values = vec![
            number(which),
            ("name", file.name.as_str().into()),
            ("format", file.format.into()),
        ];
        let Some((from, to)) = file.days else {
            return self.console.text("compare-file-empty", &values);
        };
        values.extend(self.sums("lines", file.sums));
        values.push(("from", date::short(from, self.language).into()));
        values.push(("to", date::short(to, self.language).into()));
        self.console.text("compare-file", &values)
    }

    fn sums(&self, count: &'static str, sums: Sums) -> [(&'static str, Value<'static>); 3] {
        [
            (count, sums.lines.into()),
            ("in", self.money(sums.money_in).into()),
            ("out", self.money(sums.money_out).into()),
        ]
    }

    /// Files that print no account number in common may be of two accounts.
    fn accounts(&self, [first, second]: &[File; 2]) -> Option<String> {
        let is_shared = first.accounts.iter().any(|account| second.accounts.contains(account));
        if is_shared || first.accounts.is_empty() || second.accounts.is_empty() {
            return None;
        }
        let values = [
            ("first", first.accounts.join(", ").into()),
            ("second", second.accounts.join(", ").into()),
        ];
        Some(self.console.text("compare-accounts", &values))
    }

    fn findings(&self, comparison: &Comparison, lines: &mut Vec<String>) {
        let amounts = comparison.findings.iter().filter_map(|finding| match finding {
            Finding::Amount { lines, cause } => Some(self.amount(lines, *cause)),
            Finding::Only { .. } | Finding::Day { .. } => None,
        });
        self.section("compare-amounts", amounts.collect(), lines);
        let days = comparison.findings.iter().filter_map(|finding| match finding {
            Finding::Day { lines } => Some(self.both(lines)),
            Finding::Only { .. } | Finding::Amount { .. } => None,
        });
        self.section("compare-days", days.collect(), lines);
        for which in [0, 1] {
            let only: Vec<String> = comparison
                .findings
                .iter()
                .filter_map(|finding| match finding {
                    Finding::Only { file, line } if *file == which => Some(self.line(line)),
                    _ => None,
                })
                .collect();
            if only.is_empty() {
                continue;
            }
            let mut values = self.sums("count", comparison.only(which)).to_vec();
            values.push(number(which));
            lines.extend([String::new(), self.console.text("compare-only", &values)]);
            lines.extend(only.iter().map(|line| format!("  {line}")));
        }
    }

    fn section(&self, key: &str, found: Vec<Vec<String>>, lines: &mut Vec<String>) {
        if found.is_empty() {
            return;
        }
        let count = [("count", found.len().into())];
        lines.extend([String::new(), self.console.text(key, &count)]);
        lines.extend(found.into_iter().flatten());
    }

    fn both(&self, lines: &[Line; 2]) -> Vec<String> {
        let told = lines.iter().enumerate().map(|(which, line)| {
            let values = [number(which), ("line", self.line(line).into())];
            format!("  {}", self.console.text("compare-in-file", &values))
        });
        told.collect()
    }

    fn amount(&self, lines: &[Line; 2], cause: Cause) -> Vec<String> {
        let cause = match cause {
            Cause::Direction => "compare-cause-direction",
            Cause::Fee => "compare-cause-fee",
            Cause::Cut => "compare-cause-cut",
            Cause::Unknown => "compare-cause-unknown",
        };
        let apart = lines[1].amount() - lines[0].amount();
        let values = [
            ("amount", self.signed(apart).into()),
            ("cause", self.console.text(cause, &[]).into()),
        ];
        let mut told = self.both(lines);
        told.push(format!("    {}", self.console.text("compare-apart", &values)));
        told
    }

    fn line(&self, line: &Line) -> String {
        let place = match line.page {
            Some((page, row)) => self.console.text(
                "compare-place-page",
                &[("page", money::grouped(page.into(), self.language).into()), ("row", row.into())],
            ),
            None => self.console.text(
                "compare-place-row",
                &[("row", line.row.to_string().into()), ("line", line.line.to_string().into())],
            ),
        };
        let document = match line.document_number.as_str() {
            "" => String::new(),
            number => self.console.text("compare-document", &[("number", number.into())]),
        };
        let values = [
            ("date", date::short(line.on, self.language).into()),
            ("place", place.into()),
            ("document", document.into()),
            ("amount", self.moved(line).into()),
            ("memo", line.memo.as_str().into()),
        ];
        self.console.text("compare-line", &values)
    }

    fn moved(&self, line: &Line) -> String {
        let one = |key: &str, amount: Dong| {
            (amount != Dong::ZERO)
                .then(|| self.console.text(key, &[("amount", self.money(amount).into())]))
        };
        let moved: Vec<String> =
            [one("compare-amount-in", line.money_in), one("compare-amount-out", line.money_out)]
                .into_iter()
                .flatten()
                .collect();
        if moved.is_empty() {
            self.console.text("compare-amount-none", &[])
        } else {
            moved.join(", ")
        }
    }

    fn outside(&self, comparison: &Comparison, lines: &mut Vec<String>) {
        for which in [0, 1] {
            let days: Vec<&OutsideDay> =
                comparison.outside.iter().filter(|day| day.file == which).collect();
            if days.is_empty() {
                continue;
            }
            lines.extend([String::new(), self.console.text("compare-outside", &[number(which)])]);
            lines.extend(days.iter().map(|day| {
                let mut values = self.sums("count", day.sums).to_vec();
                values.push(("date", date::short(day.on, self.language).into()));
                format!("  {}", self.console.text("compare-outside-day", &values))
            }));
        }
    }

    fn unreadable(&self, comparison: &Comparison, lines: &mut Vec<String>) {
        for (which, file) in comparison.files.iter().enumerate() {
            if file.unreadable.is_empty() {
                continue;
            }
            let values = [number(which), ("count", file.unreadable.len().into())];
            lines.extend([String::new(), self.console.text("compare-unreadable", &values)]);
            let rows = file
                .unreadable
                .iter()
                .flat_map(|row| bad_input::row_lines(row, self.console.messages));
            lines.extend(rows.map(|row| format!("  {row}")));
        }
    }

    fn difference(&self, difference: Difference) -> String {
        let plus = if difference.lines > 0 { "+" } else { "" };
        let count = format!("{plus}{}", money::grouped(difference.lines, self.language));
        let values = [
            ("lines", count.into()),
            ("in", self.signed(difference.money_in).into()),
            ("out", self.signed(difference.money_out).into()),
        ];
        self.console.text("compare-difference", &values)
    }
}

fn number(which: usize) -> (&'static str, Value<'static>) {
    ("number", (which + 1).into())
}

fn object(comparison: &Comparison) -> serde_json::Value {
    json!({
        "agrees": comparison.agrees(),
        "identical": comparison.identical,
        "files": comparison.files.iter().map(file_json).collect::<Vec<_>>(),
        "same": comparison.same,
        "other_words": comparison.other_words,
        "by_order": comparison.by_order,
        "findings": comparison.findings.iter().map(finding_json).collect::<Vec<_>>(),
        "outside": comparison.outside.iter().map(|day| json!({
            "file": day.file + 1,
            "day": day.on.to_string(),
            "sums": sums_json(day.sums),
        })).collect::<Vec<_>>(),
        "difference": difference_json(comparison.difference()),
        "explained": difference_json(comparison.explained()),
    })
}

fn sums_json(sums: Sums) -> serde_json::Value {
    json!({ "lines": sums.lines, "in": sums.money_in.0, "out": sums.money_out.0 })
}

fn difference_json(difference: Difference) -> serde_json::Value {
    json!({
        "lines": difference.lines,
        "in": difference.money_in.0,
        "out": difference.money_out.0,
    })
}

fn file_json(file: &File) -> serde_json::Value {
    json!({
        "name": file.name,
        "format": file.format,
        "sha256": data_encoding::HEXLOWER.encode(&file.sha256),
        "accounts": file.accounts,
        "first_day": file.days.map(|(first, _)| first.to_string()),
        "last_day": file.days.map(|(_, last)| last.to_string()),
        "sums": sums_json(file.sums),
        "recovered": file.recovered,
        "unreadable": file.unreadable.iter().map(|row| json!({
            "row": row.row_number,
            "line": row.line_number,
            "problems": row.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}

fn finding_json(finding: &Finding) -> serde_json::Value {
    let both = |lines: &[Line; 2]| lines.iter().map(line_json).collect::<Vec<_>>();
    match finding {
        Finding::Only { file, line } => {
            json!({ "kind": "only", "file": file + 1, "lines": [line_json(line)] })
        }
        Finding::Amount { lines, cause } => {
            json!({ "kind": "amount", "cause": cause.word(), "lines": both(lines) })
        }
        Finding::Day { lines } => json!({ "kind": "day", "lines": both(lines) }),
    }
}

fn line_json(line: &Line) -> serde_json::Value {
    json!({
        "row": line.row,
        "line": line.line,
        "page": line.page.map(|(page, _)| page),
        "row_on_page": line.page.map(|(_, row)| row),
        "day": line.on.to_string(),
        "document_number": line.document_number,
        "in": line.money_in.0,
        "out": line.money_out.0,
        "fee": line.fee.0,
        "memo": line.memo,
    })
}
