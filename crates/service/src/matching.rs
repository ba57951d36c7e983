//! `match`: what lines that nobody has told what they are turn out to be. The room `matching` proposes;
//! here the open lines and their private words are read, and what is proposed or accepted is entered as
//! any other command is.

mod enter;
mod naming;

pub use enter::{Entered, accept, decline, enter, undo};

use crate::error::{Result, ServiceError};
use crate::private_words::PrivateWords;
use crate::sealing::bank_line;
use chungtay_journal::{BookFolder, Bundle, Journal};
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::state::State;
use chungtay_matching::automatic::Matcher;
use chungtay_matching::codes::Codes;
use chungtay_matching::evidence::Line;
use chungtay_matching::proposal::{Proposals, Suggestion};
use chungtay_matching::returns::Earlier;
use chungtay_matching::targets::Targets;
use chungtay_views::fold::{Fold, decoded};
use std::collections::BTreeSet;

/// Entries to a bundle.
const BUNDLE: u64 = chungtay_journal::BUNDLE_ENTRIES;
/// Entries read at a time.
const STRIDE: u64 = 16_384;

/// What a book's open lines turn out to be.
#[derive(Clone, Debug, Default)]
pub struct Looked {
    /// What may be entered and what is asked.
    pub proposals: Proposals,
    /// Lines whose words were erased or cannot be read: matched by amount and rule at most.
    pub without_words: u64,
}

/// The state of a book that is only read.
pub fn state_of(folder: &BookFolder) -> Result<State> {
    let mut fold = Fold::open(&folder.journal)?;
    fold.catch_up(&folder.journal, |_| Ok::<(), ServiceError>(()))?;
    Ok(fold.state().clone())
}

/// Looks at every open line; enters nothing.
pub fn look(folder: &BookFolder, state: &State) -> Result<Looked> {
    let mut words = PrivateWords::new(folder);
    let targets = Targets::of(state, &mut |entry, place| words.field(entry, place))?;
    let codes = Codes::of(state);
    let mut matcher = Matcher::new(&targets, &codes);
    let mut without_words = 0;
    // What a rule holds back is for a person to tell, whatever its words.
    let held: BTreeSet<u64> =
        state.imports.iter().flat_map(|import| import.held.iter().copied()).collect();
    each_open_line(folder, state, &mut |sequence, entry| {
        let is_held = held.contains(&sequence);
        if is_held && state.matching.refunds.is_empty() {
            return Ok(());
        }
        let values = words.fields(sequence)?;
        let Some(line) = line_of(sequence, entry, values.as_deref()) else { return Ok(()) };
        if is_held {
            matcher.held(&line);
        } else {
            without_words += u64::from(values.is_none());
            matcher.line(&line);
        }
        Ok(())
    })?;
    if matcher.looks_back() {
        look_back(folder, state, &mut words, &mut matcher)?;
    }
    Ok(Looked { proposals: matcher.finish(), without_words })
}

fn line_of<'a>(
    sequence: u64,
    entry: &Entry,
    values: Option<&'a [Option<String>]>,
) -> Option<Line<'a>> {
    let posting = entry.postings.first()?;
    let of = |place: u8| values?.get(usize::from(place))?.as_deref();
    Some(Line {
        sequence,
        account: posting.account,
        fund: posting.fund,
        day: entry.occurred_on,
        amount: posting.amount,
        memo: of(bank_line::MEMO).unwrap_or_default(),
        counter_account: of(bank_line::COUNTER_ACCOUNT),
    })
}

/// Shows the matcher every earlier line that may be what another returns, and what it was told to be.
fn look_back(
    folder: &BookFolder,
    state: &State,
    words: &mut PrivateWords<'_>,
    matcher: &mut Matcher<'_>,
) -> Result<()> {
    let mut at = 0;
    while at < state.size {
        let bundles = folder.journal.read(at, STRIDE)?;
        for (sequence, bytes) in bundles.iter().flat_map(Bundle::entries) {
            at = sequence + 1;
            if sequence >= state.size || state.flags.reversed.get(sequence) {
                continue;
            }
            let entry = decoded(&folder.journal, sequence, bytes)?;
            if let Body::MatchedLine(told) = &entry.body {
                matcher.told(told.line, &told.shares);
            }
            let posting = entry.postings.first().filter(|_| entry.body.as_line().is_some());
            let may_be = posting.is_some_and(|posting| {
                matcher.may_be_returned(sequence, posting.fund, posting.amount)
            });
            if !may_be {
                continue;
            }
            let values = words.fields(sequence)?;
            let document = values.as_ref().and_then(|values| values.first()?.as_deref());
            if let Some(line) = line_of(sequence, &entry, values.as_deref()) {
                matcher.earlier(&Earlier { line, document });
            }
        }
    }
    Ok(())
}

/// One suggestion as it stands now; `None` where it is none any more.
pub fn suggestion(looked: &Looked, id: Id) -> Option<&Suggestion> {
    looked.proposals.suggestions.iter().find(|suggestion| suggestion.id == id)
}

/// The words of a line, for the person who decides: never for anybody else.
pub fn memo_of(folder: &BookFolder, line: u64) -> Result<Option<String>> {
    PrivateWords::new(folder).field(line, usize::from(bank_line::MEMO))
}

/// Why a match was undone, from the reversal's private reason: for the person who decides again, never for
/// anybody else. `None` where it was erased or cannot be read.
pub fn undone_because(folder: &BookFolder, reversal: u64) -> Result<Option<String>> {
    PrivateWords::new(folder).field(reversal, 0)
}

/// Visits every line that nobody has told what it is, in order; bundles without one are not read.
fn each_open_line(
    folder: &BookFolder,
    state: &State,
    visit: &mut dyn FnMut(u64, &Entry) -> Result<()>,
) -> Result<()> {
    let flags = &state.flags;
    let mut ranges: Vec<(u64, u64)> =
        state.imports.iter().flat_map(|import| import.ranges.iter().copied()).collect();
    ranges.sort_unstable();
    let is_open = |at: u64| !flags.attributed.get(at) && !flags.reversed.get(at);
    for (first, last) in ranges {
        for index in first / BUNDLE..=last / BUNDLE {
            let (from, to) = (first.max(index * BUNDLE), last.min(index * BUNDLE + BUNDLE - 1));
            if !(from..=to).any(is_open) {
                continue;
            }
            let bundles = folder.journal.read(from, to - from + 1)?;
            let entries = bundles.iter().flat_map(Bundle::entries);
            for (at, bytes) in entries.filter(|(at, _)| (from..=to).contains(at) && is_open(*at)) {
                let entry = decoded(&folder.journal, at, bytes)?;
                if entry.body.as_line().is_some() {
                    visit(at, &entry)?;
                }
            }
        }
    }
    Ok(())
}
