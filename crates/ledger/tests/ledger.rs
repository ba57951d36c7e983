//! The ledger's integration tests, one binary. Their other ends: RFC 8785 as other programs read it
//! (`serde_json`, Python's `json`), Python's `hmac` and `hashlib`, sums over raw postings, and a
//! golden log that every release must reproduce.
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up must stop")]

#[path = "ledger/agreement.rs"]
mod agreement;
#[path = "ledger/as_built.rs"]
mod as_built;
#[path = "ledger/asking.rs"]
mod asking;
#[path = "ledger/attachments.rs"]
mod attachments;
#[path = "ledger/between.rs"]
mod between;
#[path = "ledger/bodies.rs"]
mod bodies;
#[path = "ledger/canonical.rs"]
mod canonical;
#[path = "ledger/chainage.rs"]
mod chainage;
#[path = "ledger/claims.rs"]
mod claims;
#[path = "ledger/commands.rs"]
mod commands;
#[path = "ledger/commitments.rs"]
mod commitments;
#[path = "ledger/deadlines.rs"]
mod deadlines;
#[path = "ledger/dice.rs"]
mod dice;
#[path = "ledger/disclosure.rs"]
mod disclosure;
#[path = "ledger/flows.rs"]
mod flows;
#[path = "ledger/golden.rs"]
mod golden;
#[path = "ledger/golden_keys.rs"]
mod golden_keys;
#[path = "ledger/golden_matching.rs"]
mod golden_matching;
#[path = "ledger/golden_names.rs"]
mod golden_names;
#[path = "ledger/golden_privacy.rs"]
mod golden_privacy;
#[path = "ledger/golden_sightings.rs"]
mod golden_sightings;
#[path = "ledger/golden_telling.rs"]
mod golden_telling;
#[path = "ledger/life_commands.rs"]
mod life_commands;
#[path = "ledger/life_refusals.rs"]
mod life_refusals;
#[path = "ledger/matching.rs"]
mod matching;
#[path = "ledger/movement_commands.rs"]
mod movement_commands;
#[path = "ledger/movement_refusals.rs"]
mod movement_refusals;
#[path = "ledger/numbering.rs"]
mod numbering;
#[path = "ledger/organisations.rs"]
mod organisations;
#[path = "ledger/owners_halves.rs"]
mod owners_halves;
#[path = "ledger/python.rs"]
mod python;
#[path = "ledger/random_books.rs"]
mod random_books;
#[path = "ledger/recount.rs"]
mod recount;
#[path = "ledger/refusals.rs"]
mod refusals;
#[path = "ledger/refused_forms.rs"]
mod refused_forms;
#[path = "ledger/restating.rs"]
mod restating;
#[path = "ledger/stories.rs"]
mod stories;
#[path = "ledger/world.rs"]
mod world;

/// A test file that is not listed above is never run.
#[test]
fn no_test_file_is_forgotten() {
    let here = include_str!("ledger.rs");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ledger");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_file() {
            assert!(here.contains(&format!("\"ledger/{name}\"")), "{name} is not listed");
        }
    }
}
