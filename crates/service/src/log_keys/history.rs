//! `log/keys`: every key that ever signed the log, with the size from which it did, in plain lines. It saves
//! readers a search; what it says follows from the log's entries and is believed for no other reason.

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

    /// Reads [`KeyHistory::to_text`]'s form; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut history = Self::default();
        for line in text.lines() {
            let (size, key) = line.split_once(' ')?;
            let size = size.parse().ok()?;
            match history.periods.last_mut() {
                Some((last, keys)) if *last == size => keys.push(key.to_owned()),
                Some((last, _)) if *last > size => return None,
                _ => history.since(size, [key.to_owned()]),
            }
        }
        (!history.periods.is_empty() && history.to_text() == text).then_some(history)
    }
}
