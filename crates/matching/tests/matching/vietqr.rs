//! VietQR codes against the vectors, against npm `vietnam-qr-pay` both ways, and read back by `zbarimg`.

use chungtay_documents::qr::qr_png;
use chungtay_matching::banks::{bank, banks};
use chungtay_matching::vietqr::{LONGEST_PURPOSE, Transfer, Unfit};
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

const VECTORS: &str = "../../../shared/data/vietqr_vectors_vietnam-qr-pay.jsonl";
const BANKS: &str = "../../../shared/data/banks_vietnam-qr-pay.json";
const PACKAGE: &str = "../../e2e/node_modules/vietnam-qr-pay";

fn transfer(row: &Value) -> Transfer<'_> {
    Transfer {
        bin: row["bin"].as_str().unwrap(),
        account: row["acc"].as_str().unwrap(),
        amount: row["amount"].as_str().map(|amount| amount.parse().unwrap()),
        purpose: row["purpose"].as_str().unwrap_or_default(),
    }
}

#[test]
fn the_vectors() {
    let Ok(text) = std::fs::read_to_string(VECTORS) else {
        println!("skipped: shared data absent");
        return;
    };
    let (mut equal, mut longer) = (0, 0);
    for row in text.lines() {
        let row: Value = serde_json::from_str(row).unwrap();
        let payload = transfer(&row).payload();
        if row["purpose"].as_str().unwrap_or_default().len() > LONGEST_PURPOSE {
            // The package does not check EMVCo's 25 characters; banks cut such a memo, and the code with it.
            assert_eq!(payload, Err(Unfit::Purpose));
            longer += 1;
        } else {
            assert_eq!(payload.as_deref(), Ok(row["payload"].as_str().unwrap()));
            equal += 1;
        }
    }
    assert_eq!((equal, longer), (6, 2));
}

#[test]
fn the_banks_are_those_of_the_package() {
    let Ok(text) = std::fs::read_to_string(BANKS) else {
        println!("skipped: shared data absent");
        return;
    };
    let theirs: Vec<Value> = serde_json::from_str(&text).unwrap();
    let theirs: Vec<[&str; 4]> = theirs
        .iter()
        .map(|bank| ["bin", "code", "short", "name"].map(|key| bank[key].as_str().unwrap()))
        .filter(|bank| !bank[0].is_empty())
        .collect();
    let ours: Vec<[&str; 4]> =
        banks().iter().map(|bank| [bank.bin, bank.code, bank.short, bank.name]).collect();
    assert_eq!(ours, theirs);
    for name in ["Vietcombank", "VCB", "vcb", "970436", "Ngân hàng TMCP Ngoại Thương Việt Nam"]
    {
        assert_eq!(bank(name).map(|bank| bank.bin), Some("970436"), "{name}");
    }
    assert_eq!(bank("Ngân hàng Minh họa"), None);
}

/// Transfers that reach every limit.
fn transfers() -> Vec<Value> {
    let mut rows = Vec::new();
    for (index, bank) in banks().iter().enumerate() {
        let account = "9".repeat(1 + index % 19);
        let amount = [None, Some("1"), Some("200000"), Some("9999999999999")][index % 4];
        let purpose = &"K7M4R9X2P QUY DUONG BIEN."[..index % 26];
        let purpose = purpose.trim_end();
        rows.push(json!({"bin": bank.bin, "acc": account, "amount": amount, "purpose": purpose}));
    }
    rows
}

/// Reads ours and makes its own of the same.
const PROGRAM: &str = r#"
const { QRPay } = require(process.argv[1]);
let text = "";
process.stdin.on("data", (part) => { text += part; }).on("end", () => {
  for (const row of JSON.parse(text)) {
    const read = new QRPay(row.payload);
    const made = QRPay.initVietQR({
      bankBin: row.bin, bankNumber: row.acc, amount: row.amount ?? undefined, purpose: row.purpose || undefined,
    }).build();
    console.log(JSON.stringify({
      valid: read.isValid, bin: read.consumer.bankBin, acc: read.consumer.bankNumber,
      amount: read.amount ?? null, purpose: read.additionalData.purpose ?? "", made,
    }));
  }
});
"#;

#[test]
fn the_package_reads_ours_and_makes_the_same() {
    if !Path::new(PACKAGE).is_dir() {
        println!("skipped: {PACKAGE} absent (`./x setup` installs it)");
        return;
    }
    let mut rows = transfers();
    for row in &mut rows {
        let payload = transfer(row).payload().unwrap();
        row["payload"] = payload.into();
    }
    let package = std::fs::canonicalize(PACKAGE).unwrap();
    let mut node = Command::new("node")
        .args(["-e", PROGRAM])
        .arg(package)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let asked = serde_json::to_string(&rows).unwrap();
    node.stdin.take().unwrap().write_all(asked.as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success());
    let answers = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> =
        answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(answers.len(), rows.len());
    for (row, answer) in rows.iter().zip(&answers) {
        assert_eq!(answer["valid"], true, "{row}");
        for key in ["bin", "acc", "amount", "purpose"] {
            assert_eq!(answer[key], row[key], "{key} of {row}");
        }
        assert_eq!(answer["made"], row["payload"]);
    }
}

#[test]
fn the_picture_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let image = folder.path().join("code.png");
    for row in transfers().iter().step_by(9) {
        let payload = transfer(row).payload().unwrap();
        std::fs::write(&image, qr_png(&payload, 3).unwrap()).unwrap();
        let arguments = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"];
        let output = Command::new("zbarimg").args(arguments).arg(&image).output().unwrap();
        assert_eq!(String::from_utf8(output.stdout).unwrap().trim_end(), payload);
    }
}
