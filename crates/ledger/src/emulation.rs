//! What the emulation cycle says of a model: how far it is, and whether its achievement was recognised before.
//! One achievement is recognised once (Law 06/2022/QH15 on emulation and commendation): the same model, or any
//! model that names one of the same works, while an earlier recognition stands.

use crate::date::Date;
use crate::id::Id;
use crate::kinds::emulation::{CheckOutcome, RecognitionLevel, RevocationCause};
use crate::state::State;
use crate::state::movement::ModelLife;

/// How far a model is in the cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ModelStage {
    /// It is registered.
    Registered,
    /// It was checked and is there, whole or in part.
    Checked,
    /// A check did not find it.
    NotFound,
    /// It was scored.
    Scored,
    /// It is recognised.
    Recognised,
    /// Its recognition was taken back.
    Revoked,
}

impl ModelStage {
    /// Every stage, in order.
    pub const ALL: [Self; 6] = [
        Self::Registered,
        Self::Checked,
        Self::NotFound,
        Self::Scored,
        Self::Recognised,
        Self::Revoked,
    ];

    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Checked => "checked",
            Self::NotFound => "not-found",
            Self::Scored => "scored",
            Self::Recognised => "recognised",
            Self::Revoked => "revoked",
        }
    }
}

/// How far a model is.
#[must_use]
pub fn stage(model: &ModelLife) -> ModelStage {
    if model.recognised().is_some() {
        return ModelStage::Recognised;
    }
    let last = |at: Option<u64>| at.unwrap_or(0);
    let revoked = last(model.revocations.last().map(|told| told.at));
    let checked = last(model.checks.last().map(|told| told.at));
    let scored = last(model.scores.last().map(|told| told.at));
    let outcome = model.checks.last().map(|told| told.item.outcome);
    match outcome {
        _ if revoked > checked.max(scored) => ModelStage::Revoked,
        Some(CheckOutcome::NotFound) if checked > scored => ModelStage::NotFound,
        _ if scored > 0 => ModelStage::Scored,
        Some(_) => ModelStage::Checked,
        None => ModelStage::Registered,
    }
}

/// Whether what a model reported turned out to be false.
#[must_use]
pub fn was_false(model: &ModelLife) -> bool {
    model.revocations.iter().any(|told| told.item.cause == RevocationCause::False)
}

/// The model whose recognition stands for the same achievement, and the recognition's entry.
#[must_use]
pub fn recognised_before(state: &State, id: Id) -> Option<(Id, u64)> {
    let works = state.movement.models.get(&id).map(|model| &model.model.item.works)?;
    let same = |other: &ModelLife| {
        other.model.item.id == id || other.model.item.works.iter().any(|work| works.contains(work))
    };
    let mut all = state.movement.models.values().filter(|other| same(other));
    all.find_map(|other| Some((other.model.item.id, other.recognised()?.at)))
}

/// Whether a level exists on a day: districts ended with 30 June 2025 (resolution 203/2025/QH15 and law
/// 72/2025/QH15 on two levels of local government; read in second hand's accounts).
#[must_use]
pub fn level_exists(level: RecognitionLevel, day: Date) -> bool {
    let districts_ended = Date::new(2025, 7, 1);
    level != RecognitionLevel::District || districts_ended.is_none_or(|ended| day < ended)
}
