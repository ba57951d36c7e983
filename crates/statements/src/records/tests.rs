//! Records as another implementation writes them (crate `csv`), in any chunks, and stray quotes.

use super::*;
use proptest::prelude::*;

/// A source that gives few bytes at a time.
struct Drip<'b> {
    bytes: &'b [u8],
    step: usize,
}

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.step.min(self.bytes.len()).min(buffer.len());
        buffer[..count].copy_from_slice(&self.bytes[..count]);
        self.bytes = &self.bytes[count..];
        Ok(count)
    }
}

type Found = (u64, Vec<Vec<u8>>, Option<Fault>, Vec<u8>);

fn all(bytes: &[u8], step: usize, width: usize) -> Vec<Found> {
    let mut records = Records::new(Box::new(Drip { bytes, step }));
    records.head(0).unwrap();
    records.begin(0, 0, b',', width);
    let mut found = Vec::new();
    while records.advance().unwrap() {
        let record = records.record();
        let cells = record.cells().map(<[u8]>::to_vec).collect();
        found.push((record.line_number, cells, record.fault, record.raw.to_vec()));
    }
    found
}

fn written(rows: &[[String; 3]], terminator: csv::Terminator) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

proptest! {
    #[test]
    fn what_another_writer_wrote_is_read_back(
        rows in prop::collection::vec(prop::array::uniform3("[a,\"\n\rđ ]{0,6}"), 0..8),
        crlf: bool,
        step in 1usize..40,
        last_end: bool,
    ) {
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut bytes = written(&rows, terminator);
        if !last_end {
            bytes.truncate(bytes.len().saturating_sub(if crlf { 2 } else { 1 }));
        }
        let found = all(&bytes, step, 3);
        prop_assert_eq!(found.len(), rows.len());
        for ((_, cells, fault, _), row) in found.iter().zip(&rows) {
            prop_assert_eq!(*fault, None);
            let texts: Vec<&[u8]> = row.iter().map(String::as_bytes).collect();
            prop_assert_eq!(cells.iter().map(Vec::as_slice).collect::<Vec<_>>(), texts);
        }
    }

    #[test]
    fn no_byte_is_lost_and_chunks_change_nothing(
        bytes in prop::collection::vec(prop::sample::select(b"a,,\"\"\n\r\xc4".to_vec()), 0..60),
        step in 1usize..20,
    ) {
        let found = all(&bytes, step, 2);
        prop_assert_eq!(&found, &all(&bytes, usize::MAX, 2));
        let raw: Vec<u8> = found.iter().flat_map(|(_, _, _, raw)| raw.clone()).collect();
        let without_ends = |text: &[u8]| -> Vec<u8> {
            text.iter().copied().filter(|byte| !matches!(byte, b'\n' | b'\r')).collect()
        };
        prop_assert_eq!(without_ends(&raw), without_ends(&bytes));
    }
}

#[test]
fn a_stray_quote_spoils_its_own_line_only() {
    let found = all(b"1,\"a\n2,b\n3,\"c\"\n4,d\n", 7, 2);
    let faults: Vec<(u64, Option<Fault>)> = found.iter().map(|row| (row.0, row.2)).collect();
    assert_eq!(faults, [(1, Some(Fault::Quote)), (2, None), (3, None), (4, None)]);
    assert_eq!(found[0].3, b"1,\"a");
    assert_eq!(found[2].1, [b"3".to_vec(), b"c".to_vec()]);
}

#[test]
fn a_cell_over_two_lines_is_one_record() {
    let found = all(b"1,\"a\r\nb\"\r\n2,c\r\n", 5, 2);
    assert_eq!(found[0].1, [b"1".to_vec(), b"a\r\nb".to_vec()]);
    assert_eq!((found[1].0, &found[1].1), (3, &vec![b"2".to_vec(), b"c".to_vec()]));
}

#[test]
fn a_record_too_long_is_cut_and_the_next_is_read() {
    for lead in ["", "1,\""] {
        let long = format!("{lead}{}", "x".repeat(600_000));
        for step in [1000, usize::MAX] {
            let found = all(format!("{long}\n2,b\n").as_bytes(), step, 2);
            assert_eq!(found.len(), 2);
            assert_eq!(
                (found[0].2, found[0].3.len()),
                (Some(Fault::TooLong), LONGEST_RECORD_BYTES)
            );
            assert_eq!((found[1].0, &found[1].1), (2, &vec![b"2".to_vec(), b"b".to_vec()]));
        }
    }
}
