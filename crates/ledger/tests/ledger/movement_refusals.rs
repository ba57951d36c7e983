//! Rows of the refusal table for organisations in time, targets, drives and the emulation cycle. The rules'
//! other end: the issue (re-parented, renamed, merged; never twice for one achievement, revoked if false), Law
//! 06/2022/QH15 (one achievement is not rewarded twice) and the end of the district level on 1 July 2025.

use crate::commands::*;
use crate::movement_commands::*;
use crate::refusals::{Row, row, rows};
use crate::world::CREDIT;
use chungtay_ledger::decide::Command;
use chungtay_ledger::kinds::emulation::RecognitionLevel::{Base, Central, District, Province};
use chungtay_ledger::kinds::emulation::*;
use chungtay_ledger::kinds::organising::DriveAsking::{Open, Roster};
use chungtay_ledger::kinds::organising::OrganisationStep::{Ended, Merged, Moved, Renamed};
use chungtay_ledger::kinds::organising::*;
use chungtay_ledger::kinds::told::Citation;
use chungtay_ledger::money::LARGEST;

/// Two more organisations, the first below the second.
fn bodies(rest: Vec<Command>) -> Vec<Command> {
    let mut commands = vec![organisation("south", None), organisation("team", Some("south"))];
    commands.extend(rest);
    commands
}

pub fn tree() -> Vec<Row> {
    let of = |answer, commands| row(answer, bodies(commands));
    vec![
        of("accepted", vec![change("team", Renamed, Some("Đội"), "2024-01-01")]),
        of("unknown thing=organisation id=none", vec![change("none", Ended, None, "2024-01-01")]),
        of(
            "unknown thing=organisation id=none",
            vec![change("team", Moved, Some("none"), "2024-01-01")],
        ),
        of(
            "unknown thing=organisation id=none",
            vec![change("team", Merged, Some("none"), "2024-01-01")],
        ),
        of("needs field=name", vec![change("team", Renamed, None, "2024-01-01")]),
        of("needs field=into", vec![change("team", Merged, None, "2024-01-01")]),
        of(
            "excess field=name",
            vec![change_with(change("team", Ended, None, "2024-01-01"), |told| {
                told.name = Some("x".into());
            })],
        ),
        of(
            "excess field=into",
            vec![change_with(change("team", Ended, None, "2024-01-01"), |told| {
                told.into = Some(slug("south"));
            })],
        ),
        of(
            "excess field=parent",
            vec![change_with(change("team", Ended, None, "2024-01-01"), |told| {
                told.parent = Some(slug("south"));
            })],
        ),
        of(
            "unknown thing=source id=none",
            vec![change_with(change("team", Ended, None, "2024-01-01"), |told| {
                told.cited = Some(Citation { line: None, source: slug("none") });
            })],
        ),
        of(
            "unknown thing=basis id=none",
            vec![change_with(change("team", Ended, None, "2024-01-01"), |told| {
                told.basis = Some(slug("none"));
            })],
        ),
        of(
            "above-itself organisation=south",
            vec![change("south", Moved, Some("team"), "2024-01-01")],
        ),
        of(
            "above-itself organisation=south",
            vec![change("south", Merged, Some("south"), "2024-01-01")],
        ),
    ]
}

pub fn ends() -> Vec<Row> {
    let of = |answer, commands| row(answer, bodies(commands));
    vec![
        // From March on the team stands by itself, so from March on it may stand above.
        of(
            "accepted",
            vec![
                change("team", Moved, None, "2024-03-01"),
                change("south", Moved, Some("team"), "2024-03-01"),
            ],
        ),
        of(
            "above-itself organisation=south",
            vec![
                change("team", Moved, None, "2024-03-01"),
                change("south", Moved, Some("team"), "2024-02-29"),
            ],
        ),
        of(
            "exists thing=change id=team",
            vec![
                change("team", Renamed, Some("a"), "2024-03-01"),
                change("team", Renamed, Some("b"), "2024-03-01"),
            ],
        ),
    ]
}

pub fn over() -> Vec<Row> {
    let of = |answer, commands| row(answer, bodies(commands));
    vec![
        of(
            "accepted",
            vec![
                change("team", Renamed, Some("a"), "2024-03-01"),
                change("team", Renamed, Some("b"), "2024-02-01"),
            ],
        ),
        of(
            "organisation-ended organisation=team from=2024-03-01",
            vec![
                change("team", Ended, None, "2024-03-01"),
                change("team", Renamed, Some("b"), "2024-03-01"),
            ],
        ),
        of(
            "accepted",
            vec![
                change("team", Ended, None, "2024-03-01"),
                change("team", Renamed, Some("b"), "2024-02-29"),
            ],
        ),
        of(
            "organisation-ended organisation=team from=2024-03-01",
            vec![
                change("team", Merged, Some("south"), "2024-03-01"),
                change("team", Ended, None, "2024-01-01"),
            ],
        ),
        of(
            "does-not-match field=from",
            vec![
                change("team", Renamed, Some("b"), "2024-02-01"),
                change("team", Ended, None, "2024-02-01"),
            ],
        ),
        of(
            "organisation-ended organisation=south from=2024-03-01",
            vec![
                change("south", Ended, None, "2024-03-01"),
                change("customs", Moved, Some("south"), "2024-03-01"),
            ],
        ),
        of(
            "accepted",
            vec![
                change("south", Ended, None, "2024-03-01"),
                change("customs", Moved, Some("south"), "2024-02-01"),
            ],
        ),
    ]
}

pub fn parts() -> Vec<Row> {
    rows! {
        "accepted": role("customs", OrganisationRole::Unit) => role("customs", OrganisationRole::Authority);
        "exists thing=role id=customs": role("customs", OrganisationRole::Unit) => role("customs", OrganisationRole::Unit);
        "unknown thing=organisation id=none": role("none", OrganisationRole::Unit);
        "wrong-entry entry=23 needed=post/1": post_end(CREDIT, "2024-01-01");
        "accepted": post("maker", None) => post_end(28, "2024-01-01");
        "accepted": post("maker", between("2020-01-01", "words:đến nay")) => post_end(28, "2020-01-01");
        "backward-period": post("maker", between("2020-01-01", "")) => post_end(28, "2019-12-31");
        "exists thing=post-end id=28": post("maker", between("2020-01-01", "2021-01-01")) => post_end(28, "2022-12-31");
        "exists thing=post-end id=28": post("maker", None), post_end(28, "2022-12-31") => post_end(28, "2022-12-31");
    }
}

pub fn targets() -> Vec<Row> {
    let length = || target("t", Some("length of works"), TargetUnit::Metres, 1);
    rows! {
        "accepted": length();
        "exists thing=target id=t": length() => length();
        "accepted": target("t", None, TargetUnit::Count, 1);
        "not-positive field=value amount=0": target("t", None, TargetUnit::Count, 0);
        "does-not-match field=unit": target("t", Some("length of works"), TargetUnit::Count, 1);
        "question words=lenght reason=expected": target("t", Some("lenght of works"), TargetUnit::Metres, 1);
        "question words=none reason=unknown": target("t", Some("length of works programme none"), TargetUnit::Metres, 1);
        "excess field=expression": target("t", Some("length of works to 2024"), TargetUnit::Metres, 1);
        "excess field=expression": target("t", Some("figure book.works"), TargetUnit::Count, 1);
        "excess field=expression": target("t", Some("count of works as of 3"), TargetUnit::Count, 1);
        "unknown thing=basis id=none": target_with(length(), |target| target.basis = Some(slug("none")));
        "unknown thing=programme id=none": target_with(length(), |target| target.programme = Some(slug("none")));
        "unknown thing=organisation id=none": target_with(length(), |target| target.organisation = Some(slug("none")));
        "unknown thing=term id=none": target_with(length(), |target| target.period = between("term-start:none", ""));
        "backward-period": target_with(length(), |target| target.period = between("2024-01-02", "2024-01-01"));
        // The term's days may be told later.
        "accepted": target_with(length(), |target| target.period = between("term-start:t2020", "term-end:t2020"));
    }
}

pub fn drives() -> Vec<Row> {
    let open = || drive("d", Open, "any");
    let listed = || drive("d", Roster, "any");
    rows! {
        "accepted": open();
        "exists thing=drive id=d": open() => open();
        "unknown thing=fund id=none": drive("d", Open, "none");
        "needs field=launchers": drive_with(open(), |drive| drive.launchers.clear());
        "unknown thing=organisation id=none": drive_with(open(), |drive| drive.launchers = slugs(&["none"]));
        "unknown thing=basis id=none": drive_with(open(), |drive| drive.bases = slugs(&["none"]));
        "not-positive field=goal amount=0": drive_with(open(), |drive| drive.goal = Some(chungtay_ledger::money::Dong(0)));
        "backward-period": drive_with(open(), |drive| drive.closes = Some(day("2024-09-09")));
        "organisation-ended organisation=south from=2024-03-01": organisation("south", None), change("south", Ended, None, "2024-03-01") => drive_with(open(), |drive| drive.launchers = slugs(&["south"]));
        "unknown thing=drive id=d": unit("d", "customs", None, None);
        "accepted": open() => unit("d", "customs", Some(5), None);
        "accepted": open() => unit("d", "customs", None, None);
        "not-positive field=expected amount=0": open() => unit("d", "customs", Some(0), None);
        "exists thing=unit id=customs": open(), unit("d", "customs", None, None) => unit("d", "customs", None, None);
        "excess field=roster": open(), roster("r", "any", None) => unit("d", "customs", None, Some("r"));
        "needs field=roster": listed() => unit("d", "customs", None, None);
        "unknown thing=roster id=r": listed() => unit("d", "customs", None, Some("r"));
        "excess field=expected": listed(), roster("r", "any", None) => unit("d", "customs", Some(1), Some("r"));
        "does-not-match field=fund": listed(), roster("r", "road", None) => unit("d", "customs", None, Some("r"));
        "does-not-match field=organisation": listed(), organisation("team", None), roster("r", "any", Some("team")) => unit("d", "customs", None, Some("r"));
        "exists thing=unit id=team": listed(), organisation("team", None), roster("r", "any", None), unit("d", "customs", None, Some("r")) => unit("d", "team", None, Some("r"));
        "not-representable field=expected": open(), organisation("team", None), unit("d", "customs", Some(LARGEST), None) => unit("d", "team", Some(1), None);
        "accepted": open() => drive_close("d");
        "drive-closed drive=d": open(), drive_close("d") => drive_close("d");
        "drive-closed drive=d": open(), drive_close("d") => unit("d", "customs", None, None);
        "backward-period": open() => drive_close("d").on("2024-09-09");
    }
}

fn judged(rest: Vec<Command>) -> Vec<Command> {
    let mut commands = vec![rules("rules"), model("m", &["road1"])];
    commands.extend(rest);
    commands
}

fn full(rest: Vec<Command>) -> Vec<Command> {
    let mut commands = vec![checked("m", CheckOutcome::Confirmed), scored("m", &[60, 20])];
    commands.extend(rest);
    judged(commands)
}

pub fn registering() -> Vec<Row> {
    rows! {
        "exists thing=emulation-rules id=rules": rules("rules") => rules("rules");
        "needs field=criteria": rules_with(rules("rules"), |rules| rules.criteria.clear());
        "needs field=levels": rules_with(rules("rules"), |rules| rules.levels.clear());
        "not-positive field=most amount=0": rules_with(rules("rules"), |rules| rules.criteria[0].most = 0);
        "exists thing=level id=base": rules_with(rules("rules"), |rules| rules.levels[1].level = Base);
        "does-not-match field=least": rules_with(rules("rules"), |rules| rules.levels[1].least = 101);
        "unknown thing=emulation-rules id=rules": model("m", &[]);
        "exists thing=model id=m": rules("rules"), model("m", &[]) => model("m", &[]);
        "unknown thing=work id=none": rules("rules") => model("m", &["none"]);
        "unknown thing=organisation id=none": rules("rules") => model_with(model("m", &[]), |model| model.supporting = slugs(&["none"]));
        "unknown thing=model id=none": rules("rules") => model_with(model("m", &[]), |model| model.continues = Some(slug("none")));
        "needs field=person": rules("rules") => model_with(model("m", &[]), |model| model.subject = ModelSubject::Individual);
        "excess field=person": rules("rules") => model_with(model("m", &[]), |model| model.person = Some(slug("other")));
        "needs field=aims": rules("rules") => model("m", &[]).without_record();
        "not-positive field=amount amount=0": rules("rules") => model_with(model("m", &[]), |model| model.resources[0].amount = Some(chungtay_ledger::money::Dong(0)));
    }
}

pub fn judging() -> Vec<Row> {
    let scoring = |points: &[u32]| vec![checked("m", CheckOutcome::InPart), scored("m", points)];
    vec![
        row("unknown thing=model id=none", judged(vec![checked("none", CheckOutcome::InPart)])),
        row(
            "second-person person=op",
            judged(vec![checked("m", CheckOutcome::Confirmed).by("op")]),
        ),
        row("accepted", judged(vec![checked("m", CheckOutcome::NotFound)])),
        row("needs field=check", judged(vec![scored("m", &[1, 1])])),
        row("second-person person=op", judged(vec![scored("m", &[1, 1]).by("op")])),
        row(
            "does-not-match field=outcome",
            judged(vec![checked("m", CheckOutcome::NotFound), scored("m", &[1, 1])]),
        ),
        row("accepted", judged(scoring(&[60, 40]))),
        row("does-not-match field=points", judged(scoring(&[60, 41]))),
        row("does-not-match field=points", judged(scoring(&[60]))),
        row(
            "needs field=score",
            judged(vec![checked("m", CheckOutcome::Confirmed), recognised("m", Base)]),
        ),
        row("needs field=check", judged(vec![recognised("m", Base)])),
        row("accepted", full(vec![recognised("m", Province)])),
        row(
            "points-short needed=80 found=79",
            judged(vec![
                checked("m", CheckOutcome::InPart),
                scored("m", &[59, 20]),
                recognised("m", Province),
            ]),
        ),
        row("does-not-match field=level", full(vec![recognised("m", Central)])),
        row("second-person person=op", full(vec![recognised("m", Base).by("op")])),
        row("accepted", full(vec![recognised("m", District)])),
        row(
            "no-such-level level=district",
            full(vec![recognised("m", District).on("2025-07-01").recorded(1_760_000_000)]),
        ),
        row(
            "accepted",
            full(vec![recognised("m", District).on("2025-06-30").recorded(1_760_000_000)]),
        ),
    ]
}

pub fn once() -> Vec<Row> {
    let other = |works: &[&str]| {
        vec![
            recognised("m", Base),
            model("m2", works),
            checked("m2", CheckOutcome::Confirmed),
            scored("m2", &[60, 40]),
            recognised("m2", Province),
        ]
    };
    let back = |cause| vec![recognised("m", Base), revoked("m", cause)];
    vec![
        // 28 entries of the small book, the rules, the model, its check and its score come first.
        row(
            "recognised-before model=m entry=32",
            full(vec![recognised("m", Base), recognised("m", Province)]),
        ),
        row("recognised-before model=m entry=32", full(other(&["road1"]))),
        row("recognised-before model=m entry=32", full(other(&["house", "road1"]))),
        row("accepted", full(other(&["house"]))),
        row(
            "recognised-before model=m entry=32",
            full(vec![recognised("m", Base), scored("m", &[1, 1])]),
        ),
        row("needs field=recognition", full(vec![revoked("m", RevocationCause::False)])),
        row(
            "needs field=reason",
            full(vec![
                recognised("m", Base),
                revoked("m", RevocationCause::False).without_record(),
            ]),
        ),
        row("unknown thing=model id=none", vec![revoked("none", RevocationCause::False)]),
        row(
            "accepted",
            full([back(RevocationCause::Mistake), vec![recognised("m", Province)]].concat()),
        ),
        row(
            "revoked-as-false model=m",
            full([back(RevocationCause::False), vec![recognised("m", Base)]].concat()),
        ),
        row(
            "needs field=recognition",
            full(
                [back(RevocationCause::NotKept), vec![revoked("m", RevocationCause::NotKept)]]
                    .concat(),
            ),
        ),
    ]
}

pub fn taken_back() -> Vec<Row> {
    vec![
        row(
            "accepted",
            bodies(vec![change("team", Renamed, Some("a"), "2024-01-01"), reverse(30)]),
        ),
        row("accepted", bodies(vec![role("team", OrganisationRole::Unit), reverse(30)])),
        // Without the move the team would stand below the south, which then stands below the team.
        row(
            "not-reversible entry=30",
            bodies(vec![
                change("team", Moved, None, "2024-01-01"),
                change("south", Moved, Some("team"), "2024-02-01"),
                reverse(30),
            ]),
        ),
        row("accepted", vec![post("maker", None), post_end(28, "2024-01-01"), reverse(29)]),
        row("accepted", vec![target("t", None, TargetUnit::Count, 1), reverse(28)]),
        row(
            "accepted",
            vec![drive("d", Open, "any"), unit("d", "customs", None, None), reverse(29)],
        ),
        row("not-reversible entry=28", vec![drive("d", Open, "any"), reverse(28)]),
    ]
}
