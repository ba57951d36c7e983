//! VietQR: the text of a QR code that a banking app in Vietnam reads as a transfer. EMVCo's merchant
//! presented mode with NAPAS's template in tag 38, to an account (`QRIBFTTA`), made without any service.
//! Tag 01 is 11 where the payer chooses the sum, 12 where the code names it.

use std::fmt::Write as _;

/// The longest purpose (EMVCo, tag 62-08), in bytes.
pub const LONGEST_PURPOSE: usize = 25;
/// The longest account number.
const LONGEST_ACCOUNT: usize = 19;
/// The longest amount, in digits.
const LONGEST_AMOUNT: usize = 13;

/// A transfer to be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer<'a> {
    /// The bank's number at NAPAS, six digits.
    pub bin: &'a str,
    /// The account's number: letters and digits, without spaces.
    pub account: &'a str,
    /// How much, in whole đồng; the payer chooses where it is absent.
    pub amount: Option<u64>,
    /// The memo: printable ASCII, at most 25 characters; may be empty.
    pub purpose: &'a str,
}

/// What cannot stand in a VietQR code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The bank's number is not six digits.
    #[error("the bank's number is not six digits")]
    Bin,
    /// The account's number is empty, too long, or holds more than letters and digits.
    #[error("the account's number is not one to 19 letters and digits")]
    Account,
    /// The amount is nothing or has more than 13 digits.
    #[error("the amount is not 1 to 9,999,999,999,999")]
    Amount,
    /// The memo is too long or holds more than printable ASCII.
    #[error("the memo is not up to 25 printable ASCII characters")]
    Purpose,
}

impl Transfer<'_> {
    /// The text of the code.
    ///
    /// # Errors
    /// Says which part does not fit.
    pub fn payload(&self) -> Result<String, Unfit> {
        self.check()?;
        let bank = field(0, self.bin) + &field(1, self.account);
        let template = field(0, "A000000727") + &field(1, &bank) + &field(2, "QRIBFTTA");
        let initiation = if self.amount.is_some() { "12" } else { "11" };
        let mut text =
            field(0, "01") + &field(1, initiation) + &field(38, &template) + &field(53, "704");
        if let Some(amount) = self.amount {
            text += &field(54, &amount.to_string());
        }
        text += &field(58, "VN");
        if !self.purpose.is_empty() {
            text += &field(62, &field(8, self.purpose));
        }
        text += "6304";
        let check = crc(text.as_bytes());
        // Writing to a string cannot fail.
        let _ = write!(text, "{check:04X}");
        Ok(text)
    }

    fn check(&self) -> Result<(), Unfit> {
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if self.bin.len() != 6 || !self.bin.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Unfit::Bin);
        }
        if self.account.is_empty() || self.account.len() > LONGEST_ACCOUNT || !plain(self.account) {
            return Err(Unfit::Account);
        }
        let digits = |amount: u64| amount.to_string().len();
        if self.amount.is_some_and(|amount| amount == 0 || digits(amount) > LONGEST_AMOUNT) {
            return Err(Unfit::Amount);
        }
        let printable = self.purpose.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if self.purpose.len() > LONGEST_PURPOSE || !printable {
            return Err(Unfit::Purpose);
        }
        Ok(())
    }
}

/// Tag, length in bytes, value. Every value here is shorter than 100 bytes.
fn field(tag: u8, value: &str) -> String {
    format!("{tag:02}{:02}{value}", value.len())
}

/// CRC-16/CCITT-FALSE: 0x1021, begun with 0xFFFF, not reflected.
fn crc(bytes: &[u8]) -> u16 {
    let mut sum = 0xffff_u16;
    for byte in bytes {
        sum ^= u16::from(*byte) << 8;
        for _ in 0..8 {
            sum = if sum & 0x8000 == 0 { sum << 1 } else { (sum << 1) ^ 0x1021 };
        }
    }
    sum
}

/// The memo that carries a code: the code, then as much of these words as fits, in capitals without marks.
#[must_use]
pub fn purpose(code: &str, words: &str) -> String {
    let mut memo = code.to_owned();
    for word in chungtay_text::fold::fold(words).to_uppercase().split(' ') {
        let fits = memo.len() + 1 + word.len() <= LONGEST_PURPOSE && word.is_ascii();
        if word.is_empty() || !fits {
            break;
        }
        memo.push(' ');
        memo.push_str(word);
    }
    memo
}

#[cfg(test)]
mod tests {
    use super::{Transfer, Unfit, crc, purpose};

    #[test]
    fn the_check_sum_of_the_catalogue() {
        // The check value of CRC-16/IBM-3740, once called CCITT-FALSE.
        assert_eq!(crc(b"123456789"), 0x29b1);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let good = Transfer { bin: "970436", account: "0011", amount: Some(1), purpose: "" };
        assert!(good.payload().is_ok());
        for (transfer, expected) in [
            (Transfer { bin: "97043", ..good }, Unfit::Bin),
            (Transfer { account: "", ..good }, Unfit::Account),
            (Transfer { account: "00 11", ..good }, Unfit::Account),
            (Transfer { account: "22222222222222222222", ..good }, Unfit::Account),
            (Transfer { amount: Some(0), ..good }, Unfit::Amount),
            (Transfer { amount: Some(10_000_000_000_000), ..good }, Unfit::Amount),
            (Transfer { purpose: "Ủng hộ", ..good }, Unfit::Purpose),
            (Transfer { purpose: "ABCDEFGHIJKLMNOPQRSTUVWXYZ", ..good }, Unfit::Purpose),
        ] {
            assert_eq!(transfer.payload(), Err(expected));
        }
    }

    #[test]
    fn the_memo_begins_with_the_code() {
        assert_eq!(purpose("K7M4R9X2P", "Quỹ làm đường biên"), "K7M4R9X2P QUY LAM DUONG");
        assert_eq!(purpose("K7M4R9X2P", "友誼"), "K7M4R9X2P");
    }
}
