//! The commands of the golden log `privacy`: what is owed to persons named in the books.

use crate::commands::*;
use crate::world::{CASH, CREDIT, CREDIT_2, World, small_book};
use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::people::NamesPolicy;
use chungtay_ledger::kinds::privacy::{Answer, Right};

/// A small book in which an organisation's name turned out to be a person's.
pub fn made() -> World {
    let mut world = World::default();
    for entry in small_book().entries {
        world.must(chungtay_ledger::decide::Command::from(&entry));
    }
    let named = world.must(organisation("shop", Some("customs")));
    let mut command = restate(&world, named, |body| {
        if let Body::Organisation(organisation) = body {
            organisation.name = "[…]".into();
        }
    });
    command.record = Some(Commitment([9; 32]));
    world.must(command);
    for command in [
        asks("q7m2k9x4", Right::Delete, "2024-09-02"),
        answers("q7m2k9x4", Answer::Received),
        erase(&[CREDIT, CASH], Some("q7m2k9x4")),
        answers("q7m2k9x4", Answer::Done),
        asks("w3t8p5d6", Right::Access, "2024-09-09"),
        consent(CREDIT_2, NamesPolicy::Full),
        names_policy(NamesPolicy::None),
    ] {
        world.must(command);
    }
    world
}
