//! The commands of the golden log `names`: gifts, promises and attributions whose givers' initials are sealed
//! beside the name (`gift/2`, `pledge/2`, `attribution/2`).

use crate::commands::*;
use crate::world::{CREDIT, CREDIT_2, DEBIT, World, small_book};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::people::NamesPolicy;
use chungtay_ledger::kinds::receipts::Attribution;

/// A small book in which every one of them is entered, shown otherwise, and reversed.
pub fn made() -> World {
    let mut world = World::default();
    for entry in small_book().entries {
        world.must(chungtay_ledger::decide::Command::from(&entry));
    }
    let told = world.must(named(attribute(CREDIT, &[(Attribution::Gift, 1_000)])));
    world.must(named(attribute(
        CREDIT_2,
        &[(Attribution::Gift, 400), (Attribution::Interest, 100)],
    )));
    world.must(named(attribute(DEBIT, &[(Attribution::Fee, -100)])));
    let given = world.must(named(cash("road", "till", 700)));
    world.must(named(goods("road", None, Some(9_000), Some("road1"))));
    world.must(named(labour("road", 25, Some(500), Some("road1"))));
    let promised = world.must(named(pledge("any", 20_000)));
    world.must(named(pledge("any", 3_000)));
    for entry in [told, given, promised] {
        world.must(consent(entry, NamesPolicy::Full));
        world.must(reverse(entry));
    }
    world
}

#[test]
fn both_versions_count_alike() {
    let figures = |named: bool| {
        let mut world = small_book();
        for command in [
            cash("road", "till", 700),
            labour("road", 25, Some(500), Some("road1")),
            pledge("any", 20_000),
            attribute(CREDIT, &[(Attribution::Gift, 1_000)]),
        ] {
            world.must(if named { crate::commands::named(command) } else { command });
        }
        chungtay_ledger::figures::figures(&world.state).to_json()
    };
    assert_eq!(figures(true), figures(false));
    let named = made();
    assert!(named.entries.iter().any(|entry| matches!(entry.body, Body::NamedPledge(_))));
}
