//! What `find` finds: vectors of words as people type them, words the bank cut, parts of words, ranges, order,
//! counts and sums. The reference beside it is a plain walk over the lines.

#![expect(clippy::unwrap_used, reason = "a test fails where something is missing")]

use chungtay_ledger::date::Date;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::money::Dong;
use chungtay_ledger::state::flags::Flags;
use chungtay_search::{
    BLOCK_ENTRIES, Between, Cursor, Direction, FileRows, Kept, LineState, Page, Query, SCHEMA,
    SIZES, SearchedLine, SegmentWriter, Sort, find, find_all, index_segments,
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

impl Line {
    /// Two files: the first brought what lies below entry 10, its rows as the entries stand; the second's rows
    /// begin anew, two entries to each.
    fn import(&self) -> u32 {
        if self.sequence < 10 { 1 } else { 2 }
    }

    fn row(&self) -> u32 {
        let row = if self.sequence < 10 { self.sequence } else { (self.sequence - 10) / 2 };
        u32::try_from(row).unwrap()
    }
}

fn index(lines: &[Line]) -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(SCHEMA).unwrap();
    let size = lines.last().map_or(0, |line| line.sequence + 1);
    for (first, end) in index_segments(size) {
        let mut writer = SegmentWriter::new(first, end);
        for line in lines {
            writer.push(&SearchedLine {
                sequence: line.sequence,
                import: line.import(),
                row: line.row(),
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
    find(connection, &Kept::default(), "book", 30_000, &Flags::default(), query).unwrap()
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
        assert_eq!(page.totals.all.lines, expected.len() as u64, "{typed}");
    }
}

#[test]
fn filters_narrow() {
    let index = index(&statement());
    let all = || Query { limit: 50, ..Query::default() };
    let exactly = |amount| Some(Between::exactly(Dong(amount)));
    let date = |text| Date::parse_iso(text);
    let between = |least: Option<i64>, most: Option<i64>| {
        Some(Between { least: least.map(Dong), most: most.map(Dong) })
    };
    let day = date("2024-09-02").map(Between::exactly);
    let rows = |import, first, last| Some(vec![FileRows { import, first, last }]);
    let until = |most| Some(Between { least: None, most: date(most) });
    for (query, expected) in [
        (Query { amount: exactly(200_000), ..all() }, vec![9_000, 5]),
        (Query { amount: exactly(55_000), ..all() }, vec![9]),
        (Query { day, ..all() }, vec![9, 5]),
        (Query { amount: exactly(200_000), day, ..all() }, vec![5]),
        (Query { day: until("2024-09-02"), ..all() }, vec![9, 5, 4, 3]),
        (Query { amount: between(Some(50_000), Some(55_000)), ..all() }, vec![9, 3]),
        (Query { amount: between(Some(50_001), None), ..all() }, vec![9_000, 9, 5]),
        (Query { amount: between(None, Some(20_000)), ..all() }, vec![20_000, 4]),
        (Query { sort: Sort::Day, ..all() }, vec![20_000, 9_000, 9, 5, 4, 3]),
        (Query { document: Some("5212".into()), ..all() }, vec![20_000, 9_000]),
        (Query { document: Some("5212.45301".into()), ..all() }, vec![9_000]),
        (Query { document: Some("45301".into()), ..all() }, vec![]),
        (Query { fund: FundId::new("roads"), ..all() }, vec![9, 5, 3]),
        (Query { account: AccountId::new("other"), ..all() }, vec![]),
        (Query { direction: Some(Direction::Out), ..all() }, vec![9]),
        (Query { state: Some(LineState::InSuspense), ..all() }, vec![9]),
        (Query { rows: rows(1, 1, 3), ..all() }, vec![3]),
        (Query { rows: rows(1, 4, 5_000), ..all() }, vec![9, 5, 4]),
        (Query { rows: rows(2, 9_995, 9_995), ..all() }, vec![20_000]),
        (Query { rows: rows(2, 4, 5), ..all() }, vec![]),
        (Query { rows: Some(Vec::new()), ..all() }, vec![]),
        (Query { sort: Sort::Amount, ..all() }, vec![9_000, 5, 9, 3, 4, 20_000]),
    ] {
        assert_eq!(found(&index, &query).sequences, expected, "{query:?}");
    }
    assert_eq!(found(&index, &all()).totals.all.sum, Dong(416_000));
    let mut flags = Flags::default();
    flags.attributed.set(5, true);
    flags.reversed.set(3, true);
    for (state, expected) in [
        (LineState::Attributed, vec![5]),
        (LineState::Reversed, vec![3]),
        (LineState::NotYetAttributed, vec![9_000, 4]),
    ] {
        let query = Query { state: Some(state), ..all() };
        assert_eq!(
            find(&index, &Kept::default(), "book", 20_000, &flags, &query).unwrap().sequences,
            expected
        );
    }
    assert_eq!(
        find(&index, &Kept::default(), "other", 30_000, &flags, &all()).unwrap().totals.all.lines,
        0
    );
}

#[test]
fn what_is_kept_is_not_found_again_once_its_segment_was_written_anew() {
    let mut lines: Vec<Line> =
        (0..BLOCK_ENTRIES).map(|at| line(at, "2024-09-01", 10_000, "", "ung ho bao lu")).collect();
    let before = index(&lines);
    let (kept, flags) = (Kept::default(), Flags::default());
    let asked = |connection: &Connection, query: &Query| {
        find(connection, &kept, "book", BLOCK_ENTRIES, &flags, query).unwrap().totals.all.lines
    };
    for sort in [Sort::Newest, Sort::Amount, Sort::Relevance] {
        let query = Query { sort, ..words("bao") };
        assert_eq!(asked(&before, &query), BLOCK_ENTRIES);
    }
    assert_eq!(asked(&before, &words("bao lut")), 0);
    // A name was erased: amounts and days, and so the facts, are the same bytes.
    lines[77].memo = "da xoa".to_owned();
    let after = index(&lines);
    assert_eq!(asked(&after, &words("bao")), BLOCK_ENTRIES - 1);
    assert_eq!(asked(&before, &words("bao")), BLOCK_ENTRIES);
}

#[test]
fn words_the_bank_cut_and_parts_of_words_are_found() {
    let memos = [
        "NGUYE N THI VAN",
        "NGUYEN THI VAN ung ho",
        "Nguyễn-Thị V ân",
        "MBVCB.52123 45301.TRAN",
        "cty nguyenthivan gui",
        "H OA NG",
    ];
    let lines: Vec<Line> = (0..)
        .zip(memos)
        .map(|(at, memo)| line(at, "2024-09-01", 1_000, &format!("77{at}00.123"), memo))
        .collect();
    let index = index(&lines);
    let whole = |text: &str| Query { sort: Sort::Relevance, ..words(text) };
    let part = |text: &str| Query { parts: true, ..words(text) };
    for (query, expected) in [
        (whole("nguyen thi van"), vec![1, 2, 0]),
        (whole("thi van nguyen"), vec![1, 2, 0]),
        (whole("nguy"), vec![4, 2, 1, 0]),
        (whole("guyen"), vec![]),
        (whole("5212345301"), vec![3]),
        (whole("hoa"), vec![5]),
        (whole("oang"), vec![5]),
        (whole("hoang"), vec![]),
        (part("guyen"), vec![4, 2, 1, 0]),
        (part("guyễn thị"), vec![4, 2, 1, 0]),
        (part("thivan"), vec![4, 1, 0]),
        (part("uye"), vec![4, 2, 1, 0]),
        (part("345"), vec![]),
        (part("3453"), vec![3]),
        (part("0123"), vec![5, 4, 3, 2, 1, 0]),
        (part("30012"), vec![3]),
        (part("uyenn"), vec![]),
    ] {
        let page = found(&index, &query);
        assert_eq!(page.sequences, expected, "{query:?}");
    }
}

/// Whether a memo holds a word: the rule in plain words, over plain text.
fn holds(line: &Line, word: &str, open: bool, parts: bool) -> bool {
    let mut words: Vec<String> = Vec::new();
    let chunks: Vec<&str> = line.memo.split(' ').collect();
    for (at, chunk) in chunks.iter().enumerate() {
        words.extend(chunk.split('.').map(chungtay_text::fold::fold));
        if let Some(next) = chunks.get(at + 1) {
            let pair = [chunk.rsplit('.').next().unwrap(), next.split('.').next().unwrap()];
            let joined = pair.map(chungtay_text::fold::fold).concat();
            let digits = pair.iter().all(|word| word.contains(|c: char| c.is_ascii_digit()));
            if pair.iter().all(|word| !word.is_empty()) && (joined.len() <= 7 || digits) {
                words.push(joined);
            }
        }
    }
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    words.iter().any(|found| match (parts && word.len() >= if digits { 4 } else { 3 }, open) {
        (true, _) => found.contains(word),
        (false, true) if word.len() >= 2 => found.starts_with(word),
        (false, _) => found == word,
    })
}

fn memos() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "ung", "ho", "hộ", "ng", "uyen", "Nguyễn", "h", "oa", "hoà", "100924", "1009", "24", "a1",
        "baolut",
    ]);
    let mark = prop::sample::select(vec![" ", ".", " "]);
    prop::collection::vec((piece, mark), 1..6)
        .prop_map(|all| all.iter().flat_map(|(piece, mark)| [*piece, *mark]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn words_and_parts_are_those_of_a_plain_scan(
        memos in prop::collection::vec(memos(), 1..60),
        asked in prop::collection::vec(prop::sample::select(vec![
            "ung", "ungho", "ng", "guy", "nguyen", "nguyễn", "hoa", "oa", "0924", "009", "100924", "a1", "olu", "h",
        ]), 1..3),
        parts: bool,
    ) {
        let lines: Vec<Line> = (0..)
            .zip(&memos)
            .map(|(at, memo)| line(at * 700, "2024-09-01", 1_000, "", memo))
            .collect();
        let index = index(&lines);
        let query = Query { parts, limit: 100, ..words(&asked.join(" ")) };
        let last = asked.len() - 1;
        let expected: Vec<u64> = lines
            .iter()
            .rev()
            .filter(|line| {
                asked.iter().enumerate().all(|(at, word)| {
                    holds(line, &chungtay_text::fold::fold(word), parts || at == last, parts)
                })
            })
            .map(|line| line.sequence)
            .collect();
        let page = find(&index, &Kept::default(), "book", 50_000, &Flags::default(), &query).unwrap();
        prop_assert_eq!(page.sequences, expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn pages_and_totals_are_the_plain_walk(
        picks in prop::collection::vec((0u64..40_000, 0i64..6, 0usize..4, 0usize..3), 1..400),
        limit in 1usize..30,
        sort in prop::sample::select(vec![Sort::Newest, Sort::Amount, Sort::Day, Sort::Relevance]),
        least in 0i64..3,
        word in 0usize..5,
    ) {
        let memos = ["ung ho", "ủng hộ bão", "xin cam on", "Bảo Lộc"];
        let days = ["2024-09-03", "2024-09-01", "2024-09-02"];
        let mut lines: Vec<Line> = picks
            .iter()
            .map(|(at, amount, memo, day)| {
                line(*at, days[*day], amount * 10_000 - 20_000, "", memos[*memo])
            })
            .collect();
        lines.sort_by_key(|line| line.sequence);
        lines.dedup_by_key(|line| line.sequence);
        lines.retain(|line| line.amount != 0);
        let index = index(&lines);
        let word = ["", "un", "bao", "on", "loc"][word];
        let has = |line: &Line, whole: bool| {
            let folded = chungtay_text::fold::fold(&line.memo);
            folded.split(' ').any(|found| if whole { found == word } else { found.starts_with(word) })
        };
        let least = least * 10_000;
        let mut expected: Vec<&Line> = lines
            .iter()
            .filter(|line| has(line, false) && line.amount.abs() >= least)
            .collect();
        expected.sort_by_key(|line| {
            let weight = match sort {
                Sort::Newest => 0,
                Sort::Amount => line.amount.abs(),
                Sort::Day => i64::from(Date::parse_iso(line.day).unwrap().days_since_epoch()),
                Sort::Relevance => i64::from(word.is_empty() || has(line, true)),
            };
            (-weight, std::cmp::Reverse(line.sequence))
        });
        let amount = Some(Between { least: Some(Dong(least)), most: None });
        let words = Some(word.to_owned());
        let mut query = Query { words, amount, sort, limit, ..Query::default() };
        let flags = Flags::default();
        // What one page was found with is kept for the next.
        let kept = Kept::default();
        let all = find_all(&index, &kept, "book", 40_000, &flags, &query).unwrap();
        let mut rising: Vec<u64> = expected.iter().map(|line| line.sequence).collect();
        rising.sort_unstable();
        prop_assert_eq!(all.from_entry(0).collect::<Vec<_>>(), rising.clone());
        let middle = rising.get(rising.len() / 2).copied().unwrap_or_default();
        rising.retain(|sequence| *sequence >= middle);
        prop_assert_eq!(all.from_entry(middle).collect::<Vec<_>>(), rising);
        let sequences: Vec<u64> = expected.iter().map(|line| line.sequence).collect();
        let mut seen = Vec::new();
        loop {
            let page = find(&index, &kept, "book", 40_000, &flags, &query).unwrap();
            totals_are_those_of(&page, &expected);
            let start = seen.len();
            seen.extend(page.sequences);
            if let Cursor::After(_) = query.cursor {
                let before = Query { cursor: Cursor::Before(page.previous.unwrap()), ..query.clone() };
                let back = find(&index, &kept, "book", 40_000, &flags, &before).unwrap();
                prop_assert_eq!(&back.sequences, &sequences[start - limit..start]);
            }
            let Some(next) = page.next else { break };
            query.cursor = Cursor::After(next);
        }
        prop_assert_eq!(seen, sequences);
    }
}

fn totals_are_those_of(page: &Page, expected: &[&Line]) {
    let totals = &page.totals;
    assert_eq!(totals.all.lines, expected.len() as u64);
    assert_eq!(totals.all.sum.0, expected.iter().map(|line| line.amount).sum::<i64>());
    for (day, tally) in &totals.days {
        let of_day = || expected.iter().filter(|line| Date::parse_iso(line.day).unwrap() == *day);
        assert_eq!(tally.lines, of_day().count() as u64);
        assert_eq!(tally.sum.0, of_day().map(|line| line.amount).sum::<i64>());
    }
    assert_eq!(totals.days.values().map(|day| day.lines).sum::<u64>(), totals.all.lines);
    for (at, tally) in totals.sizes.iter().enumerate() {
        let end = SIZES.get(at + 1).copied().unwrap_or(i64::MAX);
        let of_size =
            || expected.iter().filter(|line| (SIZES[at]..end).contains(&line.amount.abs()));
        assert_eq!(tally.lines, of_size().count() as u64);
        assert_eq!(tally.sum.0, of_size().map(|line| line.amount).sum::<i64>());
    }
}

/// Rising lines of many days and amounts in more than one segment: bitmaps and lists both.
#[test]
fn totals_hold_across_segments_and_bitmaps() {
    let size = 9 * BLOCK_ENTRIES + 77;
    let lines: Vec<Line> = (0..size)
        .map(|at| {
            let memo = if at % 3 == 0 { "chuyen tien" } else { "ung ho" };
            let day = if at % 5_000 < 2_500 { "2024-09-01" } else { "2024-09-02" };
            line(
                at,
                day,
                if at % 7 == 0 { 20_000 + (at % 1_000).cast_signed() } else { 50_000 },
                "",
                memo,
            )
        })
        .collect();
    let index = index(&lines);
    let query = Query { sort: Sort::Amount, ..words("chuyen") };
    let page = find(&index, &Kept::default(), "book", size - 5, &Flags::default(), &query).unwrap();
    let expected: Vec<&Line> =
        lines.iter().filter(|line| line.sequence % 3 == 0 && line.sequence < size - 5).collect();
    totals_are_those_of(&page, &expected);
    let by_amount = {
        let mut sorted = expected;
        sorted.sort_by_key(|line| (-line.amount, std::cmp::Reverse(line.sequence)));
        sorted.iter().take(50).map(|line| line.sequence).collect::<Vec<_>>()
    };
    assert_eq!(page.sequences, by_amount);
}
