//! Who signs the log: the root keys that stand behind it, a change of its signing keys, and a log that
//! continues another. Keys, checkpoints and signatures are lines of C2SP signed notes, and opaque here:
//! who checked them says so in the facts.

use crate::canonical::{record, words};

words! {
    /// Why a log changes its keys.
    KeyReason {
        /// It was planned.
        Scheduled = "scheduled",
        /// The private keys are lost.
        Lost = "lost",
        /// Somebody else may have the private keys.
        Stolen = "stolen",
        /// Somebody else keeps the book now.
        Keeper = "keeper",
    }
}

record! {
    /// `log_roots/1`: the keys, kept offline, of which so many together may change the log's keys. Signed by
    /// every one of them; a later set by enough of the set before it too.
    LogRoots {
        /// The log's present verifier keys.
        keys: Vec<String>,
        /// The log's origin line.
        origin: String,
        /// Verifier keys of the roots, in rising order.
        roots: Vec<String>,
        /// Signature lines under [`LogRoots::message`].
        signatures: Vec<String>,
        /// How many roots must sign a change: more than half.
        threshold: u32,
    }
    /// `log_key/1`: from here on other keys sign the log. Whoever knows the keys before and reads this
    /// entry learns the new ones: the checkpoint vouches for the roots, and the roots for the new keys.
    LogKeyChange {
        /// A checkpoint of this log that the keys before have signed, as it was published: of the
        /// statement of the roots, at least.
        checkpoint: String,
        /// The new verifier keys.
        keys: Vec<String>,
        /// Why.
        reason: KeyReason,
        /// Signature lines under [`LogKeyChange::message`]: of enough roots, and of the first new key.
        signatures: Vec<String>,
    }
    /// `log_successor/1`, a log's first entry: this log goes on where another ended. Nothing is carried
    /// over but its roots; the other log stays published.
    LogSuccessor {
        /// The other log's last checkpoint, as it was published.
        checkpoint: String,
        /// This log's verifier keys.
        keys: Vec<String>,
        /// This log's origin line.
        origin: String,
        /// The verifier keys that signed the checkpoint.
        predecessor_keys: Vec<String>,
        /// Verifier keys of the roots of both logs, in rising order.
        roots: Vec<String>,
        /// Signature lines under [`LogSuccessor::message`]: of enough roots, and of this log's first key.
        signatures: Vec<String>,
        /// How many roots must sign.
        threshold: u32,
    }
}

impl LogRoots {
    /// The text that is signed; `change` counts the changes before this one, so that no text serves twice.
    #[must_use]
    pub fn message(&self, change: u64) -> String {
        let mut text = format!("chungtay log roots v1\n{}\nchange {change}\n", self.origin);
        lines(&mut text, "threshold", &[self.threshold.to_string()]);
        lines(&mut text, "root", &self.roots);
        lines(&mut text, "key", &self.keys);
        text
    }
}

impl LogKeyChange {
    /// The text that is signed: what is said, an empty line, the checkpoint. `change` as in
    /// [`LogRoots::message`].
    #[must_use]
    pub fn message(&self, origin: &str, change: u64) -> String {
        let mut text = format!("chungtay log key v1\n{origin}\nchange {change}\n");
        lines(&mut text, "reason", &[self.reason.word().to_owned()]);
        lines(&mut text, "key", &self.keys);
        text.extend(["\n", &self.checkpoint]);
        text
    }
}

impl LogSuccessor {
    /// The text that is signed: what is said, an empty line, the other log's checkpoint.
    #[must_use]
    pub fn message(&self) -> String {
        let mut text = format!("chungtay log successor v1\n{}\n", self.origin);
        lines(&mut text, "threshold", &[self.threshold.to_string()]);
        lines(&mut text, "root", &self.roots);
        lines(&mut text, "key", &self.keys);
        lines(&mut text, "predecessor", &self.predecessor_keys);
        text.extend(["\n", &self.checkpoint]);
        text
    }
}

fn lines(text: &mut String, word: &str, values: &[String]) {
    for value in values {
        text.extend([word, " ", value, "\n"]);
    }
}
