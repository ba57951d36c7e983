//! The sample's bundles: one that is full and the newest.

use super::{Sample, bank, day, open, yagi};
use chungtay_ledger::money::Dong;
use chungtay_web::portal::pages::bundle::{BundleEntry, BundleLine, BundleRow, BundleView};
use chungtay_web::portal::record::{Amount, LineState, Opened};
use chungtay_web::portal::source::{BundlePages, EvidencePages, PublishedFiles, Read};

impl PublishedFiles for Sample {
    fn published_file(&self, _: &[u8; 32]) -> Read<Option<Vec<u8>>> {
        Ok(None)
    }
}

impl BundlePages for Sample {
    fn bundles(&self) -> Read<Vec<BundleRow>> {
        let row = |index: u64, last| BundleRow {
            index,
            first: index * 256,
            last,
            from: day("2024-09-01"),
            to: day("2024-09-10"),
        };
        Ok(vec![row(784, 200_873), row(0, 255)])
    }

    fn bundle(&self, index: u64) -> Read<Option<BundleView>> {
        let mut entries = Vec::new();
        for number in [index * 256, index * 256 + 1] {
            let Some(entry) = self.entry(number)? else { return Ok(None) };
            let line = (number % 2 == 0).then(|| BundleLine {
                amount: Amount { dong: Dong(200_000), entry: number },
                account: bank(),
                fund: yagi(),
                memo: open("NGUYEN THI T ung ho", number),
                document: Opened::Withheld,
                state: LineState::Attributed,
            });
            entries.push(BundleEntry { entry, leaf_hash: "0f".repeat(32), line });
        }
        Ok(Some(BundleView { index, entries, has_next: index == 0 }))
    }
}
