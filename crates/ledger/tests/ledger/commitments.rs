//! Salts, commitments and keys against Python's `hmac` and `hashlib`, from the same written rules.

use crate::commands::{day, slug};
use crate::python::python;
use chungtay_ledger::commitment::{Commitment, LineKeyMaker, Secret, commit_field};
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::AccountId;
use chungtay_ledger::money::Dong;
use chungtay_ledger::opening::OpenedRecord;
use std::fmt::Write;

const PROGRAM: &str = r#"
import base64, datetime, hashlib, hmac, struct

def mac(key, data): return hmac.new(key, data, hashlib.sha256).digest()
def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()
def text(raw): return base64.urlsafe_b64encode(raw).decode().rstrip("=")

def commit(salt, index, value):
    raw = b"" if value is None else value.encode()
    length = 2**64 - 1 if value is None else len(raw)
    return sha(b"ct/commit", salt, bytes([index]), struct.pack(">Q", length), raw)

secret = bytes(range(32))
values = ["000123.100924", None, "", "NGUYEN VAN A ung ho bao so 3", "Ủng hộ đồng bào 😀"]
cs = []
for i, value in enumerate(values):
    salt = mac(secret, b"ct/field" + bytes([i]))
    cs.append(commit(salt, i, value))
    print("salt", i, salt.hex())
    print("field", i, text(cs[-1]))
print("record", text(sha(b"ct/record", *cs)))
print("empty", text(sha(b"ct/record")))
print("vault", mac(secret, b"ct/vault").hex())

book = bytes([9] * 32)
for date, amount, number, memo in [
    ("2024-09-10", 500000, "5078 64542", "ung ho\tbao  lu"),
    ("2024-09-10", -55000, " 1 ", ""),
    ("1969-12-31", 1, "", "Ủng hộ\u00a0đồng\u3000bào"),
]:
    days = (datetime.date.fromisoformat(date) - datetime.date(1970, 1, 1)).days
    squeezed = "".join(memo.split()).encode()
    data = (b"ct/line" + b"vcb" + b"\0" + struct.pack(">i", days) + struct.pack(">q", amount)
            + number.strip().encode() + b"\0" + squeezed)
    print("line", mac(book, data)[:16].hex())
"#;

const VALUES: [Option<&str>; 5] = [
    Some("000123.100924"),
    None,
    Some(""),
    Some("NGUYEN VAN A ung ho bao so 3"),
    Some("Ủng hộ đồng bào 😀"),
];

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

fn secret() -> Secret {
    Secret(std::array::from_fn(|place| u8::try_from(place).unwrap()))
}

#[test]
fn python_computes_the_same_commitments() {
    let Some(theirs) = python(PROGRAM, "") else { return };
    let secret = secret();
    let committed = secret.derive(VALUES.len()).commit(&VALUES);
    let mut ours = String::new();
    for (index, field) in (0u8..).zip(&committed.fields) {
        writeln!(
            ours,
            "salt {index} {}",
            hex(&secret.derive(VALUES.len()).salts[usize::from(index)])
        )
        .unwrap();
        writeln!(ours, "field {index} {field}").unwrap();
    }
    writeln!(ours, "record {}", committed.record()).unwrap();
    writeln!(ours, "empty {}", secret.derive(0).commit(&[]).record()).unwrap();
    writeln!(ours, "vault {}", hex(&secret.derive(0).vault_key)).unwrap();
    let maker = LineKeyMaker::new(&[9; 32], slug::<12>("vcb").as_str());
    let mut scratch = Vec::new();
    for (date, amount, number, memo) in [
        ("2024-09-10", 500_000, "5078 64542", "ung ho\tbao  lu"),
        ("2024-09-10", -55_000, " 1 ", ""),
        ("1969-12-31", 1, "", "Ủng hộ\u{a0}đồng\u{3000}bào"),
    ] {
        let key = maker.key(day(date), Dong(amount), number, memo, &mut scratch);
        writeln!(ours, "line {}", hex(&key)).unwrap();
    }
    assert_eq!(ours, theirs);
}

#[test]
fn a_field_is_bound_to_its_place_its_value_and_its_absence() {
    let salt = secret().derive(1).salts[0];
    let all = [
        commit_field(&salt, 0, None),
        commit_field(&salt, 0, Some("")),
        commit_field(&salt, 0, Some("a")),
        commit_field(&salt, 1, Some("a")),
        commit_field(&secret().derive(2).salts[1], 0, Some("a")),
    ];
    let different: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!(different.len(), all.len());
}

#[test]
fn an_opening_shows_what_was_committed_and_no_other() {
    let committed = secret().derive(VALUES.len()).commit(&VALUES);
    for open in [&[][..], &[3], &[0, 1, 2, 3, 4]] {
        let opened =
            OpenedRecord::release(&secret().derive(VALUES.len()), &VALUES, &committed, open);
        assert_eq!(opened.commitment(), committed.record());
        let mut stored = Vec::new();
        opened.encode_into(&mut stored);
        assert_eq!(OpenedRecord::decode(&stored).as_ref(), Some(&opened));
        for place in 1..stored.len() {
            let mut changed = stored.clone();
            changed[place] ^= 1;
            let read = OpenedRecord::decode(&changed);
            assert!(read.is_none_or(|read| read.commitment() != committed.record()), "{place}");
            assert_eq!(OpenedRecord::decode(&stored[..place]), None);
        }
    }
}

#[test]
fn a_commitment_has_one_text() {
    let text = committed_text();
    assert_eq!(Commitment::parse(&text).map(|value| value.to_string()), Some(text.clone()));
    // The last character carries two unused bits.
    let mut forms = 0;
    for last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".chars() {
        forms += u32::from(Commitment::parse(&format!("{}{last}", &text[..42])).is_some());
    }
    assert_eq!(forms, 16);
    for wrong in [&text[..42], &format!("{text}="), &text.replace(&text[..1], "+"), ""] {
        assert_eq!(Commitment::parse(wrong), None);
    }
    assert!(AccountId::new("vcb").is_some() && Entry::decode(text.as_bytes()).is_err());
}

fn committed_text() -> String {
    secret().derive(VALUES.len()).commit(&VALUES).record().to_string()
}
