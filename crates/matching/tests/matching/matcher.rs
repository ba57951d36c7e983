//! What is matched, why, and what is left to a person: a small book and a table of lines.

use crate::book::{Made, day, slug};
use chungtay_ledger::id::PersonId;
use chungtay_ledger::kinds::matching::{MatchedBy, SharePart};
use chungtay_ledger::kinds::receipts::Attribution;
use chungtay_ledger::money::Dong;
use chungtay_matching::automatic::Matcher;
use chungtay_matching::codes::{Codes, Purpose};
use chungtay_matching::evidence::Line;
use chungtay_matching::proposal::Proposals;
use std::collections::BTreeMap;

struct Book {
    made: Made,
    fund: String,
    roster: String,
    an: String,
    pledge: String,
    private_pledge: String,
}

const UNIT: &str = "Chi cục Hải quan cửa khẩu Hữu Nghị";

fn book() -> Book {
    let mut made = Made::new();
    made.unit("hn", UNIT);
    made.unit("bank", "Agribank chi nhánh Lạng Sơn");
    let roster = made.roster("luong", "hn");
    let an = made.member("luong", "an", "Nguyễn Văn An", 300_000, Some("0566 0179 48579"));
    made.member("luong", "binh", "Trần Thị Bình", 250_000, None);
    made.member("luong", "anh", "Nguyễn Văn Anh", 450_000, None);
    let pledge = made.pledge(Some("bank"), None, 50_000_000);
    let private_pledge = made.pledge(None, Some("Lê Hoàng Long"), 5_000_000);
    made.rule(Attribution::Interest, &["lãi tiền gửi"]);
    made.rule(Attribution::Fee, &["phí"]);
    let code = |purpose| made.code(purpose);
    let fund = code(Purpose::Fund(slug("bien")));
    let (roster, an, pledge, private_pledge) =
        (code(roster), code(an), code(pledge), code(private_pledge));
    Book { made, fund, roster, an, pledge, private_pledge }
}

fn run(book: &Book, lines: &[(&str, i64)]) -> Proposals {
    run_from(book, lines, None)
}

fn run_from(book: &Book, lines: &[(&str, i64)], account: Option<&str>) -> Proposals {
    let (targets, codes) = (book.made.targets(), Codes::of(&book.made.state));
    let mut matcher = Matcher::new(&targets, &codes);
    for (sequence, (memo, amount)) in (100..).zip(lines) {
        matcher.line(&Line {
            sequence,
            account: slug("vcb"),
            fund: slug("bien"),
            day: day("2024-09-10"),
            amount: Dong(*amount),
            memo,
            counter_account: account,
        });
    }
    matcher.finish()
}

/// The automatic proposals, a line each: `line by: amount of-what, …`.
fn told(found: &Proposals) -> Vec<String> {
    let mut rows = Vec::new();
    for list in &found.lists {
        for line in &list.lines {
            rows.push(format!(
                "{line} {}: {}",
                list.alike.by.word(),
                list.alike.attribution.word()
            ));
        }
    }
    for proposal in &found.automatic {
        let parts = proposal.shares.iter().flat_map(|share| {
            let one = |(person, part): (&PersonId, &Dong)| SharePart {
                amount: *part,
                donor: Some(*person),
                members: BTreeMap::new(),
                ..share.clone()
            };
            let whole = share.members.is_empty().then(|| share.clone());
            share.members.iter().map(one).chain(whole).collect::<Vec<_>>()
        });
        let shares = parts.map(|share| {
            let donor = share.donor.map_or_else(String::new, |donor| donor.to_string());
            let of = match (share.pledge, share.roster) {
                (Some(_), _) => "pledge".to_owned(),
                (_, Some(roster)) => format!("{roster}/{donor}"),
                _ => String::new(),
            };
            format!("{} {of}", share.amount)
        });
        let shares = shares.collect::<Vec<_>>().join(", ");
        rows.push(format!("{} {}: {shares}", proposal.line, proposal.by.word()));
    }
    rows.sort();
    rows
}

/// A unit of more people than any page lists: one share, to the last đồng, and what is beyond.
#[test]
fn a_large_unit_is_split_in_one_entry() {
    let mut made = Made::new();
    made.unit("cc", UNIT);
    let roster = made.roster("luong", "cc");
    for number in 0..1_500 {
        made.member("luong", &format!("p{number}"), "Nguyễn Văn An", 100_000 + number, None);
    }
    let owed: i64 = (0..1_500).map(|number| 100_000 + number).sum();
    let code = made.code(roster);
    let book = Book {
        fund: String::new(),
        roster: code.clone(),
        an: String::new(),
        pledge: String::new(),
        private_pledge: String::new(),
        made,
    };
    let found = run(&book, &[(&format!("{code} ngay luong"), owed + 7)]);
    let [proposal] = found.automatic.as_slice() else { panic!("{found:?}") };
    let [split, rest] = proposal.shares.as_slice() else { panic!("{proposal:?}") };
    assert_eq!((split.members.len(), split.amount), (1_500, Dong(owed)));
    assert_eq!(split.members[&slug("p1499")], Dong(101_499));
    assert_eq!((rest.members.len(), rest.donor, rest.amount), (0, None, Dong(7)));
}

#[test]
fn codes_come_first() {
    let book = book();
    for (memo, amount, expected) in [
        (format!("ung ho {}", book.fund), 5, vec!["100 code: gifts"]),
        (format!("{} NGUYEN VAN AN", book.an), 7, vec!["100 code: 7 luong/an"]),
        (format!("lai tien gui {} {}", book.an, book.fund), 7, vec!["100 code: 7 luong/an"]),
        (format!("{} dot 1", book.pledge), 20_000_000, vec!["100 code: 20000000 pledge"]),
        (format!("Hoan tra {}", book.pledge), -20, vec!["100 code: -20 pledge"]),
        (
            format!("{} {UNIT}", book.roster),
            1_000_000,
            vec!["100 code: 300000 luong/an, 450000 luong/anh, 250000 luong/binh"],
        ),
        (
            format!("{} {UNIT}", book.roster),
            1_200_000,
            vec!["100 code: 300000 luong/an, 450000 luong/anh, 250000 luong/binh, 200000 luong/"],
        ),
        // Less than all of it: whose it is, nobody can tell.
        (book.roster.clone(), 999_999, vec!["100 code: 999999 luong/"]),
        (format!("{} TRAN THI BINH", book.roster), 250_000, vec!["100 code: 250000 luong/binh"]),
        // Two codes that do not say the same.
        (format!("{} {}", book.an, book.pledge), 5, vec![]),
        (book.pledge.clone(), -20, vec![]),
    ] {
        let found = run(&book, &[(&memo, amount)]);
        assert_eq!(told(&found), expected, "{memo}");
    }
}

#[test]
fn pledges_and_rosters_match_what_fits_one_line_and_no_other() {
    let book = book();
    for (lines, expected) in [
        (
            vec![("CHI CUC HAI QUAN CUA KHAU HUU NGHI nop 1 ngay luong", 1_000_000)],
            vec!["100 roster: 300000 luong/an, 450000 luong/anh, 250000 luong/binh"],
        ),
        (
            vec![("NGUYE N VAN AN chi cuc hai quan cua khau huu nghi nop", 300_000)],
            vec!["100 roster: 300000 luong/an"],
        ),
        (vec![("NGUYEN VAN AN H chi cuc hai quan cua khau huu nghi", 300_000)], vec![]),
        (vec![("NGUYEN VAN AN ung ho", 300_000)], vec![]),
        (
            vec![("Agribank chi nhanh Lang Son ung ho", 50_000_000)],
            vec!["100 pledge: 50000000 pledge"],
        ),
        (vec![("Agribank chi nhanh Lang Son ung ho", 5_000_000)], vec![]),
        (
            vec![
                ("Agribank chi nhanh Lang Son ung ho", 50_000_000),
                ("Agribank chi nhanh Lang Son", 50_000_000),
            ],
            vec![],
        ),
        (vec![("LE HOANG LONG ung ho", 5_000_000)], vec![]),
        (
            vec![("tra lai tien gui thang 9", 31), ("thu phi SMS", -55)],
            vec!["100 rule: interest", "101 rule: fees"],
        ),
        (vec![("phien cho", -55)], vec![]),
    ] {
        assert_eq!(told(&run(&book, &lines)), expected, "{lines:?}");
    }
    let found = run_from(&book, &[("chuyen tien", 300_000)], Some("0566017948579"));
    assert_eq!(told(&found), ["100 roster: 300000 luong/an"]);
    let found = run_from(&book, &[("chuyen tien", 299_999)], Some("0566017948579"));
    assert_eq!((told(&found).len(), found.suggestions.len()), (0, 1));
}

/// What was undone is a suggestion that says so, claims nothing, and leaves other lines as they are.
#[test]
fn what_was_undone_is_never_matched_again_unasked() {
    let mut book = book();
    for line in 100..104 {
        book.made.state.matching.undone.insert(line, 77);
    }
    let unit = "CHI CUC HAI QUAN CUA KHAU HUU NGHI nop ngay luong";
    let bank = "Agribank chi nhanh Lang Son ung ho";
    let (fund, an) = (book.fund.clone(), book.an.clone());
    let lines = [
        (&*fund, 5),
        (&*an, 7),
        (bank, 50_000_000),
        ("lai tien gui", 9),
        (bank, 50_000_000),
        (unit, 1_000_000),
    ];
    let found = run(&book, &lines);
    let told = told(&found);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].starts_with("104 pledge") && told[1].starts_with("105 roster"), "{told:?}");
    let asked: Vec<_> =
        found.suggestions.iter().map(|asked| (asked.proposal.line, asked.undone)).collect();
    assert_eq!(asked, [(100, Some(77)), (101, Some(77)), (102, Some(77)), (103, Some(77))]);
}

/// A unit's name within a longer one, of another place or of somebody in it, is for a person to tell.
#[test]
fn a_longer_name_than_the_unit_s_is_a_suggestion_at_most() {
    let mut book = book();
    book.made.unit("customs", "Cục Hải quan");
    book.made.roster("june", "customs");
    book.made.member("june", "tvb", "Trần Văn Bình", 300_000, None);
    book.made.member("june", "lth", "Lê Thị Hoa", 400_000, None);
    book.made.member("june", "pda", "Phạm Đức Anh", 500_000, None);
    book.made.pledge(Some("customs"), None, 7_000_000);
    for (memo, amount) in [
        ("CUC HAI QUAN HAI PHONG ung ho", 1_200_000),
        ("CHI CUC HAI QUAN ung ho", 1_200_000),
        ("CHI CUC HAI QUAN HUU NGHI ung ho", 1_200_000),
        ("Tran Van Binh Cuc Hai quan TP HCM", 1_200_000),
        ("Tran Van Binh Cuc Hai quan ung ho", 1_200_000),
        ("Tran Van Binh Cuc Hai quan TP HCM", 300_000),
        ("Tran Van Binh Chi Cuc Hai quan", 300_000),
        ("MBVCB.2203365350.CUC HAI QUAN, TP HCM.CT tu 0566 A toi 0032 B", 7_000_000),
        ("CUC HAI QUAN HAI PHONG ung ho", 7_000_000),
    ] {
        let found = run(&book, &[(memo, amount)]);
        assert_eq!(told(&found), Vec::<String>::new(), "{memo}");
        assert!(!found.suggestions.is_empty(), "{memo}");
    }
    for (memo, amount, expected) in [
        ("CUC HAI QUAN ung ho", 1_200_000, "300000 june/tvb"),
        ("Tran Van Binh Cuc Hai quan ung ho", 300_000, "300000 june/tvb"),
        ("Cuc Hai quan Tran Van Binh ung ho", 300_000, "300000 june/tvb"),
        ("CUC HAI QUAN ung ho", 7_000_000, "7000000 pledge"),
    ] {
        let found = told(&run(&book, &[(memo, amount)]));
        assert!(found.len() == 1 && found[0].contains(expected), "{memo}: {found:?}");
    }
}

#[test]
fn the_rest_is_suggested_with_its_reasons() {
    let mut book = book();
    let words = |found: &Proposals| {
        let rows = found.suggestions.iter().map(|suggestion| {
            let reasons = suggestion.proposal.reasons.iter().map(|reason| reason.word());
            assert_eq!(suggestion.proposal.by, MatchedBy::Suggestion);
            format!("{} {}", suggestion.score, reasons.collect::<Vec<_>>().join("+"))
        });
        rows.collect::<Vec<_>>()
    };
    let wrong = format!("{}{}", &book.private_pledge[..8], "A");
    for (memo, amount, expected) in [
        ("LE HOANG LONG ung ho", 5_000_000, vec!["70 name+amount"]),
        ("LONG LE HOANG", 5_000_000, vec!["55 name-parts+amount"]),
        ("LE HOANG LONG ung ho", 5_000_001, vec![]),
        (wrong.as_str(), 5, vec!["60 near-code"]),
        ("NGUYEN VAN AN ung ho", 300_000, vec!["70 name+amount"]),
        ("ung ho dong bao", 300_000, vec![]),
    ] {
        let found = run(&book, &[(memo, amount)]);
        assert_eq!(told(&found).len(), 0, "{memo}");
        assert_eq!(words(&found), expected, "{memo}");
    }
    // The same from run to run, and gone when it was declined.
    let lines = [("LE HOANG LONG ung ho", 5_000_000)];
    let found = run(&book, &lines);
    assert_eq!(found, run(&book, &lines));
    let id = found.suggestions[0].id;
    book.made.state.matching.declined.insert(id, 9);
    assert_eq!(run(&book, &lines).suggestions, []);
}
