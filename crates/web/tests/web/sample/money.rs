//! The sample's money: the first page, funds, lines.

use super::told::{all_works, counts};
use super::{Sample, bank, day, dong, named, open, salary, words, yagi};
use chungtay_ledger::date::Date;
use chungtay_ledger::kinds::people::FundSource;
use chungtay_ledger::money::Dong;
use chungtay_search::{Matches, Tally, Totals};
use chungtay_web::portal::figure::{Figure, Sums, Unit};
use chungtay_web::portal::pages::charts::{ChartsView, MoneyCharts};
use chungtay_web::portal::pages::funds::{
    Fund, FundRow, Funds, MoneyIn, MoneyInKind, SpendingRow, SpendingStage,
};
use chungtay_web::portal::pages::home::Home;
use chungtay_web::portal::pages::lines::charts::Charts;
use chungtay_web::portal::pages::lines::file::{FileFormat, Piece};
use chungtay_web::portal::pages::lines::{Cursor, LineRow, Lines, LinesChoices, LinesQuery};
use chungtay_web::portal::pages::matching::{Give, GiveSum, PledgeRow, RosterRow};
use chungtay_web::portal::pages::receipt::Code;
use chungtay_web::portal::record::{Amount, EntryRow, LineState, Named, Opened, Room};
use chungtay_web::portal::source::{MoneyPages, Read};

impl MoneyPages for Sample {
    fn home(&self) -> Read<Home> {
        Ok(Home {
            sums: sums("book", 136_583_275_728, 1_495_000_000),
            flows: super::charts::money().flows,
            shortfall: None,
            funds: fund_rows(),
            agreement: super::evidence::agreement(),
            works_count: Figure::count("works.count", 6),
            works: all_works(),
            claims: Some(counts()),
            latest: latest(),
        })
    }

    fn funds(&self) -> Read<Funds> {
        Ok(Funds { rows: fund_rows(), total: sums("book", 136_583_275_728, 1_495_000_000) })
    }

    fn charts(&self) -> Read<ChartsView> {
        Ok(super::charts::view())
    }

    fn fund(&self, id: &str) -> Read<Option<Fund>> {
        Ok(match id {
            "yagi" => Some(big_fund()),
            "ngay-luong" => Some(short_fund()),
            _ => None,
        })
    }

    fn lines_choices(&self) -> Read<LinesChoices> {
        Ok(LinesChoices { funds: vec![yagi(), salary()], accounts: vec![bank()], last_day: None })
    }

    fn lines(&self, query: &LinesQuery) -> Read<Lines> {
        let rows = if query.words.as_deref() == Some("khong co") { Vec::new() } else { lines() };
        let (count, sum) = if rows.is_empty() { (0, 0) } else { (42_263, 4_226_300_000) };
        Ok(Lines {
            matches: Figure::count("lines.matches", count).proved_here(),
            sum: dong("lines.sum", sum).proved_here(),
            by_parts: false,
            charts: (!rows.is_empty()).then(sample_totals).and_then(|totals| Charts::of(&totals)),
            previous: (query.cursor != Cursor::Start).then(|| "200310".into()),
            next: (!rows.is_empty()).then(|| "200260".into()),
            rows,
        })
    }

    fn lines_found(&self, _: &LinesQuery) -> Read<Matches> {
        Ok(Matches::default())
    }

    fn lines_piece(&self, _: &Matches, _: FileFormat, _: u64) -> Read<Piece> {
        Ok(Piece::default())
    }
}

/// Two days and two sizes, which come to what the sample says of all.
fn sample_totals() -> Totals {
    let mut totals = Totals::default();
    for (day, size, lines, sum) in
        [("2024-09-09", 4, 2_263, 226_300_000), ("2024-09-10", 5, 40_000, 4_000_000_000)]
    {
        let tally = Tally { lines, sum: Dong(sum) };
        totals.days.insert(Date::parse_iso(day).unwrap(), tally);
        totals.sizes[size] = tally;
        totals.all.lines += lines;
        totals.all.sum += Dong(sum);
    }
    totals
}

pub fn sums(scope: &str, received: i64, spent: i64) -> Sums {
    Sums {
        held: None,
        goods: None,
        other: None,
        received: dong(&format!("{scope}.received"), received),
        spent: dong(&format!("{scope}.spent"), spent),
        left: dong(&format!("{scope}.left"), received - spent),
    }
}

fn fund_rows() -> Vec<FundRow> {
    vec![
        FundRow { fund: yagi(), sums: sums("fund.yagi", 135_081_775_728, 0), shortfall: None },
        FundRow {
            fund: salary(),
            sums: sums("fund.ngay-luong", 1_501_500_000, 1_520_000_000),
            shortfall: Some(dong("fund.ngay-luong.shortfall", 18_500_000)),
        },
    ]
}

fn money_in(kind: MoneyInKind, amount: i64, entries: i64) -> MoneyIn {
    let word = kind.word();
    MoneyIn {
        kind,
        amount: dong(&format!("fund.yagi.in.{word}"), amount),
        entries: Figure::count(format!("fund.yagi.in.{word}.entries"), entries),
    }
}

fn big_fund() -> Fund {
    Fund {
        fund: yagi(),
        organisation: Some(named(
            Room::Organisation,
            "mttq",
            "Ủy ban Mặt trận Tổ quốc Việt Nam",
            8,
        )),
        general_purpose: false,
        purposes: vec![named(Room::Programme, "khac-phuc", "Khắc phục hậu quả bão và lũ lụt", 31)],
        sources: vec![FundSource::Appeal, FundSource::Businesses],
        shortfall: None,
        sums: sums("fund.yagi", 135_081_775_728, 0),
        charts: super::charts::money(),
        money_in: vec![
            money_in(MoneyInKind::Gifts, 134_981_775_728, 200_359),
            money_in(MoneyInKind::NotYetAttributed, 100_000_000, 1),
        ],
        give: vec![give()],
        pledges: pledges(),
        rosters: vec![roster()],
        in_suspense: dong("fund.yagi.suspense", 55_000),
        committed: dong("fund.yagi.committed", 0),
        spending: Vec::new(),
        works: Vec::new(),
        latest: latest(),
    }
}

pub fn give() -> Give {
    Give {
        account: bank(),
        bank: Some(words("Vietcombank", 4)),
        number: words("0011 0000 000", 4),
        holder: Some(words("UY BAN MTTQ", 4)),
        memo: "K7M4R9X2P UNG HO BAO YAGI".into(),
        sum: GiveSum::Yours,
        code: Some(Code { path: "M4 4h7v1h-7z".into(), width: 45 }),
    }
}

fn pledges() -> Vec<PledgeRow> {
    let row = |entry: u64, came: bool| PledgeRow {
        entry,
        code: "A2C3D4E5F".into(),
        by: came.then(|| named(Room::Organisation, "ngan-hang", "Agribank Lạng Sơn", 7)),
        promised: Amount { dong: Dong(50_000_000), entry },
        due: came.then(|| day("2024-12-31")),
        received: came.then(|| dong("pledge.40.received", 20_000_000)),
        missing: came.then(|| dong("pledge.40.missing", 30_000_000)),
    };
    vec![row(40, true), row(41, false)]
}

fn roster() -> RosterRow {
    let count = |figure: &str, count| Figure::count(format!("roster.r1.{figure}"), count);
    RosterRow {
        name: words("Một ngày lương", 42),
        code: "H3J4K5M6N".into(),
        unit: Some(named(Room::Organisation, "chi-cuc", "Chi cục Hải quan Hữu Nghị", 8)),
        due: Some(day("2024-09-30")),
        expected: dong("roster.r1.expected", 12_000_000),
        received: dong("roster.r1.received", 12_500_000),
        missing: dong("roster.r1.missing", 0),
        members: count("members", 40),
        members_given: count("members-given", 40),
        of_nobody: Some(dong("roster.r1.of-nobody", 500_000)),
    }
}

fn short_fund() -> Fund {
    Fund {
        fund: salary(),
        organisation: Some(named(
            Room::Organisation,
            "dang-bo",
            "Đảng bộ Cục Hải quan Lạng Sơn",
            5,
        )),
        general_purpose: false,
        purposes: all_works().into_iter().map(|row| row.work).collect(),
        sources: vec![FundSource::SalaryDay, FundSource::MassMobilisation, FundSource::Businesses],
        shortfall: Some(dong("fund.ngay-luong.shortfall", 18_500_000)),
        sums: sums("fund.ngay-luong", 1_501_500_000, 1_520_000_000),
        charts: MoneyCharts::default(),
        money_in: vec![
            money_in(MoneyInKind::Gifts, 1_390_000_000, 412),
            money_in(MoneyInKind::Labour, 110_000_000, 38),
            money_in(MoneyInKind::Interest, 1_500_000, 3),
        ],
        give: vec![],
        pledges: vec![],
        rosters: vec![],
        in_suspense: dong("fund.ngay-luong.suspense", 0),
        committed: dong("fund.ngay-luong.committed", 70_000_000),
        spending: spending(),
        works: all_works(),
        latest: latest().into_iter().take(3).collect(),
    }
}

pub fn spending() -> Vec<SpendingRow> {
    let work = |id: &str, name: &str, entry| Some(named(Room::Work, id, name, entry));
    vec![
        SpendingRow {
            request: 412,
            asked_on: day("2023-05-20"),
            purpose: words("Xi măng, cát sỏi đợt 2, đường kiểm tra Mốc 1039", 412),
            for_what: work("moc-1039", "Công trình đường kiểm tra Mốc Quốc giới 1039", 41),
            stage: SpendingStage::Settled,
            amount: dong("request.412.amount", 70_000_000),
        },
        SpendingRow {
            request: 397,
            asked_on: day("2023-04-11"),
            purpose: words("Hai mươi cột đèn năng lượng và công lắp đặt", 397),
            for_what: work("thap-sang", "Công trình thắp sáng đường biên", 45),
            stage: SpendingStage::Approved,
            amount: dong("request.397.amount", 100_000_000),
        },
        SpendingRow {
            request: 371,
            asked_on: day("2023-03-02"),
            purpose: words("Băng rôn lễ phát động", 371),
            for_what: None,
            stage: SpendingStage::Declined,
            amount: dong("request.371.amount", 4_500_000),
        },
    ]
}

fn line(entry: u64, date: &str, amount: i64, memo: &str, state: LineState) -> LineRow {
    LineRow {
        entry,
        day: day(date),
        amount: Amount { dong: Dong(amount), entry },
        memo: open(memo, entry),
        document: open(&format!("5212.{}", 40_000 + entry % 5000), entry),
        fund: yagi(),
        state,
    }
}

fn lines() -> Vec<LineRow> {
    let memos = [
        (
            "MBVCB.6••••••••••.NGUYEN THI T ung ho dong bao mien Bac bi bao lu.CT tu ••••••••• NGUYEN THI T toi MAT TRAN TO QUOC VN",
            200_000,
        ),
        ("PARTNER.DIRECT_DEBITS_VCB.MSE.•••••••.Ung ho dong bao vung lu", 100_000),
        (
            "IBVCB.•••••••.Tap the lop A truong tieu hoc ung ho dong bao bi anh huong boi con bao so 3 YAGI, mong ba con som on dinh cuoc song",
            2_550_000,
        ),
        ("CT nhanh 247 den: LE VAN H chuyen tien ung ho", 50_000),
        ("CTY CP •••• ung ho khac phuc hau qua bao", 1_000_000_000),
    ];
    let mut rows: Vec<LineRow> = (0..48)
        .map(|index| {
            let (memo, amount) = memos[index % memos.len()];
            line(200_300 - index as u64, "2024-09-10", amount, memo, LineState::Attributed)
        })
        .collect();
    rows.insert(
        2,
        line(200_299, "2024-09-10", -55_000, "THU PHI SMS CHU DONG", LineState::InSuspense),
    );
    rows[4].state = LineState::NotYetAttributed;
    rows[6].memo = Opened::Withheld;
    rows[7].memo = Opened::Erased;
    rows[8].document = Opened::Absent;
    rows[9].state = LineState::Reversed;
    rows
}

pub fn latest() -> Vec<EntryRow> {
    let row =
        |number, kind: &str, about: Option<Opened>, amount: Option<i64>, fund: Option<Named>| {
            EntryRow {
                number,
                kind: kind.into(),
                occurred_on: day("2024-09-10"),
                about,
                amount: amount.map(|dong| Amount { dong: Dong(dong), entry: number }),
                fund,
            }
        };
    vec![
        row(200_873, "totals/1", None, None, None),
        row(200_872, "attribution_rule/1", None, Some(134_981_775_728), Some(yagi())),
        row(
            200_871,
            "bank_line/1",
            Some(open("MBVCB.6•••.TRAN QUOC B ung ho dong bao", 200_871)),
            Some(500_000),
            Some(yagi()),
        ),
        row(
            200_870,
            "bank_line/1",
            Some(open("THU PHI SMS CHU DONG", 200_870)),
            Some(-55_000),
            Some(yagi()),
        ),
        row(200_869, "bank_line/1", Some(Opened::Withheld), Some(200_000), Some(yagi())),
        row(
            412,
            "spending_request/1",
            Some(open("Xi măng, cát sỏi đợt 2, đường kiểm tra Mốc 1039", 412)),
            None,
            Some(salary()),
        ),
    ]
}

/// A count of things that an entry names.
pub fn lamps() -> Figure {
    Figure::known("work.thap-sang.lamps", 20, Unit::Words(words("cột đèn năng lượng", 45)))
}
