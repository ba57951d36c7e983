//! Quantities as built against those first told: every answer summed here by hand from what is entered.

use crate::commands::*;
use crate::life_commands::quantities;
use crate::movement_commands::{target, target_with};
use crate::world::{World, small_book};
use chungtay_ledger::asking::{answer, parse};
use chungtay_ledger::claims::{Verdict, compare};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::life::StepStage::{self, Done, Planned};
use chungtay_ledger::kinds::organising::TargetUnit;
use chungtay_ledger::kinds::told::Comparator::Equal;
use chungtay_ledger::kinds::works::Measure::{self, Houses, Lamps, LengthMetres};
use chungtay_ledger::rollup::rollups;
use chungtay_ledger::targets::progress;

fn measured(world: &mut World, work: &str, stage: StepStage, told: &[(Measure, Option<i64>)]) {
    let mut command = quantities(stage, told);
    if let Body::WorkQuantities(item) = &mut command.body {
        item.work = slug(work);
    }
    world.must(command);
}

/// The value, how many parts are unknown, and the entries behind it.
fn asked(world: &World, text: &str) -> (Option<i64>, u64, Vec<u64>) {
    let found = answer(&world.state, &parse(text).unwrap()).unwrap();
    let unknown = found.unknown.iter().map(|unknown| unknown.count).sum();
    (found.value, unknown, found.entries)
}

#[test]
fn what_was_built_is_the_figure_where_it_is_told() {
    let mut world = small_book();
    let value = |world: &World, text: &str| asked(world, text).0;
    // First told with 430; what is planned changes nothing.
    measured(&mut world, "road1", Planned, &[(LengthMetres, Some(900))]);
    assert_eq!(value(&world, "length of works road1"), Some(430));
    // Of road2 nobody told a length: a plan is none either.
    measured(&mut world, "road2", Planned, &[(LengthMetres, Some(600))]);
    assert_eq!(asked(&world, "length of works programme roads").1, 1);
    measured(&mut world, "road2", Done, &[(LengthMetres, Some(777))]);
    measured(&mut world, "road1", Done, &[(Lamps, Some(9))]);
    measured(&mut world, "road1", Done, &[(LengthMetres, Some(400)), (Houses, None)]);
    let entry = world.state.size;
    measured(&mut world, "road1", Done, &[(LengthMetres, Some(410))]);
    // 410 and not 430 or 400; 410 + 777 = 1187; the lamps stand where they were told.
    assert_eq!(asked(&world, "length of works road1"), (Some(410), 0, vec![entry]));
    assert_eq!(value(&world, "length of works programme roads"), Some(1_187));
    assert_eq!(value(&world, "length of programmes roads"), Some(1_187));
    assert_eq!(value(&world, "lamps of works road1"), Some(9));
    assert_eq!(asked(&world, "houses of works road1").1, 1);
    // The figure of the work's own entry keeps its meaning.
    assert_eq!(value(&world, "figure work.road1.length-metres"), Some(430));
    assert_eq!(value(&world, "figure work.road1.done-length-metres"), Some(410));
}

#[test]
fn claims_targets_and_roll_ups_see_what_was_built() {
    let mut world = small_book();
    measured(&mut world, "road1", Done, &[(LengthMetres, Some(120))]);
    measured(&mut world, "road2", Done, &[(LengthMetres, Some(30))]);
    world.must(claim("built", &["road1"], LengthMetres, Some((Equal, 120))));
    world.must(claim("first", &["road1"], LengthMetres, Some((Equal, 430))));
    let verdict = |id: &str| {
        let found = world.state.claims.get(&slug(id)).unwrap();
        compare(&world.state, &found.item)
    };
    assert_eq!(verdict("built").verdict, Verdict::Agrees);
    assert_eq!(verdict("first").verdict, Verdict::Disagrees);
    assert_eq!(verdict("first").known, Some(120));
    let found = rollups(&world.state);
    assert_eq!(found.programmes[&slug("roads")].length_metres.value, 150);
    let expression = Some("length of works programme roads");
    let told = target_with(target("t", expression, TargetUnit::Metres, 1_000), |target| {
        target.period = None;
    });
    world.must(told);
    let told = &world.state.movement.targets[&slug("t")].item;
    assert_eq!(progress(&world.state, told).unwrap().answer.unwrap().value, Some(150));
}

#[test]
fn a_named_work_of_which_nobody_told_lamps_has_no_known_number() {
    let world = small_book();
    for text in ["lamps of works road1", "houses of works group", "houses of programmes roads"] {
        assert_eq!(asked(&world, text).0, None, "{text}");
        assert_eq!(asked(&world, text).1, 1, "{text}");
    }
    // Picked by conditions, only those count that have lamps.
    assert_eq!(asked(&world, "lamps of works programme roads"), (Some(0), 0, vec![]));
}
