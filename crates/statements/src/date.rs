//! The day as Vietnamese banks print it: exactly `dd/mm/yyyy`, and only days that exist.

use chungtay_ledger::date::Date;

/// Reads exactly `dd/mm/yyyy`.
pub(crate) fn day_month_year(text: &[u8]) -> Option<Date> {
    let [d1, d2, b'/', m1, m2, b'/', y1, y2, y3, y4] = *text else {
        return None;
    };
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i16::from(byte - b'0'));
    let day = digit(d1)? * 10 + digit(d2)?;
    let month = digit(m1)? * 10 + digit(m2)?;
    let year = digit(y1)? * 1000 + digit(y2)? * 100 + digit(y3)? * 10 + digit(y4)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}
