//! `rollup`: several published books together, each verified from its beginning.

use super::figures::value;
use super::verify::{open, unreadable};
use crate::arguments::Rollup as Asked;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::meter::Meter;
use chungtay_ledger::figures::{Figure, figures_of_rollup};
use chungtay_ledger::rollup::Rollup;
use chungtay_ledger::rollup::books::{
    BooksRollup, BooksTransfer, Half, OneWork, Standing, Unjoined, UnjoinedWork, WorkOf,
};
use chungtay_log::note::VerifierKey;
use chungtay_service::rolling_up::{NotVerified, VerifiedBook, roll_up, unused_key, verified_book};
use chungtay_text::money;
use serde_json::{Value, json};

pub(super) fn run(asked: &Asked, console: &Console) -> Result<Exit, Failure> {
    let keys: Vec<VerifierKey> = asked.keys.iter().flat_map(|keys| keys.0.clone()).collect();
    let mut books: Vec<VerifiedBook> = Vec::new();
    for place in &asked.logs {
        let book = read(place, &keys, console)?;
        if books.iter().any(|other| other.origin == book.origin) {
            let twice = Failure::new("rollup-twice", Exit::Usage).with("address", place.clone());
            return Err(twice.with("origin", book.origin));
        }
        books.push(book);
    }
    if let Some(key) = unused_key(&books, &keys) {
        let origins: Vec<&str> = books.iter().map(|book| book.origin.as_str()).collect();
        let failure = Failure::new("rollup-key", Exit::Usage).with("key", key.to_string());
        return Err(failure.with("origins", origins.join(", ")));
    }
    let found = roll_up(&books);
    console.result(&told(&books, &found, console), &object(&books, &found))?;
    Ok(Exit::Done)
}

fn read(place: &str, keys: &[VerifierKey], console: &Console) -> Result<VerifiedBook, Failure> {
    let source = open(place)?;
    let mut meter = Meter::begin(console, "cli-progress-entries");
    let read = verified_book(source.as_ref(), keys, &mut |done, total| meter.step(done, total));
    meter.end();
    read.map_err(|error| match error {
        NotVerified::Unreadable(error) => unreadable(&error),
        NotVerified::Differs => Failure::new("rollup-log", Exit::Refused),
    })
    .map_err(|failure| failure.with("address", place.to_owned()))
}

fn figures(rollup: &Rollup) -> Vec<Figure> {
    figures_of_rollup("the books", rollup)
}

fn told(books: &[VerifiedBook], found: &BooksRollup, console: &Console) -> Vec<String> {
    let mut lines = vec![console.text("cli-rollup-books", &[("count", books.len().into())])];
    for book in books {
        let key = if book.key_was_given { "cli-rollup-book" } else { "cli-rollup-book-own-key" };
        let values = [("origin", book.origin.as_str().into()), ("size", book.size.into())];
        lines.push(console.text(key, &values));
    }
    lines.push(console.text("cli-rollup-whole", &[]));
    for figure in figures(&found.whole) {
        let own = format!("cli-rollup-{}", figure.id);
        let is_own = console.messages.has(&own);
        let key = if is_own { own } else { format!("rollup-{}", figure.id) };
        lines.push(format!("  {}: {}", console.text(&key, &[]), value(&figure, console)));
    }
    lines.extend(found.transfers.iter().map(|transfer| told_transfer(transfer, console)));
    lines.extend(found.works.iter().map(|work| told_work(work, console)));
    lines.extend(found.unjoined.iter().map(|work| told_unjoined(work, console)));
    lines
}

fn told_transfer(transfer: &BooksTransfer, console: &Console) -> String {
    let key = match transfer.standing {
        Standing::Within => "cli-rollup-transfer-within",
        Standing::Differs => "cli-rollup-transfer-differs",
        Standing::OneSided if transfer.sent.is_some() => "cli-rollup-transfer-only-sent",
        Standing::OneSided => "cli-rollup-transfer-only-received",
        Standing::OtherUnseen => "cli-rollup-transfer-unseen",
        Standing::Itself => "cli-rollup-transfer-itself",
    };
    let language = console.messages.language();
    let half = |half: Option<Half>| {
        let (amount, entry) = half.unzip();
        (amount.map(|amount| money::full(amount, language)).unwrap_or_default(), entry)
    };
    let ((sent, sent_by), (received, received_by)) = (half(transfer.sent), half(transfer.received));
    let amount = if transfer.sent.is_some() { &sent } else { &received };
    let entry = |entry: Option<u64>| entry.unwrap_or_default().to_string();
    let values = [
        ("id", transfer.id.as_str().into()),
        ("from", transfer.from.as_str().into()),
        ("to", transfer.to.as_str().into()),
        ("amount", amount.as_str().into()),
        ("sent", sent.as_str().into()),
        ("received", received.as_str().into()),
        ("sent-entry", entry(sent_by).into()),
        ("received-entry", entry(received_by).into()),
        ("entry", entry(sent_by.or(received_by)).into()),
    ];
    console.text(key, &values)
}

fn told_work(work: &OneWork, console: &Console) -> String {
    let works: Vec<String> = work.works.iter().map(place_of).collect();
    let works = works.join(" = ");
    let one = console.text("cli-rollup-one-work", &[("works", works.into())]);
    let measures = work.differ.iter();
    let measures: Vec<String> =
        measures.map(|measure| console.text(&format!("measure-{}", measure.word()), &[])).collect();
    if measures.is_empty() {
        return one;
    }
    let differ =
        console.text("cli-rollup-work-differs", &[("measures", measures.join(", ").into())]);
    format!("{one} {differ}")
}

fn told_unjoined(work: &UnjoinedWork, console: &Console) -> String {
    let key = match work.why {
        Unjoined::OneSided => "cli-rollup-work-one-sided",
        Unjoined::OtherUnseen => "cli-rollup-work-unseen",
        Unjoined::Itself => "cli-rollup-work-itself",
        Unjoined::TwoOfOneBook => "cli-rollup-work-two-of-one-book",
    };
    let values = [
        ("work", place_of(&work.work).into()),
        ("other", place_of(&work.other).into()),
        ("entry", work.entry.to_string().into()),
    ];
    console.text(key, &values)
}

fn place_of((book, work): &WorkOf) -> String {
    format!("{book} {work}")
}

fn object(books: &[VerifiedBook], found: &BooksRollup) -> Value {
    let of_book = |book: &VerifiedBook| {
        json!({
            "origin": book.origin,
            "key": book.key,
            "key_was_given": book.key_was_given,
            "size": book.size,
            "root": book.root.to_string(),
            "figures": found.books.get(&book.origin).map(values),
        })
    };
    let half = |half: Option<Half>| {
        half.map(|(amount, entry)| json!({ "amount": amount.0, "entry": entry }))
    };
    let of_transfer = |transfer: &BooksTransfer| {
        json!({
            "id": transfer.id.as_str(),
            "from": transfer.from,
            "to": transfer.to,
            "sent": half(transfer.sent),
            "received": half(transfer.received),
            "standing": standing(transfer.standing),
        })
    };
    let work = |(book, work): &WorkOf| json!({ "book": book, "work": work.as_str() });
    let of_work = |found: &OneWork| {
        let differ: Vec<_> = found.differ.iter().map(|measure| measure.word()).collect();
        json!({ "works": found.works.iter().map(work).collect::<Vec<_>>(), "differ": differ })
    };
    let unjoined = |found: &UnjoinedWork| {
        json!({
            "work": work(&found.work),
            "other": work(&found.other),
            "entry": found.entry,
            "why": why(found.why),
        })
    };
    json!({
        "books": books.iter().map(of_book).collect::<Vec<_>>(),
        "whole": values(&found.whole),
        "transfers": found.transfers.iter().map(of_transfer).collect::<Vec<_>>(),
        "works": found.works.iter().map(of_work).collect::<Vec<_>>(),
        "unjoined": found.unjoined.iter().map(unjoined).collect::<Vec<_>>(),
    })
}

/// Each figure's value and how many of its parts are not known.
fn values(rollup: &Rollup) -> Value {
    let figures = figures(rollup).into_iter().map(|figure| {
        let told = json!({ "value": figure.value, "unknowns": figure.unknowns });
        (figure.id, told)
    });
    Value::Object(figures.collect())
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Within => "within",
        Standing::Differs => "differs",
        Standing::OneSided => "one-sided",
        Standing::OtherUnseen => "other-unseen",
        Standing::Itself => "itself",
    }
}

fn why(why: Unjoined) -> &'static str {
    match why {
        Unjoined::OneSided => "one-sided",
        Unjoined::OtherUnseen => "other-unseen",
        Unjoined::Itself => "itself",
        Unjoined::TwoOfOneBook => "two-of-one-book",
    }
}
