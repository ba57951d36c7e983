//! Lines of entries, each decided again upon the golden log and folded: no panic; what is entered can
//! be read again, is balanced within each fund, and is decided again in the same way; the snapshot is
//! read as it was written.
#![no_main]

use chungtay_ledger::decide::{Command, Facts, decide, facts_for, is_balanced};
use chungtay_ledger::entry::Entry;
use chungtay_ledger::evolve::evolve;
use chungtay_ledger::figures::{figures, read_figures};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::money::Dong;
use chungtay_ledger::state::State;
use libfuzzer_sys::fuzz_target;
use std::convert::Infallible;
use std::sync::LazyLock;

const GOLDEN: &str = include_str!("../../crates/ledger/tests/golden/v1.jsonl");

#[derive(Clone, Default)]
struct Book {
    entries: Vec<Entry>,
    state: State,
}

impl Book {
    fn facts(&self, body: &Body) -> Facts {
        let fetch = |sequence: u64| {
            let place = usize::try_from(sequence).ok();
            Ok::<_, Infallible>(place.and_then(|place| self.entries.get(place)).cloned())
        };
        facts_for(body, fetch).unwrap()
    }

    fn enter(&mut self, command: Command) {
        let facts = self.facts(&command.body);
        let Ok(entries) = decide(&self.state, &facts, command) else { return };
        for entry in entries {
            assert!(is_balanced(&entry.postings));
            assert_eq!(Entry::decode(&entry.encode()).as_ref(), Ok(&entry));
            let again = decide(&self.state, &facts, Command::from(&entry));
            assert_eq!(again.as_deref(), Ok(&[entry.clone()][..]));
            evolve(&mut self.state, &entry, &facts);
            self.entries.push(entry);
        }
    }
}

static START: LazyLock<Book> = LazyLock::new(|| {
    let mut book = Book::default();
    for line in GOLDEN.lines() {
        book.enter(Command::from(&Entry::decode(line.as_bytes()).unwrap()));
    }
    assert_eq!(book.entries.len(), GOLDEN.lines().count());
    book
});

fuzz_target!(|bytes: &[u8]| {
    let mut book = START.clone();
    for line in bytes.split(|byte| *byte == b'\n') {
        let Ok(entry) = Entry::decode(line) else { continue };
        let mut command = Command::from(&entry);
        // The clock of the book, so that more than the frame is tried.
        command.recorded_at = command.recorded_at.max(book.state.last_recorded);
        book.enter(command);
    }
    for fund in book.state.funds.keys() {
        let sums = book.state.sums.iter().filter(|((_, of), _)| of == fund);
        assert_eq!(sums.map(|(_, sum)| *sum).sum::<Dong>(), Dong::ZERO);
    }
    assert_eq!(State::from_bytes(&book.state.to_bytes()).as_ref(), Ok(&book.state));
    let list = figures(&book.state);
    assert_eq!(read_figures(&list.to_json()).as_ref(), Ok(&list));
});
