//! What is told about the past: sources, claims, and what else a source says (plans, anniversaries,
//! captions, lists). Told things never mix with the books' own figures.

use crate::canonical::{record, words};
use crate::id::Id;
use crate::kinds::works::Measure;
use crate::term::Period;

words! {
    /// How a claimed value relates to the truth it claims.
    Comparator {
        /// Exactly.
        Equal = "=",
        /// More than.
        MoreThan = ">",
        /// At least.
        AtLeast = ">=",
        /// Less than.
        LessThan = "<",
        /// At most.
        AtMost = "<=",
        /// About.
        About = "~",
    }
    /// What a statement in a source is.
    StatementClass {
        /// A plan not yet carried out.
        Plan = "plan",
        /// An anniversary, with its two dates.
        Anniversary = "anniversary",
        /// A picture's caption.
        Caption = "caption",
        /// A heading.
        Heading = "heading",
        /// Where money comes from.
        FundSource = "fund-source",
        /// Who benefits.
        Beneficiary = "beneficiary",
        /// A tension between statements, shown and not mended.
        Tension = "tension",
        /// An item of a list printed beside the text.
        ListItem = "list-item",
    }
}

record! {
    /// A place in a source.
    Citation {
        /// The line.
        line: Option<u32>,
        /// The source.
        source: Id,
    }
    /// `source/1`: where something was said.
    Source {
        /// What it is, in words: "bài báo".
        class: String,
        /// Identifier.
        id: Id,
        /// When it was published; absent where it does not say.
        published: Option<String>,
        /// Title.
        title: String,
    }
    /// `claim/1`: something said about works, programmes or money; its quotation is a private field
    /// that may be opened.
    Claim {
        /// How the value is meant; absent where none is given.
        comparator: Option<Comparator>,
        /// Claims that the source lists as this one's parts.
        components: Vec<Id>,
        /// Identifier.
        id: Id,
        /// Said of all subjects together, with no split.
        jointly: bool,
        /// Line in the source.
        line: Option<u32>,
        /// What is measured.
        measure: Measure,
        /// The time it speaks of.
        period: Option<Period>,
        /// The source.
        source: Id,
        /// What it is said of: works, programmes, cost groups or organisations.
        subjects: Vec<Id>,
        /// The value; absent when unknown.
        value: Option<i64>,
        /// What is measured, in the source's words.
        words: String,
    }
    /// `statement/1`: anything else a source says that the book keeps; its text stands here when it is
    /// public by nature, else in the private field `quote`.
    Statement {
        /// What it is.
        class: StatementClass,
        /// Identifier.
        id: Id,
        /// Line in the source.
        line: Option<u32>,
        /// Its place in a list that is never sorted again.
        order: Option<u32>,
        /// The dates it speaks of.
        period: Option<Period>,
        /// The source.
        source: Id,
        /// What it is about.
        subjects: Vec<Id>,
        /// The words.
        words: Option<String>,
    }
}
