//! What the fold knows of organisations in time, targets, drives and the emulation cycle: bounded by what a
//! book has of them.

use crate::canonical::record;
use crate::id::{FundId, Id, PersonId};
use crate::kinds::emulation::{
    EmulationRules, Model, ModelCheck, ModelRecognition, ModelRevocation, ModelScore,
};
use crate::kinds::organising::{
    Drive, DriveUnit, OrganisationChange, OrganisationPart, PostEnd, Target,
};
use crate::money::Dong;
use crate::state::life::Happened;
use std::collections::BTreeMap;

record! {
    /// A drive from its launch to its close.
    DriveLife {
        /// The day it was closed and the entry.
        closed: Option<(crate::date::Date, u64)>,
        /// How it was launched.
        launched: Happened<Drive>,
        /// The units that take part, in order of entry.
        units: Vec<Happened<DriveUnit>>,
    }
    /// A model from its registration on.
    ModelLife {
        /// Checks, in order.
        checks: Vec<Happened<ModelCheck>>,
        /// The model.
        model: Happened<Model>,
        /// Recognitions, in order; each but the last was revoked.
        recognitions: Vec<Happened<ModelRecognition>>,
        /// Who registered it.
        registered_by: PersonId,
        /// Revocations, in order: the first takes back the first recognition, and so on.
        revocations: Vec<Happened<ModelRevocation>>,
        /// Scores, the last one standing.
        scores: Vec<Happened<ModelScore>>,
    }
    /// Organisations in time, targets, drives, models.
    #[derive(Default)]
    Movement {
        /// What became of organisations, in order of entry.
        changes: BTreeMap<Id, Vec<Happened<OrganisationChange>>>,
        /// Drives.
        drives: BTreeMap<Id, DriveLife>,
        /// Models.
        models: BTreeMap<Id, ModelLife>,
        /// Posts that ended, by the post's entry.
        post_ends: BTreeMap<u64, Happened<PostEnd>>,
        /// What parts organisations have, in order of entry.
        roles: Vec<Happened<OrganisationPart>>,
        /// By what models are judged.
        rules: BTreeMap<Id, Happened<EmulationRules>>,
        /// Targets.
        targets: BTreeMap<Id, Happened<Target>>,
        /// What moved from one fund to another.
        transfers: BTreeMap<(FundId, FundId), Dong>,
    }
}

impl ModelLife {
    /// The recognition that stands.
    #[must_use]
    pub fn recognised(&self) -> Option<&Happened<ModelRecognition>> {
        let standing = self.recognitions.len() > self.revocations.len();
        self.recognitions.last().filter(|_| standing)
    }

    /// The points of the score that stands.
    #[must_use]
    pub fn points(&self) -> Option<u64> {
        let score = self.scores.last()?;
        Some(score.item.points.iter().map(|points| u64::from(*points)).sum())
    }
}
