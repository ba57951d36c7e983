//! The commands of the golden log `sightings`: lines of one file that two later files show again, one of which tells
//! nothing new.

use crate::commands::*;
use crate::world::{CREDIT, DEBIT, NEXT, World, small_book};

/// A small book whose statement is confirmed by a file of the same lines, newest first, and overlapped by a third.
pub fn made() -> World {
    let mut world = World::default();
    for entry in small_book().entries {
        world.must(chungtay_ledger::decide::Command::from(&entry));
    }
    for command in [
        totals(Some(1)),
        paged_sightings(None, &[(2, DEBIT, 3, true)], &[(1, &[1, 2]), (44, &[2])]),
        import(2, "vcb", "any"),
        line(2, 1, 90_000),
        sightings(Some(2), &[(2, CREDIT, 1, false), (5, DEBIT, 1, false)]),
        totals(Some(2)),
    ] {
        world.must(command);
    }
    assert_eq!(world.entries[usize::try_from(NEXT + 2).unwrap()].body.kind(), "import/1");
    world
}
