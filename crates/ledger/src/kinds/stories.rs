//! The product's own articles: which file was published at which size of the log, who answered for it and
//! who read it first. The text is a public file named by its hash; nothing of it stands in an entry.

use crate::canonical::{record, words};
use crate::commitment::Commitment;
use crate::id::{Id, PersonId};

words! {
    /// The language that a story is written in.
    StoryLanguage {
        /// Vietnamese.
        Vietnamese = "vi",
        /// English.
        English = "en",
    }
}

record! {
    /// `story/1`: a version of a story is published. The actor answers for it.
    Story {
        /// SHA-256 of what its numbers came to, as canonical JSON ([`crate::stories::BoundStory`]).
        figures: Commitment,
        /// SHA-256 of its file.
        file: Commitment,
        /// The story, in all its languages and versions.
        id: Id,
        /// Its language.
        language: StoryLanguage,
        /// Who read it before it was published: another person.
        reviewed_by: PersonId,
        /// The size of the log that its numbers were asked of: this entry's own place.
        size: u64,
        /// One more than the version before it in this language.
        version: u32,
    }
    /// `story_withdrawal/1`: what was published of a story in a language so far is taken down. Its files go; the
    /// entries stay.
    StoryWithdrawal {
        /// The second person who agreed.
        approved_by: PersonId,
        /// The story.
        id: Id,
        /// Its language.
        language: StoryLanguage,
    }
}
