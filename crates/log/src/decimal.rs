//! Canonical decimals, as tlog-checkpoint, tlog-tiles and tlog-proof write sizes and indices.
//! Never accepts a sign, a leading zero, or a number beyond 64 bits.

/// Reads ASCII decimal digits with no leading zero (but `0` itself); anything else is `None`.
pub(crate) fn parse(text: &str) -> Option<u64> {
    let canonical = text == "0" || !text.starts_with('0');
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if canonical && digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn only_the_canonical_form_is_read() {
        assert_eq!(parse("0"), Some(0));
        assert_eq!(parse("18446744073709551615"), Some(u64::MAX));
        for bad in ["", "00", "01", "+1", "-1", " 1", "1 ", "1e3", "18446744073709551616", "١"] {
            assert_eq!(parse(bad), None, "{bad:?}");
        }
    }
}
