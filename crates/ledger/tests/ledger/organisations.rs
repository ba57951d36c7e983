//! The tree of organisations by the day, and questions about organisations with all below them. The other end:
//! days and places written down by hand beside each day, and sums of the amounts given below.

use crate::commands::*;
use crate::movement_commands::*;
use crate::world::{World, small_book};
use chungtay_ledger::asking::{answer, parse};
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::organising::OrganisationStep::{Merged, Moved, Renamed};
use chungtay_ledger::organisations::{children_on, name_on, parent_on, standing_on};
use chungtay_ledger::state::State;

fn drawn(state: &State, above: Option<Id>, on: &str) -> String {
    let below = children_on(state, above, day(on));
    let below = below.into_iter().map(|id| {
        let deeper = drawn(state, Some(id), on);
        if deeper.is_empty() { id.to_string() } else { format!("{id}({deeper})") }
    });
    below.collect::<Vec<_>>().join(" ")
}

fn moved_book() -> World {
    let mut world = small_book();
    for command in [
        organisation("north", None),
        organisation("team", Some("customs")),
        organisation("cell", Some("team")),
        change("team", Moved, Some("north"), "2024-03-01"),
        change("customs", Merged, Some("north"), "2024-06-01"),
        change("team", Renamed, Some("Đội mới"), "2024-05-01"),
    ] {
        world.must(command);
    }
    world
}

#[test]
fn the_tree_stands_as_it_stood_on_each_day() {
    let state = moved_book().state;
    for (on, tree) in [
        ("2024-02-29", "customs(team(cell)) north"),
        ("2024-03-01", "customs north(team(cell))"),
        ("2024-06-01", "north(team(cell))"),
    ] {
        assert_eq!(drawn(&state, None, on), tree, "{on}");
    }
    assert_eq!(parent_on(&state, slug("customs"), day("2024-06-01")), Some(slug("north")));
    assert_eq!(standing_on(&state, slug("customs"), day("2024-06-01")).word(), "merged");
    assert_eq!(standing_on(&state, slug("customs"), day("2024-05-31")).word(), "stands");
    let names = ["2024-04-30", "2024-05-01"]
        .map(|on| name_on(&state, slug("team"), day(on)).map(|(name, at)| (name.to_owned(), at)));
    assert_eq!(names, [Some(("Hải quan".into(), 29)), Some(("Đội mới".into(), 33))]);
}

#[test]
fn questions_about_an_organisation_take_what_went_into_it_along() {
    let mut world = moved_book();
    let mut fund_of_team = fund("teamfund", true, &[], &[]);
    if let chungtay_ledger::kinds::bodies::Body::Fund(fund) = &mut fund_of_team.body {
        fund.organisation = Some(slug("customs"));
    }
    for command in [
        fund_of_team,
        cash_from("customs", "any", 400),
        cash_from("cell", "any", 30),
        cash("teamfund", "till", 90),
        request("teamfund", Some("road1"), None, 60),
    ] {
        world.must(command);
    }
    let asked = world.state.size - 1;
    world.must(approve(asked));
    world.must(pay(asked, "till", 60));
    for (question, value) in [
        ("sum of gifts organisation north", Some(430)),
        ("sum of gifts organisation customs", Some(400)),
        ("sum of gifts organisation team", Some(30)),
        ("sum of spending organisation north", Some(60)),
        ("sum of spending organisation team", Some(0)),
        ("sum of receipts organisation customs", Some(0)),
    ] {
        let found = answer(&world.state, &parse(question).unwrap()).unwrap();
        assert_eq!(found.value, value, "{question}");
    }
}
