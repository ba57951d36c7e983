//! Where secrets and times come from: the system, or, for tests and the demonstration book, a seed, so
//! that an import broken off and taken up again gives the same log as an unbroken one.

use crate::error::{Result, ServiceError};
use chungtay_ledger::commitment::Secret;
use chungtay_ledger::date::Moment;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The first moment under a test seed: 2026-01-01 00:00:00 UTC; a second passes every 1,000 entries.
const SEEDED_START: i64 = 1_767_225_600;

/// Reads the clock; passed in by the binary.
pub type Clock = fn() -> Moment;

/// The source of secrets and times of one book.
#[derive(Clone)]
pub struct Chance {
    clock: Clock,
    seed: Option<[u8; 32]>,
}

impl Chance {
    /// From the system's clock and randomness.
    #[must_use]
    pub fn from_system(clock: Clock) -> Self {
        Self { clock, seed: None }
    }

    /// From a test seed.
    #[must_use]
    pub fn from_seed(clock: Clock, seed: [u8; 32]) -> Self {
        Self { clock, seed: Some(seed) }
    }

    /// When the entry at this sequence is recorded, never before `last`.
    #[must_use]
    pub fn moment(&self, sequence: u64, last: Moment) -> Moment {
        let now = match self.seed {
            Some(_) => Moment(SEEDED_START + i64::try_from(sequence / 1000).unwrap_or(0)),
            None => (self.clock)(),
        };
        now.max(last)
    }

    /// Secrets for the records of `count` entries from `first` on.
    pub fn secrets(&self, first: u64, count: usize) -> Result<Vec<Secret>> {
        if let Some(seed) = self.seed {
            let place =
                |sequence: u64| Secret(derive(&seed, b"ct/test/record", &sequence.to_be_bytes()));
            return Ok((first..).take(count).map(place).collect());
        }
        let mut bytes = vec![0u8; count * 32];
        fill(&mut bytes)?;
        let (secrets, _) = bytes.as_chunks::<32>();
        Ok(secrets.iter().map(|secret| Secret(*secret)).collect())
    }

    /// One of the book's own secrets.
    pub fn named(&self, name: &str) -> Result<[u8; 32]> {
        if let Some(seed) = self.seed {
            return Ok(derive(&seed, b"ct/test/named", name.as_bytes()));
        }
        let mut bytes = [0; 32];
        fill(&mut bytes)?;
        Ok(bytes)
    }
}

pub(crate) fn fill(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes).map_err(|error| ServiceError::NoRandomness(error.to_string()))
}

fn derive(seed: &[u8; 32], label: &[u8], tail: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(seed).expect("HMAC takes a key of any length");
    mac.update(label);
    mac.update(tail);
    mac.finalize().into_bytes().into()
}
