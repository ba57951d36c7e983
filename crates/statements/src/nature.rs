//! What a line is by the bank's own words, columns and accounts, where that is certain enough to be no gift:
//! fees, the tax on them, interest, money between our own accounts, and credits that a person must look at. A
//! dated list of rules, tried in order; what none of them knows is left alone. Reads one row, keeps nothing.

use crate::column::bare;
use crate::row::StatementRow;
use chungtay_ledger::kinds::checks::{Part, Told};

/// The day from which this list stands, as `YYYY-MM-DD`. Whoever changes a rule changes the day; entries name it.
pub const RULES_SINCE: &str = "2026-11-24";

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The money stands in a column of fees or taxes.
    InColumn(Part),
    /// The memo begins with one of these words, and no other side is named.
    MemoBegins(&'static [&'static str]),
    /// The memo is one of these words and nothing else but numbers.
    MemoIs(&'static [&'static str]),
    /// The memo holds one of these words, and none of [`GIFT_WORDS`].
    MemoHolds(&'static [&'static str]),
    /// The memo holds one of these words, whatever stands beside them.
    MemoSays(&'static [&'static str]),
    /// The document number begins so, and no other side is named.
    DocumentBegins(&'static [&'static str]),
    /// The other side's account is another account of ours.
    OwnAccount,
    /// The memo holds the number of another account of ours, as banks write who sent it from where.
    OwnAccountInMemo,
    /// The other side has the name of the account's holder.
    OwnName,
    /// The bank's own mark says that the row undoes another.
    Reversal,
}

/// Letters and digits of an account's number that is looked for in memos: a shorter one may be a day or a sum.
const SHORTEST_IN_MEMO: usize = 8;

/// Which way the money of a rule goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Into the account.
    In,
    /// Out of it.
    Out,
    /// Either.
    Both,
}

/// One rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name; entries hold it, and pages explain it (`rule-<name>`).
    pub name: &'static str,
    /// What a line under it is.
    pub told: Told,
    /// Which way its money goes.
    pub way: Way,
    /// What decides.
    pub sign: Sign,
}

/// Words of givers: with one of them in the memo a credit is not held for a word that may be a bank's.
pub const GIFT_WORDS: &[&str] =
    &["ung ho", "quyen gop", "dong gop", "tu thien", "cuu tro", "giup do", "chung tay", "donate"];

/// The rules in order: the first that fits decides. Words without marks, in lower case; they match whole words.
/// Source: the wordings collected in `shared/data/statements` (README, layouts, expected).
pub const RULES: &[Rule] = &[
    Rule { name: "reversal-mark", told: Told::Held, way: Way::Both, sign: Sign::Reversal },
    Rule {
        name: "loan-words",
        told: Told::Held,
        way: Way::Both,
        sign: Sign::MemoBegins(&["thu lai vay", "tat toan khoan vay", "thu no", "loan interest"]),
    },
    Rule { name: "vat-column", told: Told::Vat, way: Way::Out, sign: Sign::InColumn(Part::Vat) },
    Rule { name: "fee-column", told: Told::Fee, way: Way::Out, sign: Sign::InColumn(Part::Fee) },
    Rule { name: "own-account", told: Told::Transfer, way: Way::Both, sign: Sign::OwnAccount },
    Rule {
        name: "vat-words",
        told: Told::Vat,
        way: Way::Out,
        sign: Sign::MemoBegins(&["thue gtgt", "thue vat", "thu thue gtgt", "vat of fee"]),
    },
    Rule { name: "vat-word", told: Told::Vat, way: Way::Out, sign: Sign::MemoIs(&["vat", "thue"]) },
    Rule {
        name: "fee-words",
        told: Told::Fee,
        way: Way::Out,
        sign: Sign::MemoBegins(&[
            "thu phi",
            "phi dich vu",
            "phi chuyen tien",
            "phi quan ly",
            "phi duy tri",
            "phi sms",
            "phi thuong nien",
            "thu tien phi",
            "sms fee",
            "service charge",
            "monthly fee",
            "annual fee",
            "bank charge",
        ]),
    },
    Rule {
        name: "fee-document",
        told: Told::Fee,
        way: Way::Out,
        // Vietcombank's fee channel, Techcombank's fee of electronic banking.
        sign: Sign::DocumentBegins(&["9914 - ", "HB."]),
    },
    Rule {
        name: "interest-words",
        told: Told::Interest,
        way: Way::In,
        sign: Sign::MemoBegins(&[
            "interest payment",
            "credit interest",
            "tra lai so du tren tai khoan",
            "tra lai tien gui",
            "tra lai tai khoan",
            "lai tien gui",
            "lai nhap von",
            "lai khong ky han",
        ]),
    },
    Rule {
        name: "interest-document",
        told: Told::Interest,
        way: Way::In,
        // Vietcombank's interest channel.
        sign: Sign::DocumentBegins(&["9701 - "]),
    },
    Rule {
        name: "own-account-in-memo",
        told: Told::Held,
        way: Way::In,
        sign: Sign::OwnAccountInMemo,
    },
    Rule { name: "own-name", told: Told::Held, way: Way::In, sign: Sign::OwnName },
    Rule {
        name: "returned-order",
        told: Told::Held,
        way: Way::In,
        // What we paid came back: also where the payment itself spoke of giving.
        sign: Sign::MemoSays(&[
            "bi tra lai",
            "bi tra ve",
            "bi hoan tra",
            "bi hoan lai",
            "tra lai lenh",
            "tra lenh chi",
            "hoan lenh",
            "hoan tra lenh",
            "hoan lai lenh",
            "lenh tra lai",
            "huy lenh",
            "returned payment",
            "payment returned",
            "payment return",
            "return of payment",
            "returned funds",
            "return of funds",
            "funds returned",
            "payment rejected",
            "rejected payment",
        ]),
    },
    Rule {
        name: "returned-words",
        told: Told::Held,
        way: Way::In,
        sign: Sign::MemoHolds(&[
            "hoan tra",
            "hoan tien",
            "hoan phi",
            "hoan lai",
            "hoan ung",
            "tra lai",
            "chuyen tra",
            "thoai tra",
            "huy giao dich",
            "dao giao dich",
            "refund",
            "refunded",
            "reversal",
            "returned",
            "return",
        ]),
    },
    Rule {
        name: "own-money-words",
        told: Told::Held,
        way: Way::In,
        sign: Sign::MemoHolds(&[
            "giai ngan",
            "tat toan tien gui",
            "tat toan tiet kiem",
            "rut tiet kiem",
            "chuyen tien noi bo",
            "dieu chuyen von",
            "loan disbursement",
        ]),
    },
];

/// The rule of a name.
#[must_use]
pub fn rule_named(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// Whose accounts are ours.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// Numbers of our other accounts.
    pub numbers: Vec<String>,
    /// Names of the account's holder, as statements print them.
    pub names: Vec<String>,
}

/// The first rule that knows what this is; `part`: the column the money stands in, where it is one of fees or
/// taxes; else it is the row's own movement.
#[must_use]
pub fn rule_of(row: &StatementRow<'_>, part: Option<Part>, own: &Own) -> Option<&'static Rule> {
    let incoming = part.is_none() && row.credit > row.debit;
    let words = words(row.memo);
    let named = !row.counter_account.is_empty() || !row.counter_name.is_empty();
    let begins = |known: &&str| {
        let rest = words.strip_prefix(known.to_owned());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    RULES.iter().find(|rule| {
        let way = match rule.way {
            Way::In => incoming,
            Way::Out => !incoming,
            Way::Both => true,
        };
        way && match rule.sign {
            Sign::InColumn(column) => part == Some(column),
            Sign::MemoBegins(known) => {
                !named && known.iter().any(begins) && !holds(&words, GIFT_WORDS)
            }
            Sign::MemoIs(known) => {
                let plain =
                    words.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
                known.contains(&plain)
            }
            Sign::MemoHolds(known) => holds(&words, known) && !holds(&words, GIFT_WORDS),
            Sign::DocumentBegins(known) => {
                !named && known.iter().any(|known| row.document_number.starts_with(known))
            }
            Sign::MemoSays(known) => holds(&words, known),
            Sign::OwnAccountInMemo => own.numbers.iter().any(|number| stands_in(row.memo, number)),
            Sign::OwnAccount => is_own(row.counter_account, &own.numbers),
            Sign::Reversal => row.is_reversal,
            Sign::OwnName => is_own_name(row.counter_name, &own.names),
        }
    })
}

/// Letters and digits only, single blanks, no marks, lower case.
fn words(text: &str) -> String {
    // Nearly every memo is plain ASCII, and every row of a big appeal comes by here.
    let folded;
    let text = if text.is_ascii() {
        text
    } else {
        folded = bare(text);
        &folded
    };
    let mut words = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            words.push(letter.to_ascii_lowercase());
        } else if !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// Whether one of these stands there as whole words.
fn holds(words: &str, known: &[&str]) -> bool {
    let whole = |at: usize, length: usize| {
        let before = at == 0 || words.as_bytes()[at - 1] == b' ';
        let after = words.as_bytes().get(at + length).is_none_or(|byte| *byte == b' ');
        before && after
    };
    known.iter().any(|known| words.match_indices(known).any(|(at, found)| whole(at, found.len())))
}

fn is_own(account: &str, numbers: &[String]) -> bool {
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let account = plain(account);
    account.len() >= 6 && numbers.iter().any(|number| plain(number) == account)
}

/// Whether an account's number stands in a memo as a whole number: banks write *CT tu 0071000111111 TEN toi …*, and
/// put blanks into what they cut.
fn stands_in(memo: &str, number: &str) -> bool {
    let plain = |text: &str| -> Vec<u8> {
        let letters = text.bytes().filter(u8::is_ascii_alphanumeric);
        letters.map(|letter| letter.to_ascii_uppercase()).collect()
    };
    let number = plain(number);
    if number.len() < SHORTEST_IN_MEMO {
        return false;
    }
    let whole = |start: usize| {
        let mut left = number.as_slice();
        for (at, byte) in memo.bytes().enumerate().skip(start) {
            match left {
                [] => return !byte.is_ascii_alphanumeric(),
                [next, rest @ ..] if byte.to_ascii_uppercase() == *next => left = rest,
                _ if byte == b' ' && at > start => {}
                _ => return false,
            }
        }
        left.is_empty()
    };
    let bytes = memo.as_bytes();
    let begins = |at: &usize| *at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
    (0..bytes.len()).filter(begins).any(whole)
}

fn is_own_name(name: &str, names: &[String]) -> bool {
    let name = words(name);
    // One word may be anybody's.
    name.contains(' ') && names.iter().any(|own| words(own) == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chungtay_ledger::date::Date;
    use chungtay_ledger::money::Dong;
    use std::collections::BTreeSet;

    fn row<'t>(
        amount: i64,
        document: &'t str,
        memo: &'t str,
        account: &'t str,
        name: &'t str,
    ) -> StatementRow<'t> {
        StatementRow {
            statement: 0,
            row_number: 1,
            line_number: 1,
            page: None,
            row_on_page: None,
            date: Date::new(2024, 9, 10).unwrap(),
            time: None,
            value_date: None,
            document_number: document,
            debit: Dong((-amount).max(0)),
            credit: Dong(amount.max(0)),
            fee: Dong::ZERO,
            vat: Dong::ZERO,
            balance: None,
            is_reversal: false,
            recovered: false,
            memo,
            counter_account: account,
            counter_name: name,
            counter_bank: "",
        }
    }

    /// Wordings of shared/data/statements/expected, and memos of givers that must stay gifts.
    #[test]
    fn bank_s_words_are_told_from_givers_words() {
        let own =
            Own { numbers: vec!["0071 0009 99888".into()], names: vec!["QUY VI BAN LANG".into()] };
        for (amount, document, memo, account, name, rule) in [
            (
                -55_000,
                "4355.14680",
                "THU PHI DICH VU SMS CHU DONG THANG 08/2024. SDT: 034",
                "",
                "",
                "fee-words",
            ),
            (-22_000, "9914 - 68934", "THU PHI CHUYEN TIEN", "", "", "fee-words"),
            (-5_500, "9914 - 27092", "VAT", "", "", "vat-word"),
            (-9_900, "9914 - 1", "SMS 08", "", "", "fee-document"),
            (-33_000, "20037275", "Thu phí dịch vụ", "", "", "fee-words"),
            (4_321, "9701 - 0061417087528", "INTEREST PAYMENT", "", "", "interest-words"),
            (
                48_266,
                "1-20240917",
                "Tra lai so du tren tai khoan - thang 09/2024",
                "",
                "",
                "interest-words",
            ),
            (-549_770, "LD24946122555", "Thu lai vay LD24946122555", "", "", "loan-words"),
            (900, "1", "gop von", "0071000999888", "A", "own-account"),
            (900, "1", "chuyen khoan", "1", "Quỹ Vì Bản Làng", "own-name"),
            (900, "1", "MBVCB.1.Hoan tien mua gao", "9", "B", "returned-words"),
            (900, "1", "giai ngan LD244", "", "", "own-money-words"),
            (50_000, "5245.1", "MBVCB.1.NGUYEN VAN A ung ho.CT tu 01 toi 02", "01", "A", ""),
            (900, "1", "LENH CHI BI TRA LAI", "", "", "returned-order"),
            (900, "1", "CHI UNG HO GIA DINH A - BI TRA LAI DO SAI TK", "", "", "returned-order"),
            (900, "1", "Trả lại lệnh chi số 12", "", "", "returned-order"),
            (900, "1", "Payment returned: account closed", "", "", "returned-order"),
            (900, "1", "NGUYEN VAN A hoàn lại tiền mua gạo", "", "", "returned-words"),
            (900, "1", "cong ty B tra lai tien thua", "", "", "returned-words"),
            (900, "1", "refunded 12/9", "", "", "returned-words"),
            (
                900,
                "1",
                "MBVCB.1.chuyen tien.CT tu 0071000999888 HOI X toi 0071000222222 HOI X",
                "",
                "",
                "own-account-in-memo",
            ),
            (900, "1", "CT tu 00710 00999888 toi 0071000222222", "", "", "own-account-in-memo"),
            (900, "1", "MBVCB.1.ung ho.CT tu 10071000999888 A toi 02", "", "", ""),
            (900, "1", "MBVCB.1.ung ho.CT tu 00710009998881 A toi 02", "", "", ""),
            (900, "1", "MBVCB.1.ung ho.CT tu 0999000999888 A toi 02", "", "", ""),
            (50_000, "5245.1", "Hoan tra tien ung ho hom qua thieu", "", "", ""),
            (50_000, "5245.1", "phi dich vu cua toi xin gop", "", "", ""),
            (50_000, "5245.1", "lai tien gui cua ba, xin gop", "01", "A", ""),
            (50_000, "5245.1", "thu phim, dao giao", "", "", ""),
            (-37_500_000, "2353", "CHUYEN TIEN MUA GAO VA NUOC UONG CHO BA CON", "", "", ""),
            (-100, "2353", "VAT LIEU XAY DUNG", "01", "CONG TY", ""),
        ] {
            let row = row(amount, document, memo, account, name);
            let found = rule_of(&row, None, &own).map_or("", |rule| rule.name);
            assert_eq!(found, rule, "{memo}");
        }
    }

    #[test]
    fn a_fee_in_its_own_column_is_a_fee_unless_it_is_a_loan_s_interest() {
        let own = Own::default();
        let fee = row(-100, "HB.0915226353-20240916", "Thu phi dich vu SMS", "", "");
        let found = |row, part| rule_of(row, Some(part), &own).map(|rule| rule.name);
        assert_eq!(found(&fee, Part::Fee), Some("fee-column"));
        assert_eq!(found(&fee, Part::Vat), Some("vat-column"));
        let loan = row(-100, "LD24446884511", "Thu lai vay LD24446884511", "", "");
        assert_eq!(found(&loan, Part::Fee), Some("loan-words"));
    }

    #[test]
    fn rules_have_names_of_their_own() {
        let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), RULES.len());
        assert!(Date::parse_iso(RULES_SINCE).is_some());
    }
}
