//! `compare`: the bank's PDF beside a table of the same lines, and beside copies with the faults that the
//! public extractions of 2024 had: rows lost at the end, a fee counted as a gift, an amount cut.

use crate::place::{HEADER, Place};
use serde_json::Value;
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn sample(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/statements");
    let file = folder.join(name);
    if !file.is_file() {
        drop(writeln!(std::io::stderr(), "skipped: shared data absent"));
        return None;
    }
    Some(file)
}

/// A row of the expected lines of a PDF, as the table writes it.
#[derive(Clone, Default)]
struct Row {
    date: String,
    number: String,
    debit: String,
    credit: String,
    memo: String,
}

fn expected_rows(file: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    let headings = reader.headers().unwrap().clone();
    let column = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
    let [date, number, debit, credit, memo] =
        ["date", "ref", "debit", "credit", "memo"].map(column);
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let parts: Vec<&str> = record[date].split('-').collect();
        Row {
            date: format!("{}/{}/{}", parts[2], parts[1], parts[0]),
            number: record[number].to_owned(),
            debit: record[debit].to_owned(),
            credit: record[credit].to_owned(),
            memo: record[memo].to_owned(),
        }
    });
    rows.collect()
}

fn table(rows: &[Row]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER.trim_end().split(',')).unwrap();
    for row in rows {
        let cells = ["1", &row.date, &row.number, &row.debit, &row.credit, "", &row.memo];
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}

fn sums(found: &Value) -> [i64; 3] {
    ["lines", "in", "out"].map(|name| found[name].as_i64().unwrap())
}

fn findings(compared: &Value, kind: &str) -> Vec<Value> {
    let all = compared["findings"].as_array().unwrap().iter();
    all.filter(|finding| finding["kind"] == kind).cloned().collect()
}

#[test]
fn a_pdf_and_a_table_of_its_lines_agree_and_every_fault_of_a_copy_is_told() {
    let (Some(pdf), Some(expected)) = (
        sample("pdf/vcb-2024-09-01_10-40pages.pdf"),
        sample("expected/vcb-2024-09-01_10-40pages.csv"),
    ) else {
        return;
    };
    let place = Place::new();
    let pdf = pdf.to_str().unwrap();
    let rows = expected_rows(&expected);
    place.write("whole.csv", table(&rows));
    let agrees = place.json(&["compare", pdf, "whole.csv"], 0);
    assert_eq!((&agrees["agrees"], &agrees["same"]), (&true.into(), &665.into()));
    assert_eq!(sums(&agrees["difference"]), [0, 0, 0]);

    // The last three rows, as they were lost: 346,667 đồng.
    place.write("lost.csv", table(&rows[..rows.len() - 3]));
    let lost = place.json(&["compare", pdf, "lost.csv"], 1);
    assert_eq!(sums(&lost["difference"]), [-3, -346_667, 0]);
    let only = findings(&lost, "only");
    let places: Vec<_> = only
        .iter()
        .map(|found| (found["file"].clone(), found["lines"][0]["page"].clone()))
        .collect();
    assert_eq!(places, vec![(1.into(), 12_028.into()); 3]);
    let told = place.run(&["compare", pdf, "lost.csv"]).ended(1);
    for words in ["Chỉ tệp 1 có (3 dòng; tiền vào 346.667 đ", "trang 12.028, hàng 5", "46.667 đ"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }

    // The fee of 7 September counted as a gift, and one amount cut.
    let mut damaged = rows.clone();
    let fee = damaged.iter_mut().find(|row| !row.debit.is_empty()).unwrap();
    fee.credit = std::mem::take(&mut fee.debit);
    let cut = damaged.iter_mut().find(|row| row.credit == "2000000").unwrap();
    cut.credit = "2000".to_owned();
    place.write("damaged.csv", table(&damaged));
    let compared = place.json(&["compare", pdf, "damaged.csv"], 1);
    assert_eq!(sums(&compared["difference"]), [0, 55_000 - 1_998_000, -55_000]);
    assert_eq!(compared["difference"], compared["explained"]);
    let amounts = findings(&compared, "amount");
    let causes: Vec<_> = amounts.iter().map(|found| found["cause"].clone()).collect();
    assert_eq!(causes, ["direction", "cut"]);
    assert_eq!(findings(&compared, "only").len(), 0);
    assert_eq!(amounts[0]["lines"][0]["page"], 9, "the printed page of the fee");
}

/// What a newspaper could not explain in 2024: 1,425,000 đồng.
#[test]
fn a_fee_counted_as_a_gift_and_a_cut_amount_add_up_to_the_difference() {
    let place = Place::new();
    let row = |number: u32, debit: &str, credit: &str, memo: &str| {
        format!("1,07/09/2024,5009.{number},{debit},{credit},,{memo}\n")
    };
    let good = [
        row(1, "", "200.000", "NGUYEN VAN A ung ho"),
        row(2, "55.000", "", "THU PHI DICH VU SMS"),
        row(3, "", "1.485.000", "TRAN THI B ung ho"),
        row(4, "", "200.000", "NGUYEN VAN A ung ho lan 2"),
    ];
    let bad = [
        good[0].clone(),
        row(2, "", "55.000", "THU PHI DICH VU SMS"),
        row(3, "", "5.000", "TRAN THI B ung ho"),
        good[3].clone(),
    ];
    place.write("a.csv", format!("{HEADER}{}", good.concat()));
    place.write("b.csv", format!("{HEADER}{}", bad.concat()));
    let compared = place.json(&["compare", "a.csv", "b.csv"], 1);
    assert_eq!(sums(&compared["difference"]), [0, -1_425_000, -55_000]);
    assert_eq!(compared["difference"], compared["explained"]);
    let english = place.run(&["compare", "a.csv", "b.csv", "--lang", "en"]).ended(1);
    for words in [
        "THE FILES DO NOT AGREE",
        "VND 1,485,000",
        "counted as a gift",
        "may have been cut off",
        "money in VND −1,425,000",
        "add up to exactly this",
    ] {
        assert!(english.contains(words), "{words}: {english}");
    }
}

#[test]
fn an_earlier_and_a_later_file_are_compared_where_both_hold_the_day() {
    let place = Place::new();
    let day = |day: u32, rows: std::ops::Range<u32>| -> String {
        let row = |row| format!("1,{day:02}/09/2024,{day}.{row},,{}.000,,gop {row}\n", row + 10);
        rows.map(row).collect::<Vec<_>>().concat()
    };
    place.write("early.csv", format!("{HEADER}{}{}", day(1, 0..200), day(2, 0..5)));
    place.write("late.csv", format!("{HEADER}{}{}", day(2, 0..6), day(3, 0..3)));
    let compared = place.json(&["compare", "early.csv", "late.csv"], 1);
    let outside = compared["outside"].as_array().unwrap();
    assert_eq!(
        (outside.len(), &outside[0]["day"]),
        (1, &"2024-09-01".into()),
        "200 lines, one row"
    );
    assert_eq!(findings(&compared, "only").len(), 1 + 3, "few enough to be listed");
    assert_eq!(compared["difference"], compared["explained"]);
    let every = place.json(&["compare", "early.csv", "late.csv", "--every-line"], 1);
    assert_eq!(findings(&every, "only").len(), 200 + 1 + 3);
    assert_eq!(every["difference"], every["explained"]);
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_bad_rows_are_no_agreement() {
    let place = Place::new();
    place.write("a.csv", format!("{HEADER}1,01/09/2024,5.1,,50.000,,gop\n"));
    place.write(
        "bad.csv",
        format!("{HEADER}1,01/09/2024,5.1,,50.000,,gop\n1,31/02/2024,5.2,,1.000,,x\n"),
    );
    place.write("names.csv", "Name,Age\nA,1\n");
    let error = place.json(&["compare", "a.csv", "names.csv"], 3);
    assert_eq!(error["error"]["causes"][0], "names.csv");
    assert_eq!(place.json(&["compare", "a.csv", "none.csv"], 3)["error"]["code"], "input-file");
    let compared = place.json(&["compare", "a.csv", "bad.csv"], 1);
    assert_eq!(compared["files"][1]["unreadable"][0]["row"], 2);
    assert!(place.run(&["compare", "a.csv", "bad.csv"]).ended(1).contains("31/02/2024"));
    let same = place.json(&["compare", "a.csv", "a.csv"], 0);
    assert_eq!((&same["identical"], &same["agrees"]), (&true.into(), &true.into()));
}
