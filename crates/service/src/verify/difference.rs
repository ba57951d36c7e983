//! What does not hold: which comparison, at which entry, with both values.

/// The first thing that does not hold, with both values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What was compared.
    pub check: Check,
    /// The entry, where it is about one.
    pub entry: Option<u64>,
    /// What was published.
    pub published: String,
    /// What follows from the log.
    pub computed: String,
}

impl Difference {
    /// A difference at no entry.
    pub(crate) fn new(
        check: Check,
        published: impl Into<String>,
        computed: impl Into<String>,
    ) -> Self {
        Self { check, entry: None, published: published.into(), computed: computed.into() }
    }

    /// Two origins that should be one.
    pub(crate) fn between(published: &str, computed: &str) -> Self {
        Self::new(Check::Consistency, published, computed)
    }

    /// The same, at an entry.
    pub(crate) fn at(self, entry: u64) -> Self {
        Self { entry: Some(entry), ..self }
    }
}

/// What `verify` compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The checkpoint is a signed note of the key.
    Signature,
    /// The keys are those that the log's own entries name, signed by its roots.
    Keys,
    /// `log/keys` is a list of keys in its form.
    KeyList,
    /// The witnesses that the policy asks for have cosigned the checkpoint.
    Quorum,
    /// A checkpoint seen earlier is of a tree that this one extends.
    Consistency,
    /// The log is not shorter than it was.
    Rollback,
    /// A receipt's entry stands where it says, in a state of the log that this one extends.
    Receipt,
    /// A tile is the one the signed root commits to.
    Tile,
    /// An entry bundle is there and whole.
    Bundle,
    /// An entry is the one that was signed.
    Entry,
    /// An entry's bytes are published, or withheld with a restatement in their place.
    Withheld,
    /// An entry is in its one byte form.
    Form,
    /// An entry's postings sum to zero, within each fund too.
    Balance,
    /// The rules allow the entry, and its computed fields are right.
    Rules,
    /// A `totals` entry states the sums of what stands before it.
    Totals,
    /// The tree's root is the signed one.
    Root,
    /// A figure follows from the log.
    Figure,
    /// An opening makes the commitment that the entry carries.
    Opening,
    /// A story's file is the one its entry names, and its numbers follow from the log.
    Story,
    /// An export says what the log says.
    Export,
}

impl Check {
    /// Every comparison.
    pub const ALL: &'static [Self] = &[
        Self::Signature,
        Self::Keys,
        Self::KeyList,
        Self::Quorum,
        Self::Consistency,
        Self::Rollback,
        Self::Receipt,
        Self::Tile,
        Self::Bundle,
        Self::Entry,
        Self::Withheld,
        Self::Form,
        Self::Balance,
        Self::Rules,
        Self::Totals,
        Self::Root,
        Self::Figure,
        Self::Opening,
        Self::Story,
        Self::Export,
    ];

    /// The word for messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Signature => "signature",
            Self::Keys => "keys",
            Self::KeyList => "key-list",
            Self::Quorum => "quorum",
            Self::Consistency => "consistency",
            Self::Rollback => "rollback",
            Self::Receipt => "receipt",
            Self::Tile => "tile",
            Self::Bundle => "bundle",
            Self::Entry => "entry",
            Self::Withheld => "withheld",
            Self::Form => "form",
            Self::Balance => "balance",
            Self::Rules => "rules",
            Self::Totals => "totals",
            Self::Root => "root",
            Self::Figure => "figure",
            Self::Opening => "opening",
            Self::Story => "story",
            Self::Export => "export",
        }
    }
}
