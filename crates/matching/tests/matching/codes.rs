//! Codes: found however a bank cuts the memo, never mistaken for one another, and the same for ever.

use crate::book::Made;
use crate::noise::{Dice, real_memos};
use chungtay_matching::codes::{Codes, Purpose};
use chungtay_matching::evidence::is_well_formed;
use chungtay_matching::memo::Memo;
use std::collections::BTreeSet;

fn made() -> (Made, Purpose) {
    let mut made = Made::new();
    made.unit("cc", "Chi cục Hải quan Hữu Nghị");
    made.roster("r1", "cc");
    for number in 0..500 {
        let person = format!("p{number}");
        made.member("r1", &person, "Nguyễn Văn An", 100_000, None);
    }
    let pledge = made.pledge(Some("cc"), None, 5_000_000);
    (made, pledge)
}

#[test]
fn a_code_never_changes() {
    let (mut made, pledge) = made();
    let before = made.code(pledge);
    // Made once and written down here: it must be the same in every later release.
    assert_eq!(made.code(Purpose::Fund(crate::book::slug("bien"))), "J3A4A3Y85");
    for _ in 0..50 {
        made.pledge(None, Some("Lê Thị Bình"), 1);
    }
    assert_eq!(made.code(pledge), before);
}

#[test]
fn every_code_is_found_however_it_is_cut() {
    let (made, _) = made();
    let codes = Codes::of(&made.state);
    let things: Vec<Purpose> = made
        .state
        .matching
        .members
        .keys()
        .map(|(roster, person)| Purpose::Member(*roster, *person))
        .collect();
    let mut given = BTreeSet::new();
    let mut dice = Dice::new(7);
    for thing in things {
        let code = codes.code(thing).unwrap();
        assert!(is_well_formed(&code) && given.insert(code.clone()), "{code}");
        let mut cut = code.to_lowercase();
        cut.insert_str(dice.below(cut.len()), dice.of(&[" ", "\n", "-", ". ", " - "]));
        for memo in [
            format!("MBVCB.2250346.{cut} ung ho.CT tu 0566017948579 NGUYEN VAN A"),
            format!("373432.100924.134552.Ủng hộ{cut}FT24254924691413"),
            format!("{cut}20240910"),
        ] {
            assert_eq!(codes.in_memo(&Memo::new(&memo)), [thing], "{memo}");
        }
    }
}

#[test]
fn a_wrong_code_is_never_taken_and_is_told_as_near() {
    let (made, pledge) = made();
    let codes = Codes::of(&made.state);
    let code = codes.code(pledge).unwrap();
    for place in 0..code.len() {
        for other in ('A'..='Z').chain('0'..='9') {
            let mut wrong: Vec<char> = code.chars().collect();
            if wrong[place] == other {
                continue;
            }
            wrong[place] = other;
            let wrong: String = wrong.into_iter().collect();
            let memo = Memo::new(&format!("ung ho {wrong} cam on"));
            assert_eq!(codes.in_memo(&memo), [], "{wrong}");
            let near = codes.near_in_memo(&memo);
            assert!(near.contains(&pledge), "{wrong}");
        }
    }
    for place in 1..code.len() {
        let mut wrong = code.clone().into_bytes();
        wrong.swap(place - 1, place);
        let wrong = String::from_utf8(wrong).unwrap();
        if wrong != code {
            assert_eq!(codes.in_memo(&Memo::new(&wrong)), [], "{wrong}");
        }
    }
}

#[test]
fn no_code_stands_in_a_real_memo_by_chance() {
    let Some(memos) = real_memos() else {
        println!("skipped: shared data absent");
        return;
    };
    let (made, _) = made();
    let codes = Codes::of(&made.state);
    for memo in &memos {
        assert_eq!(codes.in_memo(&Memo::new(&memo.text)), [], "{}", memo.text);
    }
    assert_eq!(memos.len(), 200_361);
}
