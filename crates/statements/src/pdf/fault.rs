//! What may be wrong with a PDF as a whole.

/// Why a PDF cannot be read. Words for users stand in `locales/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PdfFault {
    /// It opens only with a password.
    Encrypted,
    /// It breaks the rules of its format beyond repair: cut, or no PDF at all.
    Broken,
    /// Its pages are pictures: a scan without a text layer.
    NoText,
    /// Its text names no letters: the fonts lack the table from codes to letters.
    NoLetters,
    /// It unpacks to more than a statement ever needs.
    TooLarge,
}

impl PdfFault {
    /// Its name, stable for machines; never shown to people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Encrypted => "encrypted",
            Self::Broken => "broken",
            Self::NoText => "no-text",
            Self::NoLetters => "no-letters",
            Self::TooLarge => "too-large",
        }
    }
}
