//! One statement file as the log tells it: the import, what was found of the file when it was imported, and the
//! places of its rows on their pages.

use super::BooksError;
use super::figures::counted_here;
use super::sightings::FileSightings;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::Figure;
use crate::portal::pages::comparison::ComparisonView;
use crate::portal::pages::statement::{
    BrokenRow, CheckView, FilePlace, GapRow, PrintedView, RecoveredLine, SecondView, StatementView,
    ToldBy, ToldRow,
};
use crate::portal::record::Amount;
use crate::portal::source::{FilePages, Read};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::checks::{
    LineRules, PrintedSums, SecondSource, StatementCheck, StatementPages, Told,
};
use chungtay_ledger::money::Dong;
use chungtay_search::FileRows;
use chungtay_views::sums::differences;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// So many lines of one kind are linked; more are counted.
const LINES_SHOWN: usize = 50;

/// What the log holds of one statement file.
#[derive(Debug)]
pub(super) struct FileMap {
    check: Option<(u64, StatementCheck)>,
    pages: Vec<PageRows>,
    /// Files that show its lines again.
    pub(super) sightings: Vec<FileSightings>,
}

/// A page in a file, with where its rows lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageRows {
    number: u32,
    /// The last row of the file that stands on it.
    last: u32,
    /// Rows before it.
    before: u32,
    /// Rows of the same page met before: a page that comes back goes on where it was left.
    same_before: u32,
}

pub(super) fn pages(rows: &[(u32, u32)]) -> Vec<PageRows> {
    let mut pages = Vec::with_capacity(rows.len());
    let mut met: BTreeMap<u32, u32> = BTreeMap::new();
    let mut before = 0;
    for (number, count) in rows {
        let same = met.entry(*number).or_default();
        pages.push(PageRows { number: *number, last: before + count, before, same_before: *same });
        *same += count;
        before += count;
    }
    pages
}

/// Statement files looked up, by the size of the log they were looked up at and the import's number.
pub(super) type FileMaps = Mutex<BTreeMap<(u64, u32), Arc<FileMap>>>;

/// So many are kept.
const FILES_KEPT: usize = 64;

impl FilePages for BooksSnapshot<'_> {
    fn statement(&self, number: u32) -> Read<Option<StatementView>> {
        Ok(self.statement_page(number)?)
    }

    fn comparison(&self, check: u64, earlier: u32) -> Read<Option<ComparisonView>> {
        Ok(self.comparison_page(check, earlier)?)
    }
}

impl BooksSnapshot<'_> {
    pub(super) fn statement_page(&self, number: u32) -> Result<Option<StatementView>, BooksError> {
        let Some(import) = self.state().import(number) else { return Ok(None) };
        let place = usize::try_from(number).unwrap_or(usize::MAX);
        let Some(file) = self.import_row(place, import)? else { return Ok(None) };
        let Some(entry) = self.entry_at(import.started)? else { return Ok(None) };
        let map = self.file_map(number)?;
        let rules = self.rules_of(number)?;
        let check = map.check.as_ref().map(|(at, check)| check_view(number, *at, check, &map));
        Ok(Some(StatementView {
            number,
            account: self.account_named(import.account),
            fund: self.fund_named(import.fund),
            actor: self.actor(entry.actor, entry.occurred_on)?,
            pages: (!map.pages.is_empty()).then(|| {
                let distinct: BTreeSet<u32> = map.pages.iter().map(|page| page.number).collect();
                counted_here(format!("import.{number}.pages"), distinct.len())
            }),
            check,
            told: self.told_rows(number, &rules)?,
            rules: rules
                .first()
                .map(|(_, first)| (first.rules, rules.iter().map(|(at, _)| *at).collect())),
            later: self.later(number)?,
            file,
        }))
    }

    /// The entries of one relation to an import.
    pub(super) fn tied(&self, import: u32, relation: &str) -> Result<Vec<u64>, BooksError> {
        let ties = self.views()?.ties(self.size(), "import", &import.to_string())?;
        let tied = ties.into_iter().filter(|tie| tie.relation == relation);
        Ok(tied.map(|tie| tie.sequence).collect())
    }

    pub(super) fn check_of(
        &self,
        import: u32,
    ) -> Result<Option<(u64, StatementCheck)>, BooksError> {
        for at in self.tied(import, "checked-by")? {
            if let Some(Body::StatementCheck(check)) = self.entry_at(at)?.map(|entry| entry.body) {
                return Ok(Some((at, check)));
            }
        }
        Ok(None)
    }

    /// Rows of the file that were in the books before; `None` where that was not kept.
    pub(super) fn known_rows(&self, import: u32) -> Result<Option<u64>, BooksError> {
        let map = self.file_map(import)?;
        let check = map.check.as_ref();
        Ok(check.map(|(_, check)| check.second.as_ref().map_or(0, |second| second.known)))
    }

    /// What is known of a file: read once for a size of the log.
    pub(super) fn file_map(&self, import: u32) -> Result<Arc<FileMap>, BooksError> {
        let files = || self.reader().map(|reader| &reader.files);
        let key = (self.size(), import);
        let known = files()?.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(known) = known {
            return Ok(known);
        }
        let map = Arc::new(FileMap {
            check: self.check_of(import)?,
            pages: pages(&self.rows_on_pages(import)?),
            sightings: self.sightings_of(import)?,
        });
        let mut kept = files()?.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= FILES_KEPT {
            kept.clear();
        }
        kept.insert(key, Arc::clone(&map));
        Ok(map)
    }

    /// Rows on pages, in file order: the page and how many rows stand on it there.
    fn rows_on_pages(&self, import: u32) -> Result<Vec<(u32, u32)>, BooksError> {
        let mut pages = Vec::new();
        for at in self.tied(import, "paged-by")? {
            let Some(Body::StatementPages(StatementPages { pages: stretches, .. })) =
                self.entry_at(at)?.map(|entry| entry.body)
            else {
                continue;
            };
            pages.extend(stretched(stretches));
        }
        Ok(pages)
    }

    /// What rules told of an import's lines, as far as it stands.
    fn rules_of(&self, import: u32) -> Result<Vec<(u64, LineRules)>, BooksError> {
        let mut found = Vec::new();
        for at in self.tied(import, "told-by")? {
            if self.state().flags.reversed.get(at) {
                continue;
            }
            if let Some(Body::LineRules(rules)) = self.entry_at(at)?.map(|entry| entry.body) {
                found.push((at, rules));
            }
        }
        Ok(found)
    }

    fn told_rows(
        &self,
        import: u32,
        rules: &[(u64, LineRules)],
    ) -> Result<Vec<ToldRow>, BooksError> {
        let mut rows = Vec::new();
        for told in Told::ALL {
            let lines = rules.iter().flat_map(|(_, rules)| &rules.lines);
            let lines: Vec<_> = lines.filter(|line| line.told == *told).collect();
            if lines.is_empty() {
                continue;
            }
            let mut money = Dong::ZERO;
            for line in &lines {
                let entry = self.entry_at(line.line)?;
                let posting = entry.and_then(|entry| entry.postings.first().copied());
                money += posting.map_or(Dong::ZERO, |posting| posting.amount.abs());
            }
            let names: BTreeSet<&str> = lines.iter().map(|line| line.rule.as_str()).collect();
            let id = |what: &str| format!("import.{import}.told.{}.{what}", told.word());
            rows.push(ToldRow {
                told: told.word(),
                lines: counted_here(id("lines"), lines.len()),
                money: Figure::dong(id("money"), money).proved_here(),
                rules: names.into_iter().map(str::to_owned).collect(),
                shown: lines.iter().take(LINES_SHOWN).map(|line| line.line).collect(),
            });
        }
        Ok(rows)
    }

    /// Files imported later that were held against this one's lines.
    fn later(&self, import: u32) -> Result<Vec<SecondView>, BooksError> {
        let mut found = Vec::new();
        for at in self.tied(import, "seen-again-by")? {
            if let Some(Body::StatementCheck(check)) = self.entry_at(at)?.map(|entry| entry.body)
                && let Some(second) = &check.second
            {
                found.push(second_view(check.import, at, second));
            }
        }
        Ok(found)
    }

    /// Where a line stands in its file.
    pub(super) fn file_place(
        &self,
        import: u32,
        row: u32,
    ) -> Result<Option<FilePlace>, BooksError> {
        if self.state().import(import).is_none() {
            return Ok(None);
        }
        let map = self.file_map(import)?;
        let recovered = map
            .check
            .as_ref()
            .is_some_and(|(_, check)| check.recovered.iter().any(|found| found.row == row));
        Ok(Some(FilePlace { recovered, ..place(import, row, &map.pages) }))
    }

    /// The rows that stand on the pages of a number, in every file that has pages.
    pub(super) fn rows_on_page(&self, number: u32) -> Result<Vec<FileRows>, BooksError> {
        let mut found = Vec::new();
        for id in self.views()?.tied_ids(self.size(), "import", "paged-by")? {
            let Ok(import) = id.parse() else { continue };
            let map = self.file_map(import)?;
            let pages = map.pages.iter().filter(|page| page.number == number);
            found.extend(pages.map(|page| FileRows {
                import,
                first: page.before + 1,
                last: page.last,
            }));
        }
        Ok(found)
    }

    /// What a rule told of a line, as far as it stands.
    pub(super) fn told_by(&self, line: u64) -> Result<Option<ToldBy>, BooksError> {
        let ties = self.views()?.ties(self.size(), "entry", &line.to_string())?;
        for tie in ties.iter().filter(|tie| tie.relation == "told-by") {
            if self.state().flags.reversed.get(tie.sequence) {
                continue;
            }
            let Some(Body::LineRules(rules)) = self.entry_at(tie.sequence)?.map(|entry| entry.body)
            else {
                continue;
            };
            if let Some(told) = rules.lines.into_iter().find(|told| told.line == line) {
                let word = told.told.word();
                return Ok(Some(ToldBy { told: word, rule: told.rule, entry: tie.sequence }));
            }
        }
        Ok(None)
    }
}

/// Stretches of pages (the first, and the rows on it and on those that follow) page by page.
pub(super) fn stretched(stretches: Vec<(u32, Vec<u32>)>) -> impl Iterator<Item = (u32, u32)> {
    stretches.into_iter().flat_map(|(first, rows)| {
        rows.into_iter().zip(0u32..).map(move |(rows, more)| (first.saturating_add(more), rows))
    })
}

/// The page of a row and its place there.
fn place(import: u32, row: u32, pages: &[PageRows]) -> FilePlace {
    place_named(&format!("import.{import}"), import, row, pages)
}

/// The same, its figures named after the file.
pub(super) fn place_named(file: &str, import: u32, row: u32, pages: &[PageRows]) -> FilePlace {
    let page = pages.get(pages.partition_point(|page| page.last < row)).filter(|_| row > 0);
    let found = page.map(|page| (page.number, row - page.before + page.same_before));
    let id = |what: &str| format!("{file}.row.{row}.{what}");
    let figure = |what: &str, value: u32| Figure::count(id(what), i64::from(value)).proved_here();
    FilePlace {
        import,
        row: figure("number", row),
        page: found.map(|(page, on_page)| (figure("page", page), figure("on-page", on_page))),
        recovered: false,
    }
}

fn check_view(number: u32, at: u64, check: &StatementCheck, map: &FileMap) -> CheckView {
    let pages = &map.pages;
    let id = |what: &str| format!("import.{number}.check.{what}");
    let count = |what: &str, value: u64| {
        Figure::count(id(what), i64::try_from(value).unwrap_or(i64::MAX)).proved_here()
    };
    let amount = |dong: Dong| Amount { dong, entry: at };
    let whole = check.whole.credit + check.whole.debit;
    let unproved: Dong = check.gaps.iter().map(|gap| gap.money).sum();
    let proved = share(whole - unproved, whole);
    CheckView {
        entry: at,
        lines: count("lines", check.whole.lines),
        credit: Figure::dong(id("credit"), check.whole.credit).proved_here(),
        debit: Figure::dong(id("debit"), check.whole.debit).proved_here(),
        steps: count("steps", check.steps),
        broken: count("broken", check.broken),
        reordered: check.reordered,
        breaks: check
            .breaks
            .iter()
            .map(|broken| BrokenRow {
                place: place(number, broken.row, pages),
                expected: amount(broken.expected),
                printed: amount(broken.printed),
            })
            .collect(),
        recovered: check
            .recovered
            .iter()
            .map(|found| RecoveredLine {
                place: place(number, found.row, pages),
                amount: amount(found.amount),
            })
            .collect(),
        gaps: check
            .gaps
            .iter()
            .zip(1..)
            .map(|(gap, place)| GapRow {
                days: (gap.from, gap.to),
                lines: count(&format!("gap.{place}.lines"), gap.lines),
                money: Figure::dong(id(&format!("gap.{place}.money")), gap.money).proved_here(),
                share: Figure::share(id(&format!("gap.{place}.share")), share(gap.money, whole))
                    .proved_here(),
            })
            .collect(),
        proved: Figure::share(id("proved"), proved).proved_here(),
        printed: check
            .printed
            .iter()
            .zip(1..)
            .filter(|(sums, _)| prints_something(sums))
            .map(|(sums, place)| printed_view(number, place, at, sums))
            .collect(),
        differs: differences(check)
            .into_iter()
            .map(|found| (found.what, amount(found.printed), amount(found.rows)))
            .collect(),
        second: check.second.as_ref().map(|second| second_view(None, at, second)),
        earlier: check.second.as_ref().map_or_else(Vec::new, |second| second.earlier.clone()),
    }
}

fn prints_something(sums: &PrintedSums) -> bool {
    let amounts = [sums.opening, sums.credits, sums.debits, sums.closing];
    amounts.iter().any(Option::is_some) || sums.from.is_some() || sums.pages.is_some()
}

fn printed_view(number: u32, place: usize, at: u64, sums: &PrintedSums) -> PrintedView {
    let amounts = [
        ("opening", sums.opening),
        ("credits", sums.credits),
        ("debits", sums.debits),
        ("closing", sums.closing),
    ];
    let shown = amounts
        .into_iter()
        .filter_map(|(word, dong)| Some((word, Amount { dong: dong?, entry: at })));
    let id = format!("import.{number}.printed.{place}.pages");
    PrintedView {
        days: (sums.from, sums.to),
        sums: shown.collect(),
        pages: sums.pages.map(|pages| Figure::count(id, i64::from(pages)).proved_here()),
    }
}

fn second_view(import: Option<u32>, at: u64, second: &SecondSource) -> SecondView {
    let count = |what: &str, value: u64| {
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        Figure::count(format!("entry.{at}.{what}"), value).proved_here()
    };
    SecondView {
        import,
        entry: at,
        known: count("known", second.known),
        missing: count("missing", second.missing),
        doubtful: count("doubtful", second.doubtful),
    }
}

/// Parts in ten thousand, rounded to the nearest (half up); of nothing, nothing.
fn share(part: Dong, whole: Dong) -> i64 {
    if whole <= Dong::ZERO {
        return 0;
    }
    let rounded = (i128::from(part.0) * 20_000 + i128::from(whole.0)) / (i128::from(whole.0) * 2);
    i64::try_from(rounded).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{pages, place};

    #[test]
    fn a_row_s_page_is_found_by_counting_off() {
        let pages = pages(&[(1, 13), (2, 17), (44, 3), (2, 5)]);
        let at = |row| {
            place(1, row, &pages).page.map(|(page, on)| (page.value.unwrap(), on.value.unwrap()))
        };
        assert_eq!(at(1), Some((1, 1)));
        assert_eq!(at(13), Some((1, 13)));
        assert_eq!(at(14), Some((2, 1)));
        assert_eq!(at(33), Some((44, 3)));
        assert_eq!(at(34), Some((2, 18)), "a page that comes back");
        assert_eq!(at(39), None);
    }
}
