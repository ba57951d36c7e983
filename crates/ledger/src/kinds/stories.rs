//! The product's own articles: who wrote which file, who read exactly that file and let it pass or sent it back,
//! and at which size of the log it was published. The text is a file named by its hash; nothing of it stands in an
//! entry, and nobody can tell what a draft says before it is published.

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

words! {
    /// What a reader says of a draft.
    StoryVerdict {
        /// It may be published.
        Passed = "passed",
        /// Something must be mended; the reason is a private field.
        Returned = "returned",
    }
}

record! {
    /// `story/1`: a version of a story is published. The actor answers for it; that another person read it is
    /// the actor's word alone. Kept for logs that have it: [`ReviewedStory`] is entered today.
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
    /// `story_draft/1`: the actor wrote a story's file and asks for a reader. The last one of a story in a language
    /// counts.
    StoryDraft {
        /// SHA-256 of the file.
        file: Commitment,
        /// The story.
        id: Id,
        /// Its language.
        language: StoryLanguage,
    }
    /// `story_review/1`: the actor, another person than the writer, read exactly this file.
    StoryReview {
        /// SHA-256 of the draft's file.
        file: Commitment,
        /// The story.
        id: Id,
        /// Its language.
        language: StoryLanguage,
        /// What the reader says of it.
        verdict: StoryVerdict,
    }
    /// `story/2`: a version of a story is published whose file another person than its writer read and let pass.
    /// The actor answers for it.
    ReviewedStory {
        /// SHA-256 of what its numbers came to, as canonical JSON ([`crate::stories::BoundStory`]).
        figures: Commitment,
        /// SHA-256 of its file.
        file: Commitment,
        /// The story, in all its languages and versions.
        id: Id,
        /// Its language.
        language: StoryLanguage,
        /// The entry of the review that let exactly this file pass.
        review: u64,
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

impl ReviewedStory {
    /// The same as it was entered before reviews were entries of their own.
    #[must_use]
    pub fn read_by(&self, reader: PersonId) -> Story {
        Story {
            figures: self.figures,
            file: self.file,
            id: self.id,
            language: self.language,
            reviewed_by: reader,
            size: self.size,
            version: self.version,
        }
    }
}
