//! Openings, a line each: what is shown of a record must make the commitment that its entry carries. A line
//! is either `{"entry":…,"fields":[…]}` (as `chungtay export --format openings` writes it) or a link or
//! fragment with an owner's half, `…#o=<base64url>` (docs/receipts.md, section 5).

use super::difference::{Check, Difference};
use super::run::{Entries, Stop};
use super::source::LogSource;
use chungtay_ledger::opening::{OpenedRecord, PublishedOpening};
use chungtay_ledger::owners_half::OwnersHalf;
use chungtay_log::checkpoint::Checkpoint;
use data_encoding::BASE64URL_NOPAD;
use std::io::BufRead;

/// One line, read.
struct Opening {
    entry: u64,
    record: OpenedRecord,
    /// Of an owner's half: the log and the leaf it is made for.
    made_for: Option<(String, [u8; 32])>,
}

/// Compares every opening with its entry; gives how many there were.
pub(super) fn compare(
    source: &dyn LogSource,
    checkpoint: &Checkpoint,
    lines: &mut dyn BufRead,
) -> Result<u64, Stop> {
    let mut entries = Entries::new(source, checkpoint);
    let mut count = 0;
    for (number, line) in (1..).zip(lines.lines()) {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let malformed = || {
            let told = format!("{number}: {}", line.chars().take(120).collect::<String>());
            Stop::Found(Difference::new(Check::Opening, told, ""))
        };
        let opening = read(line.trim()).ok_or_else(malformed)?;
        one(&opening, checkpoint, &mut entries)?;
        count += 1;
    }
    Ok(count)
}

fn one(opening: &Opening, checkpoint: &Checkpoint, entries: &mut Entries<'_>) -> Result<(), Stop> {
    let differs = |published: String, computed: String| {
        Stop::Found(Difference::new(Check::Opening, published, computed).at(opening.entry))
    };
    let computed = opening.record.commitment().to_string();
    let Some(entry) = entries.entry(opening.entry)? else {
        return Err(differs(format!("{} < {}", opening.entry, checkpoint.size()), computed));
    };
    if let Some((origin, leaf)) = &opening.made_for {
        if origin != checkpoint.origin() {
            return Err(differs(origin.clone(), checkpoint.origin().to_owned()));
        }
        // Of a withheld entry the leaf stays that was signed, whatever is stated in its place.
        let signed = entries.leaf(opening.entry)?;
        if signed.0 != *leaf {
            return Err(differs(data_encoding::BASE64.encode(leaf), signed.to_string()));
        }
    }
    let carried = entry.record.map(|record| record.to_string()).unwrap_or_default();
    if carried == computed { Ok(()) } else { Err(differs(carried, computed)) }
}

fn read(line: &str) -> Option<Opening> {
    if line.starts_with('{') {
        let published = PublishedOpening::from_json(line.as_bytes()).ok()?;
        let record = published.record()?;
        return Some(Opening { entry: published.entry, record, made_for: None });
    }
    let fragment = line.rsplit_once('#').map_or(line, |(_, fragment)| fragment);
    let half = fragment.split('&').find_map(|part| part.strip_prefix("o="))?;
    let OwnersHalf { leaf, index, origin, record } =
        OwnersHalf::decode(&BASE64URL_NOPAD.decode(half.as_bytes()).ok()?)?;
    Some(Opening { entry: index, record, made_for: Some((origin, leaf)) })
}

/// The openings that lie beside the log, where whoever carries it publishes them there.
pub fn published(source: &dyn LogSource) -> Option<Vec<u8>> {
    // A site may answer anything for a page it does not have.
    let bytes = source.read("../openings.jsonl").ok().flatten()?;
    bytes.starts_with(b"{\"").then_some(bytes)
}
