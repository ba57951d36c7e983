//! How fast: `cargo test -p chungtay-text --release -- --ignored --nocapture speed`. Ignored otherwise,
//! for a busy or unoptimised machine says nothing.

use chungtay_text::fold::fold_into;
use chungtay_text::mask::{initials_into, mask_digits_into};
use chungtay_text::{Language, Messages, collate, money};
use std::hint::black_box;
use std::time::{Duration, Instant};

const MEMOS: [&str; 6] = [
    "736984.010924.013647.xin cam on ba con",
    "MBVCB.7301822344.Ung ho thiet hai bao yagi.CT tu 0697618898676 NGUYEN VAN AN toi 0032231421812 MAT TRAN TO QUOC VN",
    "020097042209101023082024CYDX238970.64364 .061803.TRAN THI BINH chuyen tien",
    "050478.100924.114719.UNG HO BAO LU DONG BAO MIEN BAC-100924-11:47:19 050478",
    "Cong Ty TNHH Hoa Binh ung ho dong bao lu lut FT24254626584646",
    "ung ho khac phuc hau qua bao so 3 va mong moi nguoi som vuot qua kho khan",
];

fn measure(name: &str, mut work: impl FnMut(&str) -> usize) {
    let (mut bytes, mut memos, mut sum) = (0, 0, 0);
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(500) {
        for memo in MEMOS.iter().cycle().take(6000) {
            sum += work(black_box(memo));
            bytes += memo.len();
            memos += 1;
        }
    }
    let nanoseconds = start.elapsed().as_nanos();
    let each = nanoseconds / memos;
    let megabytes_per_second = bytes as u128 * 1000 / nanoseconds;
    println!(
        "{name}: {each} ns each, {} a second, {megabytes_per_second} MB/s ({})",
        1_000_000_000 / each,
        sum % 7
    );
}

#[test]
#[ignore = "a measurement"]
fn speed() {
    let mut out = String::new();
    measure("fold", |memo| {
        fold_into(memo, &mut out);
        out.len()
    });
    measure("fold, Vietnamese", |_| {
        fold_into("Ủng hộ đồng bào bị thiệt hại do bão Yagi gây ra ở các tỉnh miền Bắc", &mut out);
        out.len()
    });
    measure("mask_digits", |memo| {
        mask_digits_into(memo, &mut out);
        out.len()
    });
    measure("initials", |memo| {
        initials_into(memo, &mut out);
        out.len()
    });
    measure("collation_key", |_| collate::collation_key("Nguyễn Thị Ánh").len());
    let messages = Messages::for_language(Language::Vietnamese);
    measure("text, plain", |_| messages.text(black_box("amount-error-empty")).len());
    measure("format, one place", |memo| {
        messages.format("amount-error-grouping", &[("text", memo.into())]).len()
    });
    let amount = chungtay_ledger::money::Dong(135_081_775_728);
    measure("money full", |_| money::full(black_box(amount), Language::Vietnamese).len());
    measure("money short", |_| money::short(black_box(amount), Language::Vietnamese).len());
}
