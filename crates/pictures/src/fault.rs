//! Why a file is not taken.

use crate::Kind;

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Too many bytes.
    #[error("{bytes} bytes, more than {most}")]
    TooLarge {
        /// How many.
        bytes: u64,
        /// How many are taken.
        most: u64,
    },
    /// Neither JPEG, PNG, WebP nor PDF.
    #[error("neither JPEG, PNG, WebP nor PDF")]
    UnknownKind,
    /// A form that phones write and browsers do not show.
    #[error("HEIC/HEIF")]
    Heic,
    /// The file ends within the picture or the paper.
    #[error("the {0:?} is cut short")]
    CutShort(Kind),
    /// Something follows the end of the picture or the paper.
    #[error("{bytes} bytes follow the end of the {kind:?}")]
    Trailing {
        /// What the file is.
        kind: Kind,
        /// How many bytes.
        bytes: u64,
    },
    /// More pixels than are decoded.
    #[error("{width} × {height} pixels")]
    TooManyPixels {
        /// Across.
        width: u32,
        /// Down.
        height: u32,
    },
    /// A picture that moves.
    #[error("an animation")]
    Animated,
    /// It cannot be decoded.
    #[error("it cannot be decoded: {0}")]
    Damaged(String),
    /// A PDF that runs something or carries another file.
    #[error("the PDF holds {0}")]
    ActivePaper(&'static str),
}

impl Fault {
    /// The code of the failure, which message keys carry.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "picture-too-large",
            Self::UnknownKind => "picture-unknown-kind",
            Self::Heic => "picture-heic",
            Self::CutShort(_) => "picture-cut-short",
            Self::Trailing { .. } => "picture-trailing",
            Self::TooManyPixels { .. } => "picture-too-many-pixels",
            Self::Animated => "picture-animated",
            Self::Damaged(_) => "picture-damaged",
            Self::ActivePaper(_) => "picture-active-paper",
        }
    }
}
