//! A passphrase on its way from a person to a key file: wiped when dropped, never shown.

use std::fmt;
use std::path::Path;
use zeroize::Zeroizing;

/// The fewest characters a new passphrase may have.
pub const FEWEST_CHARACTERS: usize = 12;

/// A passphrase.
#[derive(Clone)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// The passphrase as it was typed.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// Whether it is long enough to protect a new file.
    #[must_use]
    pub fn is_long_enough(&self) -> bool {
        self.0.chars().count() >= FEWEST_CHARACTERS
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl PartialEq for Passphrase {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Passphrase")
    }
}

/// Asks for the passphrase of a file; `None` where nobody can be asked.
pub type Ask<'a> = &'a dyn Fn(&Path) -> Option<Passphrase>;

/// Nobody can be asked.
#[must_use]
pub fn nobody(_file: &Path) -> Option<Passphrase> {
    None
}
