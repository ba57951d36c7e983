//! A small book in memory: its entries and their fold, and what must hold after every entry.

use crate::commands::*;
use crate::golden_keys;
use chungtay_ledger::decide::{Command, Facts, decide, facts_for, is_balanced};
use chungtay_ledger::entry::Entry;
use chungtay_ledger::evolve::evolve;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::people::AccountClass;
use chungtay_ledger::kinds::works::Measure;
use chungtay_ledger::refusal::Refusal;
use chungtay_ledger::state::State;
use std::convert::Infallible;

/// A book and its fold.
#[derive(Clone, Default)]
pub struct World {
    pub entries: Vec<Entry>,
    pub state: State,
}

/// In the small book: two credits (1,000 and 500), a debit (100) and a waiting row of import 1, still
/// open, at the account `vcb` for the fund `any`.
pub const CREDIT: u64 = 23;
pub const CREDIT_2: u64 = 24;
pub const DEBIT: u64 = 25;
pub const WAITING: u64 = 26;
/// 300 in cash for the fund `road`.
pub const CASH: u64 = 27;
/// The first entry after the small book.
pub const NEXT: u64 = 28;

impl World {
    pub fn facts(&self, body: &Body) -> Facts {
        let fetch = |sequence: u64| {
            let place = usize::try_from(sequence).ok();
            Ok::<_, Infallible>(place.and_then(|place| self.entries.get(place)).cloned())
        };
        let mut facts = facts_for(body, fetch).unwrap();
        golden_keys::check(body, &mut facts);
        facts
    }

    pub fn decide(&self, command: Command) -> Result<Entry, Refusal> {
        let facts = self.facts(&command.body);
        let mut entries = decide(&self.state, &facts, command)?;
        assert_eq!(entries.len(), 1);
        Ok(entries.remove(0))
    }

    /// Enters a command, and checks what must hold of every entry.
    pub fn enter(&mut self, command: Command) -> Result<u64, Refusal> {
        let entry = self.decide(command)?;
        assert!(is_balanced(&entry.postings), "not balanced: {entry:?}");
        let bytes = entry.encode();
        assert_eq!(Entry::decode(&bytes).as_ref(), Ok(&entry), "no entry can hold {entry:?}");
        // What `verify` does with a stranger's log.
        assert_eq!(self.decide(Command::from(&entry)).as_ref(), Ok(&entry));
        let facts = self.facts(&entry.body);
        evolve(&mut self.state, &entry, &facts);
        self.entries.push(entry);
        assert_eq!(self.state.size, self.entries.len() as u64);
        Ok(self.state.size - 1)
    }

    pub fn must(&mut self, command: Command) -> u64 {
        let shown = format!("{command:?}");
        self.enter(command).unwrap_or_else(|refusal| panic!("{refusal}: {shown}"))
    }

    /// The fold of the entries' bytes from nothing.
    pub fn refolded(&self) -> State {
        let mut again = Self::default();
        for entry in &self.entries {
            let entry = Entry::decode(&entry.encode()).unwrap();
            let facts = again.facts(&entry.body);
            evolve(&mut again.state, &entry, &facts);
            again.entries.push(entry);
        }
        again.state
    }

    /// Entries with their sequence, the newest first.
    pub fn newest_first(&self) -> impl Iterator<Item = (u64, &Entry)> {
        let numbered = self.entries.iter().enumerate().rev();
        numbered.map(|(sequence, entry)| (sequence as u64, entry))
    }
}

/// Five persons, an organisation, a term, a basis, a programme with a road, another road and a house
/// without one, a source and a claim, two funds, five accounts, and an open import.
pub fn small_book() -> World {
    let mut world = World::default();
    for command in [
        book(),
        person("maker"),
        person("checker"),
        person("payer"),
        person("other"),
        organisation("customs", None),
        term("t2020", None),
        basis("basis"),
        programme("roads", None),
        work("road1", Some("roads"), &[(Measure::LengthMetres, Some(430))]),
        work("road2", Some("roads"), &[(Measure::LengthMetres, None)]),
        work("house", None, &[]),
        group("group", &["road1", "road2"]),
        source("article"),
        claim("c1", &["road1"], Measure::LengthMetres, None),
        fund("any", true, &[], &[]),
        fund("road", false, &["roads"], &[]),
        account("vcb", AccountClass::Bank, Some("Vietcombank")),
        account("acb", AccountClass::Bank, Some("ACB")),
        account("till", AccountClass::Cash, None),
        account("box", AccountClass::Cash, None),
        account("store", AccountClass::Goods, None),
        import(1, "vcb", "any"),
    ] {
        world.must(command);
    }
    assert_eq!(world.must(line(1, 1, 1_000)), CREDIT);
    assert_eq!(world.must(line(1, 2, 500)), CREDIT_2);
    assert_eq!(world.must(line(1, 3, -100)), DEBIT);
    assert_eq!(world.must(waiting(1, 4)), WAITING);
    assert_eq!(world.must(cash("road", "till", 300)), CASH);
    assert_eq!(world.state.size, NEXT);
    world
}
