//! What lies beside a log without entries is compared like everything else.

use super::bench_book::Bench;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::opening::OpenedRecord;
use chungtay_ledger::state::State;
use chungtay_service::verify::{
    Asked, Beside, Check, Document, LogFolder, Making, Sink, Verified, verify_asked,
};
use std::io::{self, Write};
use std::ops::Range;

/// A table that has its heading and nothing else.
struct Heading(&'static str);

impl Document for Heading {
    fn path(&self) -> &str {
        self.0
    }

    fn entries(&self) -> Range<u64> {
        0..0
    }

    fn uses_openings(&self) -> bool {
        self.0.ends_with("opened.csv")
    }

    fn begin<'a>(&self, _: &'a State, _: &str, out: Sink) -> io::Result<Box<dyn Making + 'a>> {
        Ok(Box::new(Rows(out)))
    }
}

struct Rows(Sink);

impl Making for Rows {
    fn entry(&mut self, _: u64, _: &Entry, _: Option<&OpenedRecord>) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.write_all(b"date,amount\n")
    }
}

#[test]
fn a_log_without_entries_has_its_documents_compared() {
    let bench = Bench::new();
    drop(bench.create());
    let exports = bench.directory().join("exports");
    std::fs::create_dir(&exports).unwrap();
    let verified = || -> Verified {
        let beside = |_: u64| Beside {
            openings: Vec::new(),
            documents: vec![
                Box::new(Heading("../exports/lines.csv")),
                Box::new(Heading("../exports/opened.csv")),
                Box::new(Heading("../exports/absent.csv")),
            ],
        };
        let asked = Asked { beside: Some(&beside), ..Asked::default() };
        verify_asked(&LogFolder::new(&bench.directory()), asked, &mut |_, _| {}).unwrap()
    };
    std::fs::write(exports.join("lines.csv"), "date,amount\n").unwrap();
    std::fs::write(exports.join("opened.csv"), "date,amount\n").unwrap();
    let found = verified();
    assert_eq!((found.difference, found.size), (None, 0));
    assert_eq!(
        (&found.documents[..], &found.unchecked[..]),
        (&["exports/lines.csv".to_owned()][..], &["exports/opened.csv".to_owned()][..])
    );
    std::fs::write(exports.join("lines.csv"), "date,amount\n1,2\n").unwrap();
    let difference = verified().difference.unwrap();
    assert_eq!(difference.check, Check::Export, "{difference:?}");
    assert!(difference.published.contains("exports/lines.csv:2: 1,2"), "{difference:?}");
}
