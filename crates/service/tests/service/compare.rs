//! Random damage: what is found adds up to the difference of the totals, and names the damaged rows.

use chungtay_service::compare::{Cause, Comparison, Finding, compare};
use chungtay_statements::Guide;
use std::fmt::Write as _;

/// Numbers that look random and are the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

#[derive(Clone)]
struct Row {
    day: u64,
    number: u64,
    amount: i64,
    memo: String,
}

fn write(path: &std::path::Path, rows: &[Row]) {
    let mut text = "PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails\n".to_owned();
    for Row { day, number, amount, memo } in rows {
        let (debit, credit) = if *amount < 0 { (-amount, 0) } else { (0, *amount) };
        writeln!(text, "1,{day:02}/09/2024,50.{number},{debit},{credit},,{memo}").unwrap();
    }
    std::fs::write(path, text).unwrap();
}

fn rows(dice: &mut Dice) -> Vec<Row> {
    let row = |number: u64, dice: &mut Dice| Row {
        day: 1 + number / 100,
        number,
        amount: [50_000, 100_000, 100_000, 200_000, -55_000, 1_485_000]
            [usize::try_from(dice.below(6)).unwrap()],
        memo: format!("MBVCB.{} ung ho dong bao {}", dice.below(1_000_000_000), dice.below(9)),
    };
    (0..400).map(|number| row(number, dice)).collect()
}

fn check(found: &Comparison) {
    assert_eq!(found.explained(), found.difference());
    let told: u64 = found
        .findings
        .iter()
        .map(|one| u64::from(!matches!(one, Finding::Only { file: 1, .. })))
        .sum();
    let outside: u64 =
        found.outside.iter().filter(|day| day.file == 0).map(|day| day.sums.lines).sum();
    assert_eq!(found.same + told + outside, found.files[0].sums.lines, "no line lost, none twice");
}

#[test]
fn every_damage_is_found_and_adds_up() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other] = ["one.csv", "other.csv"].map(|name| folder.path().join(name));
    for round in 0..40 {
        let mut dice = Dice(round);
        let good = rows(&mut dice);
        let mut bad = good.clone();
        let mut changed = 0;
        for _ in 0..dice.below(6) {
            let at = usize::try_from(dice.below(bad.len() as u64)).unwrap();
            match dice.below(3) {
                0 => drop(bad.remove(at)),
                1 if bad[at].amount
                    == good.iter().find(|row| row.number == bad[at].number).unwrap().amount =>
                {
                    bad[at].amount = -bad[at].amount;
                    changed += 1;
                }
                _ => bad[at].memo.truncate(20),
            }
        }
        write(&one, &good);
        write(&other, &bad);
        let found = compare(&one, &other, &Guide::default(), false).unwrap();
        check(&found);
        let only = found.findings.iter().filter(|one| matches!(one, Finding::Only { file: 0, .. }));
        assert_eq!(only.count(), good.len() - bad.len(), "round {round}");
        let amounts = found
            .findings
            .iter()
            .filter(|one| matches!(one, Finding::Amount { cause: Cause::Direction, .. }));
        assert!(amounts.count() <= changed, "round {round}");
        check(&compare(&other, &one, &Guide::default(), false).unwrap());
    }
}
