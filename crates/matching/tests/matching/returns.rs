//! Money that goes back: which earlier line an outgoing one returns, for certain or as a question.

use crate::book::{Made, day, slug};
use chungtay_ledger::kinds::matching::{MatchedBy, SharePart};
use chungtay_ledger::kinds::receipts::Attribution;
use chungtay_ledger::money::Dong;
use chungtay_matching::automatic::Matcher;
use chungtay_matching::codes::{Codes, Purpose};
use chungtay_matching::evidence::Line;
use chungtay_matching::proposal::Proposals;
use chungtay_matching::returns::Earlier;
use chungtay_matching::targets::Targets;

/// Memo, amount, the other side's account, document number, day.
type Row = (&'static str, i64, Option<&'static str>, &'static str, &'static str);

/// Earlier lines, as the shapes of published statements go.
const EARLIER: &[Row] = &[
    (
        "NGUYEN VAN THU ung ho dong bao vung lu",
        500_000,
        Some("0011001234567"),
        "5213.60478",
        "2024-09-10",
    ),
    ("TRAN THI NGHIEM ung ho dong bao vung lu", 500_000, None, "5213.60479", "2024-09-10"),
    (
        "MBVCB.6975219213.ung ho.CT tu 0561000606153 LE MAU",
        500_000,
        None,
        "FT24254924691413",
        "2024-09-11",
    ),
    ("ung ho", 200_000, Some("0011001234567"), "5213.77001", "2024-09-12"),
    ("ung ho", 50_000, None, "5213.77002", "2024-09-20"),
];

fn line(sequence: u64, row: &Row) -> Line<'_> {
    Line {
        sequence,
        account: slug("vcb"),
        fund: slug("bien"),
        day: day(row.4),
        amount: Dong(row.1),
        memo: row.0,
        counter_account: row.2,
    }
}

fn run_with(targets: &Targets, later: &[Row], held: &[Row], told: Option<&SharePart>) -> Proposals {
    let made = Made::new();
    let codes = Codes::of(&made.state);
    let mut matcher = Matcher::new(targets, &codes);
    for (sequence, row) in (100..).zip(later) {
        matcher.line(&line(sequence, row));
    }
    for (sequence, row) in (200..).zip(held) {
        matcher.held(&line(sequence, row));
    }
    for (sequence, row) in (10..).zip(EARLIER) {
        if matcher.may_be_returned(sequence, slug("bien"), Dong(row.1)) {
            matcher.earlier(&Earlier { line: line(sequence, row), document: Some(row.3) });
        }
    }
    if let Some(share) = told {
        matcher.told(10, std::slice::from_ref(share));
    }
    matcher.finish()
}

/// `automatic` and `suggested`, as `line>earlier` with the reasons.
fn pairs(found: &Proposals) -> (Vec<String>, Vec<String>) {
    let tell = |proposal: &chungtay_matching::proposal::Proposal| {
        let reasons: Vec<&str> = proposal.reasons.iter().map(|reason| reason.word()).collect();
        let earlier = proposal.shares[0].returns.unwrap();
        format!("{}>{earlier} {}", proposal.line, reasons.join(" "))
    };
    let suggested = found.suggestions.iter().map(|found| tell(&found.proposal));
    let mut suggested: Vec<String> = suggested.collect();
    suggested.sort();
    (found.automatic.iter().map(tell).collect(), suggested)
}

#[test]
fn a_refund_finds_its_receipt() {
    let targets = Targets::default();
    for (later, automatic, suggested) in [
        // The number of the receipt's document, cut as banks cut.
        (
            ("HOAN TRA GD 5213.6 0478 chuyen nham", -500_000, None, "", "2024-09-12"),
            vec!["100>10 reference return-words"],
            vec![],
        ),
        (
            ("Tra lai tien FT24254924 691413", -500_000, None, "", "2024-09-12"),
            vec!["100>12 reference return-words"],
            vec![],
        ),
        // Another sum, an earlier day, or no word of a return: nothing.
        (("HOAN TRA GD 5213.60478", -400_000, None, "", "2024-09-12"), vec![], vec![]),
        (("HOAN TRA GD 5213.60478", -500_000, None, "", "2024-09-09"), vec![], vec![]),
        (("chi mua xi mang 5213.60478", -500_000, None, "", "2024-09-12"), vec![], vec![]),
        // Two numbers: whose it is, a person says.
        (
            ("HOAN TRA 5213.60478 5213.60479", -500_000, None, "", "2024-09-12"),
            vec![],
            vec!["100>10 reference return-words", "100>11 reference return-words"],
        ),
        // The same other side and the same sum.
        (
            ("HOAN TRA", -200_000, Some("0011 0012 34567"), "", "2024-09-13"),
            vec![],
            vec!["100>13 earlier-line return-words"],
        ),
        // Its own words, which no other line of that sum has.
        (
            ("hoan tra LE MAU CT tu 0561000606153", -500_000, None, "", "2024-09-13"),
            vec![],
            vec!["100>12 same-words return-words"],
        ),
        // Words that everybody writes, a name alone and a sum: nothing.
        (("hoan tra ung ho dong bao vung lu", -500_000, None, "", "2024-09-13"), vec![], vec![]),
        (("hoan tra tien", -50_000, None, "", "2024-09-21"), vec![], vec![]),
    ] {
        let told = pairs(&run_with(&targets, &[later], &[], None));
        assert_eq!(told.0, automatic, "{later:?}");
        assert_eq!(told.1, suggested, "{later:?}");
    }
}

#[test]
fn what_was_returned_is_not_returned_again() {
    let refund: Row = ("HOAN TRA GD 5213.60478", -500_000, None, "", "2024-09-12");
    // Two lines that name the same receipt: one of them is wrong.
    let told = pairs(&run_with(&Targets::default(), &[refund, refund], &[], None));
    assert_eq!((told.0.len(), told.1.len()), (0, 2));
    let mut targets = Targets::default();
    targets.returned.insert(10, Dong(1));
    let told = pairs(&run_with(&targets, &[refund], &[], None));
    assert_eq!(told, (vec![], vec![]));
}

#[test]
fn a_refund_takes_back_what_its_receipt_fulfilled() {
    let share = SharePart {
        amount: Dong(500_000),
        attribution: Attribution::Gift,
        donor: Some(slug("an")),
        members: std::collections::BTreeMap::new(),
        organisation: None,
        pledge: Some(7),
        returns: None,
        roster: None,
    };
    let refund: Row = ("HOAN TRA GD 5213.60478", -500_000, None, "", "2024-09-12");
    let found = run_with(&Targets::default(), &[refund], &[], Some(&share));
    let [proposal] = found.automatic.as_slice() else { panic!("{found:?}") };
    let [back] = proposal.shares.as_slice() else { panic!("{proposal:?}") };
    assert_eq!((proposal.by, back.attribution), (MatchedBy::Reference, Attribution::Refund));
    assert_eq!((back.pledge, back.donor, back.returns), (Some(7), Some(slug("an")), Some(10)));
}

#[test]
fn what_was_sent_back_and_came_again_is_asked() {
    let came: Row = ("HOAN TRA LENH CHUYEN TIEN 5213.70001", 500_000, None, "", "2024-09-14");
    let made = Made::new();
    let codes = Codes::of(&made.state);
    for (refunds, expected) in [(500_000, 1), (499_999, 0)] {
        let mut targets = Targets::default();
        targets.refunds.insert(30, Dong(refunds));
        let mut matcher = Matcher::new(&targets, &codes);
        matcher.held(&line(200, &came));
        let sent: Row = ("HOAN TRA NGUYEN VAN THU", -500_000, None, "5213.70001", "2024-09-13");
        matcher.earlier(&Earlier { line: line(30, &sent), document: Some(sent.3) });
        let found = matcher.finish();
        assert!(found.automatic.is_empty(), "what a rule holds back is for a person");
        assert_eq!(found.suggestions.len(), expected);
    }
    let fund = made.code(Purpose::Fund(slug("bien")));
    assert_eq!(fund.len(), 9);
}
