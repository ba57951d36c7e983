//! `log/keys`: every key that ever signed the log, with the size from which it did, in plain lines. It saves
//! readers a search; what it says follows from the log's entries and is believed for no other reason.

use chungtay_log::note::VerifierKey;

/// Keys and the size from which they sign.
type Since = (u64, Vec<String>);

/// The keys of a log through time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyHistory {
    periods: Vec<Since>,
}

impl KeyHistory {
    /// Adds the keys that sign checkpoints of `size` entries or more.
    pub fn since(&mut self, size: u64, keys: impl IntoIterator<Item = String>) {
        self.periods.push((size, keys.into_iter().collect()));
    }

    /// The keys that sign now.
    #[must_use]
    pub fn present(&self) -> &[String] {
        self.periods.last().map_or(&[], |(_, keys)| keys)
    }

    /// The keys that sign a tree of this size.
    #[must_use]
    pub fn keys_at(&self, size: u64) -> &[String] {
        let found = self.periods.iter().rev().find(|(since, _)| *since <= size);
        found.map_or(&[], |(_, keys)| keys)
    }

    /// Every period: the size from which its keys sign, and the keys.
    #[must_use]
    pub fn periods(&self) -> &[(u64, Vec<String>)] {
        &self.periods
    }

    /// One line for each key: the size, a space, the verifier key.
    #[must_use]
    pub fn to_text(&self) -> String {
        let lines = self
            .periods
            .iter()
            .flat_map(|(size, keys)| keys.iter().map(move |key| format!("{size} {key}\n")));
        lines.collect()
    }

    /// Reads [`KeyHistory::to_text`]'s form: from size 0 on in rising order, keys in their form.
    ///
    /// # Errors
    /// Gives the first line that is not in the form (the empty one where there is none).
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut history = Self::default();
        for line in text.split_inclusive('\n') {
            history.read_line(line).ok_or_else(|| line.trim_end().to_owned())?;
        }
        if history.periods.is_empty() { Err(String::new()) } else { Ok(history) }
    }

    fn read_line(&mut self, line: &str) -> Option<()> {
        let (number, key) = line.strip_suffix('\n')?.split_once(' ')?;
        let size: u64 = number.parse().ok()?;
        key.parse::<VerifierKey>().ok()?;
        if size.to_string() != number {
            return None;
        }
        match self.periods.last_mut() {
            None if size > 0 => return None,
            Some((last, _)) if *last > size => return None,
            Some((last, keys)) if *last == size => keys.push(key.to_owned()),
            _ => self.since(size, [key.to_owned()]),
        }
        Some(())
    }
}
