//! Rules for photos, papers and places on a map: what is named is there, pairs show one work at two times, and
//! no entry holds a place more exactly than it may be shown.

use super::naming::{cited_source, fresh};
use super::{known, known_optional};
use crate::id::Id;
use crate::kinds::attachments::{
    Attachment, AttachmentClass, EAST, MOST_POINTS, MapPoint, NORTH, SitePrecision, WorkSite,
};
use crate::kinds::bodies::Body;
use crate::refusal::Refusal;
use crate::state::State;
use std::collections::BTreeSet;

pub(super) fn check(state: &State, body: &Body) -> Result<(), Refusal> {
    match body {
        Body::Attachment(attachment) => self::attachment(state, attachment),
        Body::WorkSite(site) => work_site(state, site),
        _ => Ok(()),
    }
}

fn attachment(state: &State, attachment: &Attachment) -> Result<(), Refusal> {
    fresh(&state.attached.files, "attachment", &attachment.id)?;
    if attachment.works.is_empty() {
        return Err(Refusal::Needs { field: "works" });
    }
    attachment.works.iter().try_for_each(|work| known(&state.works, "work", work))?;
    let mut different = BTreeSet::new();
    if let Some(twice) = attachment.works.iter().find(|work| !different.insert(**work)) {
        return Err(Refusal::Exists { thing: "work", id: twice.to_string() });
    }
    if attachment.class == AttachmentClass::Paper && attachment.shows.is_some() {
        return Err(Refusal::Excess { field: "shows" });
    }
    known_optional(&state.attached.files, "attachment", attachment.pair.as_ref())?;
    if let Some(other) = attachment.pair.and_then(|pair| state.attached.files.get(&pair)) {
        let (other, own) = (&other.item, attachment.shows);
        if own.is_none() || other.shows.is_none() || other.shows == own {
            return Err(Refusal::Needs { field: "shows" });
        }
        if !attachment.works.iter().any(|work| other.works.contains(work)) {
            return Err(Refusal::DoesNotMatch { field: "pair" });
        }
    }
    let Some(step) = attachment.step else { return Ok(()) };
    let is_of = |work: &Id| {
        let figures = state.work_figures.get(work);
        figures.is_some_and(|figures| figures.steps.iter().any(|(_, at)| *at == step))
    };
    if attachment.works.iter().any(is_of) {
        return Ok(());
    }
    Err(Refusal::WrongEntry { entry: step, needed: "work_step/1" })
}

fn work_site(state: &State, site: &WorkSite) -> Result<(), Refusal> {
    known(&state.works, "work", &site.work)?;
    site.cited.as_ref().map_or(Ok(()), |cited| cited_source(state, cited))?;
    let count = site.points.len();
    match site.precision {
        SitePrecision::Hidden if count > 0 => return Err(Refusal::Excess { field: "points" }),
        SitePrecision::Exact | SitePrecision::Commune if count == 0 => {
            return Err(Refusal::Needs { field: "points" });
        }
        SitePrecision::Commune if count > 1 => return Err(Refusal::Excess { field: "points" }),
        _ => {}
    }
    if count > MOST_POINTS {
        return Err(Refusal::Excess { field: "points" });
    }
    let outside = |point: &MapPoint| !NORTH.contains(&point.north) || !EAST.contains(&point.east);
    if site.points.iter().any(outside) {
        return Err(Refusal::NotRepresentable { field: "points".to_owned() });
    }
    Ok(())
}
