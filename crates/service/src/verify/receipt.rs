//! A receipt against the log as it is now: signed by the keys of its time, its entry in its place, and its
//! state of the log a beginning of this one, or of the log that this one continues. Uses the receipt's own
//! bytes; that the entry is published still is not asked.

use super::difference::{Check, Difference};
use super::signature::Trust;
use chungtay_ledger::state::LogTrust;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::leaf_hash;
use chungtay_log::note::VerifierKey;
use chungtay_log::receipt::Receipt;

/// A receipt that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptHeld {
    /// The entry's number.
    pub index: u64,
    /// The log's origin line.
    pub origin: String,
    /// Entries in the log when the receipt was made.
    pub size: u64,
}

/// The origin line of a receipt's checkpoint, as it says.
pub(super) fn origin_of(receipt: &Receipt) -> &str {
    receipt.checkpoint.lines().next().unwrap_or_default()
}

/// Refuses a receipt of another log, and one that no key of this log has signed.
pub(super) fn is_of(receipt: &Receipt, trust: &Trust, origin: &str) -> Result<(), Difference> {
    let differs = |computed: &str| Difference::new(Check::Receipt, origin_of(receipt), computed);
    if origin_of(receipt) != origin {
        return Err(differs(origin));
    }
    trust.opened(&receipt.checkpoint).map(drop).map_err(|found| differs(&found.computed))
}

/// Checks place and signature; that the log extends its state was seen before. `trust` is what the log says
/// of its keys, `believed` the keys that opened the checkpoint. At most so many entries are spoken for.
pub(super) fn check(
    receipt: &Receipt,
    trust: &LogTrust,
    believed: &[String],
    most: u64,
) -> Result<ReceiptHeld, Difference> {
    let refused = |problem: String| Difference::new(Check::Receipt, problem, "").at(receipt.index);
    let text = receipt.checkpoint.split_once("\n\n").map_or("", |(text, _)| text);
    let size = Checkpoint::from_text(&format!("{text}\n")).map_or(0, |stated| stated.size());
    if size > most {
        return Err(refused(format!("{size} > {most}")));
    }
    let named = trust.keys_at(size);
    let keys = if named.is_empty() { believed } else { named };
    let keys: Vec<VerifierKey> = keys.iter().filter_map(|key| key.parse().ok()).collect();
    let entry = receipt.extra.as_deref().ok_or_else(|| refused("extra".to_owned()))?;
    let origin = origin_of(receipt);
    let checkpoint = receipt.verify(&leaf_hash(entry), origin, &keys);
    let checkpoint = checkpoint.map_err(|error| refused(error.to_string()))?;
    let (index, origin) = (receipt.index, origin.to_owned());
    Ok(ReceiptHeld { index, origin, size: checkpoint.size() })
}
