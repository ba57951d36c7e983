//! The commands of the golden log `privacy`: what is owed to persons named in the books.

use crate::commands::*;
use crate::world::{World, small_book};
use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::kinds::bodies::Body;

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
    world
}
