//! Forms that mean the same to a lenient reader and are refused here, each with what the reader says.

use chungtay_ledger::entry::{Entry, LONGEST};

const PERSON: &str = r#"{"actor":"op","authority":"asserted","kind":"person/1","occurred_on":"2024-09-10","recorded_at":1725940800,"what":{"id":"p1","public_capacity":true}}"#;
const FUND: &str = r#"{"actor":"op","authority":"asserted","kind":"fund/1","occurred_on":"2024-09-10","recorded_at":0,"what":{"id":"f","name":"a\"b\\c\n\u001fđ","purpose":{"general":true}}}"#;
const GIFT: &str = r#"{"actor":"op","authority":"session","kind":"gift/1","occurred_on":"2024-09-10","postings":[["till","f",100],["gifts","f",-100]],"recorded_at":-1,"what":{"account":"till","amount":100,"form":"cash","fund":"f"}}"#;

#[test]
fn the_samples_are_canonical() {
    for sample in [PERSON, FUND, GIFT] {
        assert_eq!(Entry::decode(sample.as_bytes()).unwrap().encode(), sample.as_bytes());
    }
}

/// Sample, what is replaced, by what, what the reader says (its beginning, after the place).
const FORMS: &[(&str, &str, &str, &str)] = &[
    // White space.
    (PERSON, "{\"actor", " {\"actor", "expected an object"),
    (PERSON, "{\"actor", "{ \"actor", "expected a key"),
    (PERSON, "\"actor\":", "\"actor\" :", "expected `:`"),
    (PERSON, "\"actor\":", "\"actor\": ", "expected a string"),
    (PERSON, ",\"kind", ", \"kind", "expected a key"),
    (PERSON, "1725940800,", "1725940800 ,", "field `what` is missing"),
    (PERSON, "true}}", "true}}\n", "bytes after the end"),
    (PERSON, "true}}", "true}}}", "bytes after the end"),
    (PERSON, "true}}", "true} }", "expected `}`"),
    (PERSON, "true}}", "true,}}", "expected a key"),
    (PERSON, "true}}", "true}", "expected `}`"),
    (GIFT, ",100]", ", 100]", "not a canonical integer"),
    (GIFT, "],[", "], [", "expected a posting"),
    // Keys: twice, out of order, unknown, missing, not plain.
    (PERSON, "\"id\":\"p1\"", "\"id\":\"p1\",\"id\":\"p1\"", "field `id` is unknown here or out"),
    (PERSON, "\"actor\":\"op\",", "\"actor\":\"op\",\"actor\":\"op\",", "field `authority` is mis"),
    (
        PERSON,
        "\"id\":\"p1\",\"public_capacity\":true",
        "\"public_capacity\":true,\"id\":\"p1\"",
        "field `id` is missing",
    ),
    (PERSON, "\"id\":\"p1\",", "\"id\":\"p1\",\"name\":\"x\",", "field `name` is unknown here or"),
    (PERSON, "true}}", "true,\"zz\":1}}", "field `zz` is unknown here or out of order"),
    (PERSON, "true}}", "true},\"zz\":1}", "field `zz` is unknown here or out of order"),
    (PERSON, "\"id\":\"p1\",", "", "field `id` is missing"),
    (PERSON, "\"authority\":\"asserted\",", "", "field `authority` is missing"),
    (PERSON, "\"id\"", "\"\\u0069d\"", "expected a key of lower-case letters"),
    (PERSON, "\"id\"", "\"Id\"", "expected a key of lower-case letters"),
    (PERSON, "{\"id\"", "{,\"id\"", "expected a key"),
    // Integers.
    (GIFT, ",100]", ",0100]", "not a canonical integer"),
    (GIFT, ",100]", ",00]", "not a canonical integer"),
    (GIFT, ",100]", ",+100]", "not a canonical integer"),
    (GIFT, ",100]", ",-]", "not a canonical integer"),
    (GIFT, ",100]", ",100.0]", "not a canonical integer"),
    (GIFT, ",100]", ",1e2]", "not a canonical integer"),
    (GIFT, ",100]", ",1E2]", "not a canonical integer"),
    (GIFT, ",100]", ",9007199254740992]", "not a canonical integer"),
    (GIFT, ",-100]", ",-9007199254740992]", "not a canonical integer"),
    (GIFT, ",100]", ",99999999999999999999]", "not a canonical integer"),
    (GIFT, ",100]", ",0]", "expected an amount that is not zero"),
    (GIFT, ":-1,", ":-0,", "not a canonical integer"),
    (GIFT, ":-1,", ":-01,", "not a canonical integer"),
    (GIFT, ":-1,", ":\"-1\",", "not a canonical integer"),
    // Strings.
    (FUND, "\\\"b", "\\u0022b", "not a canonical string"),
    (FUND, "a\\", "\\/\\", "not a canonical string"),
    (FUND, "a\\", "\\u0061\\", "not a canonical string"),
    (FUND, "\\n", "\\u000a", "not a canonical string"),
    (FUND, "\\n", "\n", "not a canonical string"),
    (FUND, "\\u001f", "\\u001F", "not a canonical string"),
    (FUND, "\\u001f", "\u{1f}", "not a canonical string"),
    (FUND, "\\u001f", "\\u01f", "not a canonical string"),
    (FUND, "\\u001f", "\\u0020", "not a canonical string"),
    (FUND, "đ", "\\u0111", "not a canonical string"),
    (FUND, "đ", "\\ud83d\\ude00", "not a canonical string"),
    (FUND, "đ", "\\ud800", "not a canonical string"),
    (FUND, "\"a\\\"b\\\\c\\n\\u001fđ\"", "\"\"", "expected some text"),
    (FUND, "\"a\\\"b\\\\c\\n\\u001fđ\"", "'a'", "expected a string"),
    // Nothing said.
    (FUND, "{\"general\":true}", "{\"general\":false}", "expected `true`"),
    (FUND, "{\"general\":true}", "{\"general\":true,\"works\":[]}", "expected a string"),
    (FUND, "{\"general\":true}", "{\"general\":null}", "expected `true`"),
    (FUND, "{\"general\":true}", "null", "expected an object"),
    (FUND, "{\"general\":true}", "[]", "expected an object"),
    (GIFT, "\"amount\":100", "\"amount\":null", "not a canonical integer"),
    (GIFT, "[[\"till\",\"f\",100],[\"gifts\",\"f\",-100]]", "[]", "expected a posting"),
    (GIFT, "\"f\",100]", "\"f\",100,1]", "expected `]`"),
    (GIFT, "-100]]", "-100],]", "expected a posting"),
    // Values of the wrong type or beyond it.
    (GIFT, "\"session\"", "\"Session\"", "`Session` is none of asserted, session, signed"),
    (GIFT, "\"session\"", "\"s\\u0065ssion\"", "not a canonical string"),
    (GIFT, "2024-09-10", "2024-9-10", "`2024-9-10` is no date"),
    (GIFT, "2024-09-10", "2024-02-30", "`2024-02-30` is no date"),
    (GIFT, "2024-09-10", "0000-01-01", "`0000-01-01` is no date"),
    (GIFT, "[\"till\"", "[\"Till\"", "`Till` is no identifier"),
    (GIFT, "[\"till\"", "[\"-till\"", "`-till` is no identifier"),
    (GIFT, "[\"till\"", "[\"\"", "`` is no identifier"),
    (GIFT, "[\"till\"", "[\"abcdefghijklm\"", "`abcdefghijklm` is no identifier"),
    (GIFT, "gift/1", "gift/9", "unknown kind `gift/9`"),
    (GIFT, "gift/1", "gift", "unknown kind `gift`"),
    (GIFT, "gift/1", "gift\\/1", "not a canonical string"),
];

#[test]
fn every_other_form_is_refused() {
    for (sample, from, to, says) in FORMS {
        let changed = sample.replacen(from, to, 1);
        assert_ne!(*sample, changed, "`{from}` is not in the sample");
        let refused = Entry::decode(changed.as_bytes()).expect_err(&changed).to_string();
        let (_, problem) = refused.split_once(": ").unwrap();
        assert!(problem.starts_with(says), "{changed}\n  says:     {problem}\n  expected: {says}");
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let place = FUND.find('đ').unwrap();
    for wrong in
        [&[0xff][..], &[0xc4], &[0xc0, 0xaf], &[0xed, 0xa0, 0x80], &[0xf5, 0x80, 0x80, 0x80]]
    {
        let bytes = [&FUND.as_bytes()[..place], wrong, &FUND.as_bytes()[place + 2..]].concat();
        let refused = Entry::decode(&bytes).unwrap_err().to_string();
        assert!(refused.ends_with("not a canonical string"), "{wrong:x?}: {refused}");
    }
    for wrong in [&b""[..], b"{", b"{}", b"[]", b"null", b"\xef\xbb\xbf{}"] {
        assert!(Entry::decode(wrong).is_err());
    }
}

#[test]
fn the_longest_entry_has_65_535_bytes() {
    let padded = |length: usize| {
        let name = "x".repeat(length - FUND.len() + "a\\\"b\\\\c\\n\\u001fđ".len());
        FUND.replacen("a\\\"b\\\\c\\n\\u001fđ", &name, 1)
    };
    assert_eq!(padded(LONGEST).len(), 65_535);
    assert!(Entry::decode(padded(LONGEST).as_bytes()).is_ok());
    let refused = Entry::decode(padded(LONGEST + 1).as_bytes()).unwrap_err().to_string();
    assert_eq!(refused, "at byte 65535: longer than 65,535 bytes");
}
