//! An entry is stated again: what may change, who may do it, and what the fold makes of it when the
//! bytes are gone.

use crate::commands::*;
use crate::world::{CASH, CREDIT, NEXT, World, small_book};
use chungtay_ledger::decide::{Command, Facts, decide};
use chungtay_ledger::entry::Entry;
use chungtay_ledger::evolve::evolve;
use chungtay_ledger::figures::figures;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::money::Dong;

/// Entry 5 of the small book is the organisation `customs`.
const CUSTOMS: u64 = 5;

fn renamed(world: &World) -> Command {
    restate(world, CUSTOMS, |body| {
        if let Body::Organisation(organisation) = body {
            organisation.name = "[…]".into();
        }
    })
}

fn answer(world: &World, change: impl FnOnce(&mut Command)) -> String {
    let mut command = renamed(world);
    change(&mut command);
    world.decide(command).map_or_else(|refusal| refusal.to_string(), |_| "accepted".into())
}

fn stated(command: &mut Command) -> &mut Entry {
    match &mut command.body {
        Body::Restatement(restatement) => &mut restatement.stated,
        _ => unreachable!(),
    }
}

/// Rows for the table of refusals: what is asked of the small book, and the answer.
#[test]
fn only_words_change_and_two_persons_stand_for_it() {
    let world = small_book();
    assert_eq!(answer(&world, |_| {}), "accepted");
    assert_eq!(
        answer(&world, |command| command.actor = slug("checker")),
        "second-person person=checker"
    );
    assert_eq!(answer(&world, |command| command.record = None), "needs field=reason");
    let changes: [fn(&mut Entry); 5] = [
        |entry| entry.occurred_on = day("2024-09-09"),
        |entry| entry.actor = slug("maker"),
        |entry| entry.record = None,
        |entry| entry.body = organisation("other", None).body,
        |entry| entry.body = person("new").body,
    ];
    for change in changes {
        assert_eq!(
            answer(&world, |command| change(stated(command))),
            "does-not-match field=stated"
        );
    }
    let other_leaf = |command: &mut Command| {
        if let Body::Restatement(restatement) = &mut command.body {
            restatement.leaf.0[0] ^= 1;
        }
    };
    assert_eq!(answer(&world, other_leaf), "does-not-match field=leaf");
    let amount = restate(&world, CASH, |body| {
        if let Body::Gift(gift) = body {
            gift.amount = Some(Dong(301));
        }
    });
    assert_eq!(world.decide(amount).unwrap_err().to_string(), "does-not-match field=stated");
}

/// What a stranger folds: the statement in the place of what is gone.
#[test]
fn the_fold_of_the_statement_gives_the_same_figures_and_no_words() {
    let mut world = small_book();
    world.must(renamed(&world));
    let whole = figures(&world.state);
    let Body::Restatement(restatement) = world.entries.last().unwrap().body.clone() else {
        unreachable!()
    };
    let mut gone = World::default();
    for (sequence, entry) in (0u64..).zip(&world.entries) {
        let entry = if sequence == CUSTOMS { &restatement.stated } else { entry };
        gone.must(Command::from(entry));
    }
    assert_eq!(figures(&gone.state).to_json(), whole.to_json());
    let shown = &gone.state.organisations[&slug("customs")].item;
    assert_eq!(shown.name, "[…]");
    assert_eq!(world.state.privacy.restated.get(&CUSTOMS), Some(&NEXT));
}

/// A restatement may itself hold what it should not: it is stated again, and so is what it states.
#[test]
fn a_restatement_is_stated_again_and_not_without_end() {
    let mut world = small_book();
    let first = world.must(renamed(&world));
    assert!(world.enter(renamed(&world)).unwrap_err().to_string().starts_with("already-restated"));
    let mut last = first;
    for depth in 2..=4 {
        let again = restate(&world, last, |body| {
            if let Body::Restatement(inner) = body {
                inner.stated.body = inner.stated.body.clone();
            }
        });
        last = world.enter(again).unwrap_or_else(|refusal| panic!("{depth}: {refusal}"));
    }
    let refused = world.enter(restate(&world, last, |_| {})).unwrap_err();
    assert_eq!(refused.code(), "not-representable");
}

#[test]
fn two_persons_who_turn_out_to_be_one_are_counted() {
    let mut world = small_book();
    world.must(renamed(&world).by("maker"));
    assert_eq!(world.state.breaches, 0);
    world.must(alias("maker", "checker"));
    assert_eq!(world.state.breaches, 1);
}

#[test]
fn a_bank_line_has_no_words_to_change() {
    let world = small_book();
    let line = restate(&world, CREDIT, |body| {
        if let Body::BankLine(line) = body {
            line.row = 9;
        }
    });
    let mut state = world.state.clone();
    let refused = decide(&state, &world.facts(&line.body), line).unwrap_err();
    assert_eq!(refused.to_string(), "does-not-match field=stated");
    // An equal statement is harmless, and is what a verifier is handed when the bytes are gone.
    let same = restate(&world, CREDIT, |_| {});
    let entries = decide(&state, &world.facts(&same.body), same).unwrap();
    evolve(&mut state, &entries[0], &Facts::default());
    assert!(state.privacy.restated.contains_key(&CREDIT));
}
