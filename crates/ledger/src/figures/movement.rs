//! Figures of targets, drives, the emulation cycle and roll-ups. A log that tells none of them keeps the figures
//! it had: roll-ups are published once a book says what part any organisation has or what became of one.

use super::{Builder, Unit};
use crate::asking::AnswerUnit;
use crate::drives;
use crate::emulation::{ModelStage, stage};
use crate::kinds::emulation::RecognitionLevel;
use crate::kinds::organising::TargetUnit;
use crate::money::Dong;
use crate::rollup::{Counted, Rollup, rollups};
use crate::state::State;
use crate::state::movement::ModelLife;
use crate::targets::{progress, share};
use std::collections::BTreeMap;

pub(super) fn of_movement(state: &State, list: &mut Builder) {
    of_targets(state, list);
    of_drives(state, list);
    of_emulation(state, list);
    if state.movement.roles.is_empty() && state.movement.changes.is_empty() {
        return;
    }
    let found = rollups(state);
    for (id, rollup) in &found.organisations {
        of_rollup(&format!("organisation.{id}."), &format!("{id} and below"), rollup, list);
    }
    for (id, rollup) in &found.programmes {
        of_rollup(&format!("programme.{id}."), &format!("{id} and below"), rollup, list);
    }
    for (level, rollup) in &found.levels {
        let of = format!("organisations at level {level} of the tree and below");
        of_rollup(&format!("level.{level}."), &of, rollup, list);
    }
}

fn of_targets(state: &State, list: &mut Builder) {
    for (id, told) in &state.movement.targets {
        let name = |figure: &str| format!("target.{id}.{figure}");
        let unit = match told.item.unit {
            TargetUnit::Dong => Unit::Dong,
            TargetUnit::Count => Unit::Count,
            TargetUnit::Metres => Unit::Measured,
            TargetUnit::DaysTenths => Unit::DaysTenths,
        };
        let expression = format!("value in the entry of target {id}");
        list.push(&name("value"), expression, unit, Some(told.item.value), 0);
        let Some(found) = progress(state, &told.item) else { continue };
        let answer = found.answer.ok().filter(|found| found.unit != AnswerUnit::PartsInTenThousand);
        let reached = answer.as_ref().and_then(|found| found.value);
        let unknowns = answer
            .as_ref()
            .map_or(1, |found| found.unknown.iter().map(|unknown| unknown.count).sum());
        list.push(&name("reached"), found.asked.to_string(), unit, reached, unknowns);
        let part = reached.and_then(|reached| share(reached, told.item.value));
        let expression = format!("{} / {}, rounded down", name("reached"), name("value"));
        list.push(&name("share"), expression, Unit::Basis, part, unknowns);
    }
}

fn of_drives(state: &State, list: &mut Builder) {
    for (id, drive) in &state.movement.drives {
        let name = |figure: &str| format!("drive.{id}.{figure}");
        let found = drives::progress(state, drive);
        let fund = drive.launched.item.fund;
        let of = format!("gifts of money to {fund} from the launch of {id} to its close");
        list.dong(&name("received"), format!("sum({of})"), found.received);
        list.count(&name("gifts"), format!("count({of})"), found.gifts);
        list.dong(&name("of-no-unit"), format!("sum({of} and no unit's)"), found.of_no_unit);
        let in_kind = format!("gifts of goods and labour to {fund} in the same time");
        list.push(
            &name("in-kind"),
            format!("sum(valued {in_kind})"),
            Unit::Dong,
            known(found.in_kind.0, found.unvalued),
            found.unvalued,
        );
        if let Some(goal) = drive.launched.item.goal {
            list.dong(&name("goal"), format!("goal in the entry of drive {id}"), goal);
            let expression = format!("max(0, {} - {})", name("goal"), name("received"));
            list.dong(&name("missing"), expression, (goal - found.received).max(Dong::ZERO));
            let part = share(found.received.0, goal.0);
            let expression = format!("{} / {}, rounded down", name("received"), name("goal"));
            list.push(&name("share"), expression, Unit::Basis, part, 0);
        }
        list.count(&name("units"), format!("count(drive_unit of {id})"), found.units.len() as u64);
        for unit in &found.units {
            let body = unit.unit.organisation;
            let name = |figure: &str| format!("drive.{id}.{body}.{figure}");
            list.dong(&name("received"), format!("sum({of} and of {body})"), unit.received);
            list.count(&name("gifts"), format!("count({of} and of {body})"), unit.gifts);
            if let Some(expected) = unit.expected {
                let expression = format!("what {body} is asked for in {id}");
                list.dong(&name("expected"), expression, expected);
                let expression = format!("max(0, {} - {})", name("expected"), name("received"));
                let missing = (expected - unit.received).max(Dong::ZERO);
                list.dong(&name("missing"), expression, missing);
            }
        }
    }
}

fn of_emulation(state: &State, list: &mut Builder) {
    let mut years: BTreeMap<u32, Vec<&ModelLife>> = BTreeMap::new();
    for model in state.movement.models.values() {
        let rules = state.movement.rules.get(&model.model.item.rules);
        if let Some(rules) = rules {
            years.entry(rules.item.year).or_default().push(model);
        }
    }
    for (year, models) in years {
        let all = models.len() as u64;
        list.count(&format!("emulation.{year}.models"), format!("count(model of {year})"), all);
        for at in ModelStage::ALL {
            let word = at.word();
            let count = models.iter().filter(|model| stage(model) == at).count() as u64;
            let expression = format!("count(model of {year} that is {word})");
            list.count(&format!("emulation.{year}.{word}"), expression, count);
        }
        for level in RecognitionLevel::ALL {
            let at = |model: &&&ModelLife| {
                model.recognised().is_some_and(|told| told.item.level == *level)
            };
            let (word, count) = (level.word(), models.iter().filter(at).count() as u64);
            if count > 0 {
                let expression = format!("count(model of {year} recognised at {word})");
                list.count(&format!("emulation.{year}.at-{word}"), expression, count);
            }
        }
    }
    for (id, model) in &state.movement.models {
        let Some(points) = model.points() else { continue };
        let rules = state.movement.rules.get(&model.model.item.rules);
        let criteria = rules.map(|rules| rules.item.criteria.as_slice()).unwrap_or_default();
        let most: u64 = criteria.iter().map(|criterion| u64::from(criterion.most)).sum();
        list.count(&format!("model.{id}.points"), format!("sum(last model_score of {id})"), points);
        let expression = format!("sum(most points of the rules of {id})");
        list.count(&format!("model.{id}.points-most"), expression, most);
    }
}

/// What is not there is left out: in a roll-up, nothing is told by leaving it out.
pub(super) fn of_rollup(scope: &str, of: &str, found: &Rollup, list: &mut Builder) {
    let name = |figure: &str| format!("{scope}{figure}");
    for (figure, what, value) in [
        ("works", "count(works of", found.works),
        ("shared-works", "count(works launched by others too, of", found.shared),
        ("funds", "count(funds of", found.funds),
    ] {
        if value > 0 {
            list.count(&name(figure), format!("{what} {of}, each once)"), value);
        }
    }
    for (figure, measured) in
        [("length-metres", found.length_metres), ("lamps", found.lamps), ("houses", found.houses)]
    {
        let Counted { value, unknown } = measured;
        if value != 0 || unknown > 0 {
            let known = known(value, unknown);
            let expression = format!("sum({figure} of works of {of}, each once)");
            list.push(&name(figure), expression, Unit::Measured, known, unknown);
        }
    }
    if found.days_tenths != 0 {
        let expression = format!("sum(labour days given to works of {of}, each once)");
        list.push(&name("labour"), expression, Unit::DaysTenths, Some(found.days_tenths), 0);
    }
    for (figure, what, value) in [
        ("paid", "sum(payments for works of", found.paid),
        ("in-kind", "sum(valued gifts in kind used in works of", found.in_kind),
        ("gave", "sum(gifts of money by", found.gave),
        ("raised", "sum(raised by funds of", found.raised),
        ("spent", "sum(spent by funds of", found.spent),
        ("left", "sum(left in funds of", found.left),
        ("moved-in", "sum(transfers from other funds to funds of", found.moved_in),
        ("moved-out", "sum(transfers to other funds from funds of", found.moved_out),
        ("moved-within", "sum(transfers between funds of", found.moved_within),
    ] {
        if value != Dong::ZERO {
            list.dong(&name(figure), format!("{what} {of}, each once)"), value);
        }
    }
    if found.gave_in_kind != Dong::ZERO || found.gave_unvalued > 0 {
        let expression = format!("sum(valued gifts in kind by {of}, each once)");
        let value = known(found.gave_in_kind.0, found.gave_unvalued);
        list.push(&name("gave-in-kind"), expression, Unit::Dong, value, found.gave_unvalued);
    }
}

/// A sum; not known where every part of it is unknown.
fn known(value: i64, unknown: u64) -> Option<i64> {
    (value != 0 || unknown == 0).then_some(value)
}
