//! Quotations of a story beside what the book holds word for word of the claim, statement or document that they
//! name: only where it holds that. Looked at while a story is written; what is erased later changes no story.

use crate::error::Result;
use crate::private_words::PrivateWords;
use chungtay_documents::story::{Fault, Mark, Reason, Story as Source};
use chungtay_journal::BookFolder;
use chungtay_ledger::id::Id;
use chungtay_ledger::state::State;
use unicode_normalization::UnicodeNormalization;

/// Quotations whose words do not stand in what they quote.
pub fn misquoted(
    folder: &BookFolder,
    source: &Source,
    text: &str,
    state: &State,
) -> Result<Vec<Fault>> {
    let mut words = PrivateWords::new(folder);
    let mut faults = Vec::new();
    for marked in &source.marks {
        let Mark::Quote(id, quoted) = &marked.mark else { continue };
        let Some(at) = Id::new(id).and_then(|id| entry_of(state, id)) else { continue };
        let Some(original) = words.field(at, 0)? else { continue };
        if !stands_in(quoted, &original) {
            faults.push(Fault::at(text, marked.inner, quoted, Reason::Misquoted));
        }
    }
    Ok(faults)
}

/// The entry whose first private field is the quotation.
fn entry_of(state: &State, id: Id) -> Option<u64> {
    let claim = state.claims.get(&id).map(|found| found.at);
    let statement = state.statements.get(&id).map(|found| found.at);
    claim.or(statement).or_else(|| state.bases.get(&id).map(|found| found.at))
}

/// Whether these words stand in others, in order where some are left out by "…" or "[…]".
fn stands_in(quoted: &str, original: &str) -> bool {
    let original = evened(original);
    let mut rest = original.as_str();
    let quoted = evened(quoted).replace("[…]", "…").replace("...", "…");
    quoted.split('…').map(str::trim).filter(|part| !part.is_empty()).all(|part| {
        let found = rest.find(part);
        rest = found.and_then(|at| rest.get(at + part.len()..)).unwrap_or_default();
        found.is_some()
    })
}

/// One form of letters, blanks and quotation marks; capitals as they may begin a quotation.
fn evened(words: &str) -> String {
    let words: String = words
        .nfc()
        .map(|letter| match letter {
            '“' | '”' | '«' | '»' => '"',
            '‘' | '’' => '\'',
            '–' | '—' => '-',
            other => other,
        })
        .collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::stands_in;

    /// The article's own sentence, line 5.
    #[test]
    fn what_is_quoted_stands_in_the_original() {
        let original = "Trong nhiệm kỳ, đã triển khai hơn 20 công trình, kinh phí trên 3 tỷ đồng.";
        for (quoted, stands) in [
            ("kinh phí trên 3 tỷ đồng", true),
            ("Kinh phí  trên 3 tỷ đồng", true),
            ("hơn 20 công trình … trên 3 tỷ đồng", true),
            ("đã triển khai […] 3 tỷ đồng.", true),
            ("trên 3 tỷ đồng … hơn 20 công trình", false),
            ("kinh phí hơn 9 tỷ đồng", false),
        ] {
            assert_eq!(stands_in(quoted, original), stands, "{quoted}");
        }
    }
}
