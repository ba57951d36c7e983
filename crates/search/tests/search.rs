//! What `find` finds: vectors of words as people type them, filters, order, and a bound of work that is
//! said. The reference beside it is a plain walk over the lines.

#![expect(clippy::unwrap_used, reason = "a test fails where something is missing")]

use chungtay_ledger::date::Date;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::money::Dong;
use chungtay_ledger::state::flags::Flags;
use chungtay_search::{
    BLOCK_ENTRIES, BlockWriter, Cursor, Direction, LineState, Page, Query, SCHEMA, SearchedLine,
    Sort, find, find_within,
};
use proptest::prelude::*;
use rusqlite::Connection;

struct Line {
    sequence: u64,
    fund: &'static str,
    day: &'static str,
    amount: i64,
    memo: String,
    document: String,
}

fn index(lines: &[Line]) -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(SCHEMA).unwrap();
    for block in lines.chunk_by(|a, b| a.sequence / BLOCK_ENTRIES == b.sequence / BLOCK_ENTRIES) {
        let mut writer = BlockWriter::new(block[0].sequence / BLOCK_ENTRIES);
        for line in block {
            writer.push(&SearchedLine {
                sequence: line.sequence,
                account: AccountId::new("vcb").unwrap(),
                fund: FundId::new(line.fund).unwrap(),
                day: Date::parse_iso(line.day).unwrap(),
                amount: Dong(line.amount),
                memo: Some(&line.memo),
                document: Some(&line.document),
            });
        }
        writer.write(&connection, "book").unwrap();
    }
    connection
}

fn line(sequence: u64, day: &'static str, amount: i64, document: &str, memo: &str) -> Line {
    let (memo, document) = (memo.into(), document.into());
    Line {
        sequence,
        fund: if sequence.is_multiple_of(2) { "yagi" } else { "roads" },
        day,
        amount,
        memo,
        document,
    }
}

fn statement() -> Vec<Line> {
    vec![
        line(
            3,
            "2024-09-01",
            50_000,
            "6458.72322",
            "736984.010924.013647.Nguyễn Thị Hoà xin cảm ơn",
        ),
        line(
            4,
            "2024-09-01",
            20_000,
            "3687.56095",
            "VCB.CTDK.31/03/2024.NGUYEN VAN DUNG ung ho MTTQ",
        ),
        line(
            5,
            "2024-09-02",
            200_000,
            "9232.64854",
            "MBVCB.8075191333.Đồng bào xã Đào Viên chuyen tien",
        ),
        line(9, "2024-09-02", -55_000, "", "THU PHI SMS CHU DONG"),
        line(9_000, "2024-09-10", 200_000, "5212.45301", "Hòa Bình ủng hộ bão lụt"),
        line(20_000, "2024-09-10", 1_000, "5212.45302", "nguyễn hoàng"),
    ]
}

fn found(connection: &Connection, query: &Query) -> Page {
    find(connection, "book", 30_000, &Flags::default(), query).unwrap()
}

fn words(text: &str) -> Query {
    Query { words: Some(text.into()), limit: 50, ..Query::default() }
}

#[test]
fn words_are_found_as_people_type_them() {
    let index = index(&statement());
    for (typed, expected) in [
        ("hoa", vec![20_000, 9_000, 3]),
        ("hoà", vec![20_000, 9_000, 3]),
        ("HÒA bình", vec![9_000]),
        ("hoa xin", vec![3]),
        ("nguyen", vec![20_000, 4, 3]),
        ("nguyễn dũng", vec![4]),
        ("dung nguyen", vec![4]),
        ("nguy", vec![20_000, 4, 3]),
        ("nguy dung", vec![]),
        ("đồng bào", vec![5]),
        ("dong", vec![9, 5]),
        ("dao vien", vec![5]),
        ("ung ho", vec![9_000, 4]),
        ("ủng hộ bão", vec![9_000]),
        ("736984", vec![3]),
        ("6458.72322", vec![3]),
        ("5212", vec![20_000, 9_000]),
        ("5212.45302", vec![20_000]),
        ("h", vec![]),
        ("khong co ai", vec![]),
        ("", vec![20_000, 9_000, 9, 5, 4, 3]),
        ("...", vec![20_000, 9_000, 9, 5, 4, 3]),
    ] {
        let page = found(&index, &words(typed));
        assert_eq!(page.sequences, expected, "{typed}");
        assert_eq!(page.count, expected.len() as u64, "{typed}");
    }
}

#[test]
fn filters_narrow() {
    let index = index(&statement());
    let all = || Query { limit: 50, ..Query::default() };
    let day = Date::parse_iso("2024-09-02");
    for (query, expected) in [
        (Query { amount: Some(Dong(200_000)), ..all() }, vec![9_000, 5]),
        (Query { amount: Some(Dong(55_000)), ..all() }, vec![9]),
        (Query { day, ..all() }, vec![9, 5]),
        (Query { amount: Some(Dong(200_000)), day, ..all() }, vec![5]),
        (Query { document: Some("5212".into()), ..all() }, vec![20_000, 9_000]),
        (Query { document: Some("5212.45301".into()), ..all() }, vec![9_000]),
        (Query { document: Some("45301".into()), ..all() }, vec![]),
        (Query { fund: FundId::new("roads"), ..all() }, vec![9, 5, 3]),
        (Query { account: AccountId::new("other"), ..all() }, vec![]),
        (Query { direction: Some(Direction::Out), ..all() }, vec![9]),
        (Query { state: Some(LineState::InSuspense), ..all() }, vec![9]),
        (Query { sort: Sort::Amount, ..all() }, vec![9_000, 5, 9, 3, 4, 20_000]),
    ] {
        assert_eq!(found(&index, &query).sequences, expected, "{query:?}");
    }
    assert_eq!(found(&index, &all()).sum, Dong(416_000));
    let mut flags = Flags::default();
    flags.attributed.set(5, true);
    flags.reversed.set(3, true);
    for (state, expected) in [
        (LineState::Attributed, vec![5]),
        (LineState::Reversed, vec![3]),
        (LineState::NotYetAttributed, vec![9_000, 4]),
    ] {
        let query = Query { state: Some(state), ..all() };
        assert_eq!(find(&index, "book", 20_000, &flags, &query).unwrap().sequences, expected);
    }
    assert_eq!(find(&index, "other", 30_000, &flags, &all()).unwrap().count, 0);
}

#[test]
fn the_bound_of_work_is_said_and_paging_goes_on() {
    let lines: Vec<Line> = (0..5 * BLOCK_ENTRIES)
        .map(|sequence| {
            let rare = if sequence % 7_000 == 0 { "rare" } else { "" };
            line(sequence, "2024-09-10", 1_000, "", &format!("qq{sequence:07} {rare}"))
        })
        .collect();
    let index = index(&lines);
    let size = lines.len() as u64;
    let mut query = Query { limit: 2, ..words("rare qq") };
    let whole = find(&index, "book", size, &Flags::default(), &words("rare qq")).unwrap();
    assert_eq!(whole.sequences, [35_000, 28_000, 21_000, 14_000, 7_000, 0]);
    let mut seen = Vec::new();
    let mut parts = 0;
    loop {
        let page = find_within(&index, "book", size, &Flags::default(), &query, 50_000).unwrap();
        parts += u32::from(!page.whole);
        assert!(page.count <= whole.count && page.sequences.len() <= 2);
        seen.extend(page.sequences);
        let Some(next) = page.next else { break };
        query.cursor = Cursor::After(next);
    }
    assert_eq!(seen, whole.sequences);
    assert!(parts > 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn pages_are_the_plain_walk(
        picks in prop::collection::vec((0u64..40_000, 0i64..6, 0usize..4), 1..400),
        limit in 1usize..30,
        by_amount: bool,
        word in 0usize..5,
    ) {
        let memos = ["ung ho", "ủng hộ bão", "xin cam on", "Bảo Lộc"];
        let mut lines: Vec<Line> = picks
            .iter()
            .map(|(sequence, amount, memo)| {
                line(*sequence, "2024-09-01", amount * 1_000 - 2_000, "", memos[*memo])
            })
            .collect();
        lines.sort_by_key(|line| line.sequence);
        lines.dedup_by_key(|line| line.sequence);
        lines.retain(|line| line.amount != 0);
        let index = index(&lines);
        let words = ["", "ung", "bao", "on", "loc"][word];
        let folded = |line: &Line| chungtay_text::fold::fold(&line.memo);
        let mut expected: Vec<&Line> = lines
            .iter()
            .filter(|line| folded(line).split(' ').any(|found| found.starts_with(words)))
            .collect();
        expected.sort_by_key(|line| {
            let amount = if by_amount { -line.amount.abs() } else { 0 };
            (amount, std::cmp::Reverse(line.sequence))
        });
        let expected: Vec<u64> = expected.iter().map(|line| line.sequence).collect();
        let sort = if by_amount { Sort::Amount } else { Sort::Newest };
        let mut query = Query { words: Some(words.into()), sort, limit, ..Query::default() };
        let mut seen = Vec::new();
        loop {
            let page = find(&index, "book", 40_000, &Flags::default(), &query).unwrap();
            prop_assert_eq!(page.count, expected.len() as u64);
            let start = seen.len();
            seen.extend(page.sequences);
            if let Cursor::After(_) = query.cursor {
                let before = Query { cursor: Cursor::Before(page.previous.unwrap()), ..query.clone() };
                let back = find(&index, "book", 40_000, &Flags::default(), &before).unwrap();
                prop_assert_eq!(&back.sequences, &expected[start - limit..start]);
            }
            let Some(next) = page.next else { break };
            query.cursor = Cursor::After(next);
        }
        prop_assert_eq!(seen, expected);
    }
}
