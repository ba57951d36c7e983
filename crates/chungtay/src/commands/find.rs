//! `find`: a line of the bank by name, words, amount, day or document number, over everything the book's people may
//! read. With no words it reads questions from its input, one to a line, and answers each at once.

use crate::arguments::{Find, FindSort};
use crate::console::Console;
use crate::failure::{Exit, Failure};
use chungtay_search::{Query, Sort, told_apart};
use chungtay_service::finding::{Finder, FoundLine};
use serde_json::json;
use std::io::BufRead;
use std::path::Path;

/// Lines told where not all are asked for.
const SHOWN: usize = 50;

pub(super) fn run(asked: &Find, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let folder = super::reader(directory)?;
    let finder = Finder::new(&folder)?;
    if finder.without_words > 0 {
        Console::remark(&console.text("find-without", &[("count", finder.without_words.into())]));
    }
    if !asked.words.is_empty() {
        let found = answer(&finder, &asked.words.join(" "), asked, console)?;
        return Ok(if found { Exit::Done } else { Exit::Refused });
    }
    Console::remark(&console.text("find-ready", &[("count", finder.lines.into())]));
    for question in std::io::stdin().lock().lines() {
        let question =
            question.map_err(|error| Failure::file("file", Exit::Input, Path::new("-"), &error))?;
        if !question.trim().is_empty() {
            answer(&finder, &question, asked, console)?;
        }
    }
    Ok(Exit::Done)
}

/// Tells what one question finds; whether anything.
fn answer(
    finder: &Finder<'_>,
    question: &str,
    asked: &Find,
    console: &Console,
) -> Result<bool, Failure> {
    let told = told_apart(question, finder.last_day);
    let fitting = if told.words.is_some() { Sort::Relevance } else { Sort::Newest };
    let sort = asked.sort.map_or(fitting, |sort| match sort {
        FindSort::Newest => Sort::Newest,
        FindSort::Fit => Sort::Relevance,
        FindSort::Day => Sort::Day,
        FindSort::Amount => Sort::Amount,
    });
    let limit = if asked.all { usize::try_from(finder.lines).unwrap_or(SHOWN) } else { SHOWN };
    let query = Query {
        words: told.words,
        amount: told.amount,
        day: told.day,
        document: told.document,
        parts: asked.parts,
        sort,
        limit,
        ..Query::default()
    };
    let page = finder.find(&query)?;
    let lines = finder.lines(&page.sequences)?;
    let (count, sum) = (page.totals.all.lines, page.totals.all.sum);
    let mut told: Vec<String> = lines.iter().map(|line| line_of(line, console)).collect();
    let values = [("count", count.into()), ("sum", sum.into())];
    told.push(console.text("find-count", &values));
    let shown = u64::try_from(lines.len()).unwrap_or(count);
    if shown < count {
        told.push(console.text("find-more", &[("shown", shown.into())]));
    }
    let rows: Vec<_> = lines.iter().map(object_of).collect();
    console.result(&told, &json!({ "lines": count, "sum": sum.0, "found": rows }))?;
    Ok(count > 0)
}

fn line_of(line: &FoundLine, console: &Console) -> String {
    let erased = console.text("find-erased", &[]);
    let values = [
        ("day", line.day.into()),
        ("amount", line.amount.into()),
        ("document", line.document.as_deref().unwrap_or("–").into()),
        ("memo", line.memo.as_deref().unwrap_or(&erased).into()),
        ("entry", line.sequence.to_string().into()),
    ];
    console.text("find-line", &values)
}

fn object_of(line: &FoundLine) -> serde_json::Value {
    json!({
        "entry": line.sequence,
        "day": line.day.to_string(),
        "amount": line.amount.0,
        "account": line.account.as_str(),
        "fund": line.fund.as_str(),
        "document": line.document,
        "memo": line.memo,
    })
}
