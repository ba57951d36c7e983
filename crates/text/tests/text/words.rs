//! Amounts in words beside an independent reader, npm `read-vietnamese-number`: ten thousand amounts, the same words but
//! for `tỉ`, which both spellings of the dictionary allow.

use crate::root;
use chungtay_ledger::money::{Dong, LARGEST};
use chungtay_text::words::{EmptyTen, Four, Style, in_vietnamese};
use std::io::Write as _;
use std::process::{Command, Stdio};

/// Every amount up to 1,200, those around each power of ten, and others of every length, drawn from a fixed seed.
fn amounts() -> Vec<i64> {
    let mut amounts: Vec<i64> = (0..=1_200).collect();
    for power in 4..16 {
        let power = 10_i64.pow(power);
        amounts.extend((-12..=12).map(|step| power + step).filter(|amount| *amount <= LARGEST));
    }
    let mut drawn: u64 = 0x5eed;
    while amounts.len() < 10_000 {
        // Xorshift; a limit of 1 to 15 digits, and every third amount round, as people give.
        drawn ^= drawn << 13;
        drawn ^= drawn >> 7;
        drawn ^= drawn << 17;
        let limit = 10_i64.pow(1 + u32::try_from(drawn % 15).unwrap());
        let amount = i64::try_from(drawn >> 2).unwrap() % limit;
        let round = if drawn.is_multiple_of(3) { (limit / 1_000).max(1) } else { 1 };
        amounts.push(if drawn.is_multiple_of(11) { -amount } else { amount - amount % round });
    }
    amounts
}

/// What the package says, a line for each; `None` (said aloud) where it is not installed.
fn said(amounts: &[i64]) -> Option<String> {
    let frontend = root().join("frontend");
    if !frontend.join("node_modules/read-vietnamese-number").is_dir() {
        println!("skipped: read-vietnamese-number absent (./x setup installs it)");
        return None;
    }
    let script = root().join("crates/text/tests/text/words.mjs").canonicalize().unwrap();
    let mut node = Command::new("node")
        .arg(script)
        .current_dir(frontend)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: Vec<String> = amounts.iter().map(ToString::to_string).collect();
    node.stdin.take().unwrap().write_all(lines.join("\n").as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn ten_thousand_amounts_read_as_another_program_reads_them() {
    let amounts = amounts();
    let Some(theirs) = said(&amounts) else { return };
    assert_eq!((amounts.len(), theirs.lines().count()), (10_000, 10_000));
    let style = Style { empty_ten: EmptyTen::Le, four: Four::Tu };
    for (amount, theirs) in amounts.iter().zip(theirs.lines()) {
        let ours = in_vietnamese(Dong(*amount), style).to_lowercase();
        assert_eq!(ours, theirs.replace("tỉ", "tỷ"), "{amount}");
    }
}
