//! The commands of the golden log `telling`: fees in columns of their own, what rules tell of lines, where rows stand
//! on their pages, what a file proves, and a layout that somebody saved.

use crate::commands::*;
use crate::world::{CREDIT, CREDIT_2, DEBIT, NEXT, World, small_book};
use chungtay_ledger::kinds::checks::Told::{Fee, Held, Interest, Transfer, Vat};
use chungtay_ledger::kinds::checks::{ColumnRole, Part};
use chungtay_ledger::kinds::receipts::Attribution::Gift;

/// A small book whose statement is told line by line; one telling is undone, and a held line turns out a gift.
pub fn made() -> World {
    let mut world = World::default();
    for entry in small_book().entries {
        world.must(chungtay_ledger::decide::Command::from(&entry));
    }
    for command in [
        line(1, 5, -7_000),
        part(1, 5, Part::Fee, -500),
        part(1, 5, Part::Vat, -50),
        pages(1, &[(1, &[2, 1]), (44, &[2])]),
        check(Some(1), |check| check.reordered = true),
        told(1, &[(CREDIT, Interest), (DEBIT, Transfer)]),
        reverse(NEXT + 5),
        told(1, &[(CREDIT, Held), (CREDIT_2, Interest), (NEXT + 1, Fee), (NEXT + 2, Vat)]),
        attribute(CREDIT, &[(Gift, 1_000)]),
        totals(Some(1)),
        check(None, |check| check.broken = 1),
        layout("nordea", &[(ColumnRole::Date, 1), (ColumnRole::Memo, 2), (ColumnRole::Amount, 3)]),
    ] {
        world.must(command);
    }
    world
}
